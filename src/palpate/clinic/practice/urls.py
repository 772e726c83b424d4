"""Addresses of practice."""

from django.urls import URLPattern, URLResolver

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.routes import MEMBER, PUBLIC, route
from palpate.clinic.practice import choosing, credentials, door, links, views

PRACTICE = Permission.MANAGE_PRACTICE
MEMBERS = Permission.MANAGE_MEMBERS
ONE = "practice/members/<uuid:member_id>/"
LICENCE = f"{ONE}licences/<uuid:credential_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(f"{links.PLACE}<str:token>/", door.enter, name="enter", needs=PUBLIC),
    route("practice/", views.practice, name="practice", needs=PRACTICE),
    route("practice/scope/", views.scope, name="scope_of_practice", needs=MEMBER),
    route("practice/choose/", choosing.choose, name="choose_practice", needs=MEMBER),
    route("practice/invite/", views.invite, name="invite", needs=MEMBERS, fresh=True),
    route(ONE, views.member, name="member", needs=MEMBERS, fresh=True),
    route(f"{ONE}activity/", views.activity, name="member_activity", needs=MEMBERS, fresh=True),
    route(f"{ONE}password/", views.password, name="member_password", needs=MEMBERS, fresh=True),
    route(f"{ONE}licences/", credentials.add, name="add_credential", needs=MEMBER),
    route(LICENCE, credentials.edit, name="edit_credential", needs=MEMBER),
    route(f"{LICENCE}remove/", credentials.remove, name="remove_credential", needs=MEMBER),
]
