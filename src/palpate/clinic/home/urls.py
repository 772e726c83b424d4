"""Addresses of the first page, of search and of the sample practice."""

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.routes import MEMBER, PUBLIC, route
from palpate.clinic.home import views
from palpate.clinic.pages import htmx
from palpate.clinic.sample import views as sample

urlpatterns = [
    route("", views.home, name="home", needs=MEMBER),
    route("search/", views.search, name="search", needs=MEMBER),
    route("htmx.js", htmx.htmx, name="htmx", needs=PUBLIC),
    route("more/", views.more, name="more", needs=MEMBER),
    route("sample/", sample.sample, name="sample", needs=Permission.KEEP_DATA),
]
