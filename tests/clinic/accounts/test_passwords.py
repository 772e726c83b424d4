"""Passwords: long, uncommon, and never a way around the second factor."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client as Browser
from django.urls import reverse
from tests.clinic.accounts.people import PASSWORD, code, is_in, sign_in, try_password, with_password

from palpate.clinic.accounts.models import User
from palpate.clinic.accounts.passwords import reset_path
from palpate.clinic.practice.models import Member

NEW = "eleven blue ladders hum"


@pytest.mark.parametrize("password", ["short one", "password1234", "anna.berg.1974"])
def test_short_common_and_personal_passwords_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, User(email="anna.berg.1974@example.org", name="Anna Berg"))


@pytest.mark.django_db
def test_words_are_enough() -> None:
    validate_password(PASSWORD)


def test_passwords_are_hashed_with_argon2(therapist: Member) -> None:
    assert with_password(therapist).user.password.startswith("argon2")


def test_a_new_password_ends_the_other_sessions(therapist: Member) -> None:
    here, there = sign_in(with_password(therapist)), Browser()
    there.force_login(therapist.user)
    answer = here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )
    assert answer.url == reverse("account")
    assert is_in(here)
    assert not is_in(there)


def test_a_link_for_a_new_password_does_not_replace_the_second_factor(therapist: Member) -> None:
    with_password(therapist)
    browser = reset(therapist)
    assert not is_in(browser)
    answer = try_password(browser, therapist, NEW)
    assert answer.url == reverse("mfa_authenticate")
    assert not is_in(browser)
    browser.post(reverse("mfa_authenticate"), {"code": code()})
    assert is_in(browser)


def test_a_link_for_a_new_password_ends_every_session(therapist: Member) -> None:
    browser = sign_in(with_password(therapist))
    therapist.user.refresh_from_db()
    reset(therapist)
    assert not is_in(browser)


def test_a_link_for_a_new_password_works_once(therapist: Member) -> None:
    with_password(therapist)
    path = reset_path(therapist.user)
    reset(therapist, path)
    assert "no longer works" in Browser().get(path, follow=True).content.decode()


@pytest.mark.django_db
def test_without_a_mail_server_the_page_says_who_makes_a_link() -> None:
    text = Browser().get(reverse("account_reset_password")).content.decode()
    assert "Ask the owner" in text
    answer = Browser().post(reverse("account_reset_password"), {"email": "anna@example.org"})
    assert answer.status_code == 302


def reset(member: Member, path: str = "") -> Browser:
    browser = Browser()
    form = browser.get(path or reset_path(member.user))
    browser.post(form.url, {"password1": NEW, "password2": NEW})
    return browser
