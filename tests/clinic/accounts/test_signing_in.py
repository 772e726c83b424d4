"""Signing in takes a password and a second factor, or a passkey."""

from __future__ import annotations

import logging

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.test import Client as Browser
from django.urls import reverse
from tests.clinic.accounts.people import PASSWORD, code, is_in, sign_in, try_password, with_password

from palpate.clinic.audit.models import Entry
from palpate.clinic.practice.models import Member


def test_password_and_code_open_the_record(therapist: Member) -> None:
    assert is_in(sign_in(with_password(therapist)))


def test_a_password_alone_opens_nothing(therapist: Member) -> None:
    browser = Browser()
    answer = try_password(browser, with_password(therapist))
    assert answer.url == reverse("mfa_authenticate")
    assert not is_in(browser)


def test_a_wrong_password_says_what_to_do_and_not_which_part_was_wrong(therapist: Member) -> None:
    with_password(therapist)
    answer = try_password(Browser(), therapist, "wrong password here")
    unknown = Browser().post(
        reverse("account_login"), {"login": "nobody@example.org", "password": PASSWORD}
    )
    for page in (answer, unknown):
        assert "do not belong together" in page.content.decode()


def test_a_code_is_accepted_once(therapist: Member) -> None:
    with_password(therapist)
    shown = code()
    for browser, status in ((Browser(), 302), (Browser(), 200)):
        try_password(browser, therapist)
        answer = browser.post(reverse("mfa_authenticate"), {"code": shown})
        assert answer.status_code == status


def test_a_used_code_is_known_to_every_worker(therapist: Member, monkeypatch) -> None:
    """Another worker has a cache of its own; what is used must be in the database."""
    with_password(therapist)
    shown = code()
    sign_in(therapist)
    other = DatabaseCache(settings.CACHES["default"]["LOCATION"], {})
    monkeypatch.setattr("palpate.clinic.accounts.forms.cache", other)
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.cache", other)
    browser = Browser()
    try_password(browser, therapist)
    assert browser.post(reverse("mfa_authenticate"), {"code": shown}).status_code == 200


def test_a_code_stays_used_as_long_as_a_clock_that_is_off_accepts_it(therapist: Member) -> None:
    """The package forgets a code after one period; with a tolerance it is good for three."""
    assert settings.MFA_TOTP_TOLERANCE == 1
    with_password(therapist)
    shown = code()
    sign_in(therapist)
    cache.delete(f"allauth.mfa.totp.used?user={therapist.user_id}&code={shown}")
    browser = Browser()
    try_password(browser, therapist)
    assert browser.post(reverse("mfa_authenticate"), {"code": shown}).status_code == 200


@pytest.mark.parametrize(
    "name", ["mfa/js/webauthn.js", "account/js/onload.js", "django_htmx/htmx-2.min.js"]
)
def test_scripts_of_installed_packages_are_served(name: str) -> None:
    answer = Browser().get(f"/static/{name}")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)


def test_many_wrong_passwords_are_stopped(therapist: Member) -> None:
    with_password(therapist)
    browser = Browser()
    for _ in range(5):
        try_password(browser, therapist, "wrong password here")
    answer = try_password(browser, therapist)
    assert "Too many wrong attempts" in answer.content.decode()


def test_a_failed_sign_in_is_logged_without_the_address(
    therapist: Member, caplog: pytest.LogCaptureFixture
) -> None:
    with_password(therapist)
    logging.getLogger("palpate").propagate = True
    with caplog.at_level(logging.WARNING, logger="palpate.accounts"):
        try_password(Browser(), therapist, "wrong password here")
    logging.getLogger("palpate").propagate = False
    assert "sign-in failed" in caplog.text
    assert therapist.user.email not in caplog.text
    entry = Entry.objects.get(act="sign-in failed")
    assert entry.who == "somebody"
    assert therapist.user.email not in str(entry.detail)


def test_the_session_is_another_one_after_signing_in(therapist: Member) -> None:
    browser = Browser()
    with_password(therapist)
    try_password(browser, therapist)
    before = browser.cookies[settings.SESSION_COOKIE_NAME].value
    browser.post(reverse("mfa_authenticate"), {"code": code()})
    assert browser.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_signing_in_and_out_is_in_the_audit(therapist: Member) -> None:
    sign_in(with_password(therapist)).post(reverse("account_logout"))
    acts = list(Entry.objects.order_by("number").values_list("act", flat=True))
    assert acts[-2:] == ["signed in", "signed out"]


def test_signing_out_clears_what_the_browser_kept(therapist: Member) -> None:
    answer = sign_in(with_password(therapist)).post(reverse("account_logout"))
    assert "storage" in answer["Clear-Site-Data"]


def test_no_page_of_a_member_is_kept_by_the_browser(therapist: Member) -> None:
    browser = sign_in(with_password(therapist))
    for name in ("account", "home", "usersessions_list", "account_change_password"):
        assert browser.get(reverse(name))["Cache-Control"] == "no-store", name


def test_the_list_of_sessions_signs_out_the_others(therapist: Member) -> None:
    with_password(therapist)
    first = Browser()
    first.force_login(therapist.user)
    assert is_in(first)
    second = sign_in(therapist)
    from allauth.usersessions.models import UserSession

    UserSession.objects.create(
        user=therapist.user, ip="10.0.0.2", session_key=first.session.session_key, user_agent="Old"
    )
    page = second.get(reverse("usersessions_list")).content.decode()
    assert "Another browser" in page
    assert "10.0.0.2, since" in page
    assert "Old" not in page
    second.post(reverse("usersessions_list"))
    assert not is_in(first)
    assert is_in(second)


@pytest.mark.django_db
def test_nobody_makes_an_account_without_a_link() -> None:
    answer = Browser().post(
        reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_set_password"])
def test_addresses_of_the_sign_in_package_that_are_not_declared_are_refused(
    name: str, therapist: Member
) -> None:
    assert sign_in(with_password(therapist)).get(reverse(name)).status_code == 403


def test_no_code_passes_for_every_code() -> None:
    assert not hasattr(settings, "MFA_TOTP_INSECURE_BYPASS_CODE")
