"""Nobody sees a client without a second factor, and its secrets are sealed."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.clinic.accounts.people import (
    PASSWORD,
    SEED,
    is_in,
    sign_in,
    try_password,
    with_password,
)

from palpate.clinic.access.routes import declared_of
from palpate.clinic.practice.models import Member

SAMPLES = {
    "uuid": "01a20107-e01a-757f-b900-58281c9ecbad",
    "int": "1",
    "str": "x",
    "slug": "x",
    "path": "x",
}


def test_every_members_page_asks_for_a_second_factor_first(therapist: Member) -> None:
    browser = Browser()
    try_password(browser, with_password(therapist, factor=False))
    for address in members_addresses():
        answer = browser.get(address)
        sent = (401, None) if address.startswith("/api/") else (302, "/second-factor/")
        assert (answer.status_code, answer.get("Location")) == sent, address


def test_recovery_codes_alone_are_no_second_factor(therapist: Member) -> None:
    browser = Browser()
    try_password(browser, with_password(therapist, factor=False))
    Authenticator.objects.create(
        user=therapist.user, type=Authenticator.Type.RECOVERY_CODES, data={"seed": ""}
    )
    assert not is_in(browser)


def test_the_page_offers_a_passkey_and_an_app(therapist: Member) -> None:
    browser = Browser()
    try_password(browser, with_password(therapist, factor=False))
    text = browser.get("/second-factor/").content.decode()
    assert reverse("mfa_add_webauthn") in text
    assert reverse("mfa_activate_totp") in text


def test_an_app_is_set_up_and_recovery_codes_follow(therapist: Member) -> None:
    browser, secret = enrol(therapist)
    page = browser.get(reverse("mfa_view_recovery_codes"))
    assert page.status_code == 200
    assert is_in(browser)
    assert secret


def test_no_secret_is_in_the_database_in_plain(therapist: Member) -> None:
    browser = Browser()
    try_password(browser, with_password(therapist, factor=False))
    shown = browser.get(reverse("mfa_activate_totp")).context["form"].secret
    assert shown not in everything()
    finish(browser, shown)
    kept = everything()
    assert shown not in kept
    seeds = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    assert seeds.data["seed"].startswith("p1.")


def test_the_last_second_factor_cannot_be_switched_off(therapist: Member) -> None:
    browser = sign_in(with_password(therapist))
    answer = browser.post(reverse("mfa_deactivate_totp"))
    assert "only second factor" in answer.content.decode()
    assert Authenticator.objects.filter(user=therapist.user).exists()


def test_a_stolen_session_cannot_add_a_passkey_later(therapist: Member) -> None:
    """Adding a way in asks again who it is, unless one has just signed in."""
    with_password(therapist)
    browser = Browser()
    browser.force_login(therapist.user)
    answer = browser.get(reverse("mfa_add_webauthn"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert browser.get(reverse("mfa_add_webauthn")).status_code == 200


def enrol(member: Member) -> tuple[Browser, str]:
    browser = Browser()
    try_password(browser, with_password(member, factor=False))
    secret = browser.get(reverse("mfa_activate_totp")).context["form"].secret
    finish(browser, secret)
    return browser, secret


def finish(browser: Browser, secret: str) -> None:
    import time

    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    shown = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    answer = browser.post(reverse("mfa_activate_totp"), {"code": shown})
    assert answer.status_code == 302, SEED


def everything() -> str:
    """All that the tables of secrets hold, as the database sees it."""
    rows: list[object] = []
    with connection.cursor() as cursor:
        for table in ("mfa_authenticator", "django_session"):
            cursor.execute(f"SELECT * FROM {table}")
            rows += cursor.fetchall()
    return str(rows)


def members_addresses() -> Iterator[str]:
    """An address of every route that only members may call."""
    for pattern in routes(get_resolver()):
        declared = declared_of(pattern.callback, pattern.name)
        if declared is None or declared.public or declared.signed_in:
            continue
        named = {
            name: next(
                text for kind, text in SAMPLES.items() if kind in type(value).__name__.lower()
            )
            for name, value in pattern.pattern.converters.items()
        }
        yield reverse(pattern.name, kwargs=named)


def routes(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        elif entry.namespace is None:
            yield from routes(entry)
