"""Addresses of accounts: our own, and those of the sign-in package that are declared."""

from django.urls import URLPattern, URLResolver, include, path

from palpate.clinic.access.routes import MEMBER, PUBLIC, SIGNED_IN, route
from palpate.clinic.accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    route("lock/", views.lock, name="lock", needs=SIGNED_IN),
    route("locked/", views.locked, name="locked", needs=SIGNED_IN),
    route("locked/passkey/", views.unlock, name="unlock", needs=SIGNED_IN),
    route("account/", views.account, name="account", needs=MEMBER),
    route("second-factor/", views.second_factor, name="second_factor", needs=SIGNED_IN),
    route("no-practice/", views.no_practice, name="no_practice", needs=SIGNED_IN),
    route("account/second-factor/", views.factors, name="mfa_index", needs=SIGNED_IN),
    route(
        "account/password/reset/", views.reset_password, name="account_reset_password", needs=PUBLIC
    ),
    path("account/", include("allauth.account.urls")),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
]
