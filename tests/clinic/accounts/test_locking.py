"""Locking the screen keeps the session and shows nothing; time does the same, and then ends it."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse
from tests.clinic.accounts.people import PASSWORD, is_in, sign_in, with_password

from palpate.clinic.accounts.middleware import BEGAN, SEEN
from palpate.clinic.audit.models import Entry
from palpate.clinic.practice.models import Member

MINUTE = 60
HOUR = 60 * MINUTE


@pytest.fixture
def browser(therapist: Member) -> Browser:
    """The therapist's browser."""
    return sign_in(with_password(therapist))


def lock(browser: Browser, page: str = "/account/") -> None:
    answer = browser.post(reverse("lock"), {"next": page})
    assert answer.url == reverse("locked")


def earlier(browser: Browser, key: str, seconds: int) -> None:
    """Turn the session's clock back."""
    session = browser.session
    session[key] -= seconds
    session.save()


def test_nothing_can_be_read_while_locked(browser: Browser) -> None:
    lock(browser)
    for name in (
        "account",
        "home",
        "usersessions_list",
        "mfa_view_recovery_codes",
        "account_change_password",
        "mfa_add_webauthn",
        "second_factor",
    ):
        answer = browser.get(reverse(name))
        assert (answer.status_code, answer.get("Location")) == (302, reverse("locked")), name


def test_the_page_says_who_is_locked(browser: Browser, therapist: Member) -> None:
    lock(browser)
    assert therapist.name in browser.get(reverse("locked")).content.decode()


def test_the_password_brings_back_the_page(browser: Browser) -> None:
    lock(browser, "/account/?tab=2")
    answer = browser.post(reverse("locked"), {"password": PASSWORD})
    assert answer.url == "/account/?tab=2"
    assert is_in(browser)


def test_a_wrong_password_keeps_it_locked(browser: Browser) -> None:
    lock(browser)
    answer = browser.post(reverse("locked"), {"password": "not this one at all"})
    assert answer.status_code == 422
    assert not is_in(browser)


def test_a_passkey_that_does_not_fit_keeps_it_locked(browser: Browser) -> None:
    lock(browser)
    answer = browser.post(reverse("unlock"), {"credential": "{}"}, follow=True)
    assert "passkey did not answer" in answer.content.decode()
    assert not is_in(browser)


def test_guessing_ends_the_session(browser: Browser) -> None:
    lock(browser)
    for _ in range(12):
        answer = browser.post(reverse("locked"), {"password": "not this one at all"})
    assert answer.status_code == 302
    assert not is_in(browser)


def test_a_lock_is_of_one_session(browser: Browser, therapist: Member) -> None:
    other = Browser()
    other.force_login(therapist.user)
    lock(browser)
    assert is_in(other)


def test_coming_back_never_leaves_this_site(browser: Browser) -> None:
    lock(browser, "https://elsewhere.example/")
    assert browser.post(reverse("locked"), {"password": PASSWORD}).url == reverse("home")


def test_a_script_is_told_to_sign_in_rather_than_redirected(browser: Browser) -> None:
    lock(browser)
    answer = browser.put("/account/", data="{}", content_type="application/json")
    assert answer.status_code == 401
    assert answer.json()["errors"][0]["field"] == "session"


def test_locking_is_in_the_audit(browser: Browser) -> None:
    lock(browser)
    browser.post(reverse("locked"), {"password": PASSWORD})
    acts = list(Entry.objects.order_by("number").values_list("act", flat=True))
    assert acts[-2:] == ["screen locked", "screen unlocked"]


def test_a_session_without_activity_locks_itself(browser: Browser, therapist: Member) -> None:
    idle = therapist.practice.idle_minutes * MINUTE
    earlier(browser, SEEN, idle - MINUTE)
    assert is_in(browser)
    earlier(browser, SEEN, idle + MINUTE)
    assert browser.get("/account/").url == reverse("locked")
    assert browser.post(reverse("locked"), {"password": PASSWORD}).url == "/account/"


def test_the_practice_says_how_long_is_idle(browser: Browser, therapist: Member) -> None:
    therapist.practice.idle_minutes = 1
    therapist.practice.save()
    earlier(browser, SEEN, 2 * MINUTE)
    assert not is_in(browser)


def test_a_session_ends_after_twelve_hours_however_busy(browser: Browser) -> None:
    earlier(browser, BEGAN, 12 * HOUR - MINUTE)
    assert is_in(browser)
    earlier(browser, BEGAN, 2 * MINUTE)
    answer = browser.get("/account/")
    assert answer.url.startswith(reverse("account_login"))
    assert "Clear-Site-Data" in answer


def test_a_locked_session_ends_too(browser: Browser) -> None:
    lock(browser)
    earlier(browser, BEGAN, 13 * HOUR)
    assert browser.get(reverse("locked")).url.startswith(reverse("account_login"))
