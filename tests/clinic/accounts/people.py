"""People with passwords and second factors, and browsers they sign in with."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client as Browser
from django.urls import reverse

from palpate.clinic.practice.models import Member

PASSWORD = "seven green kettles sing"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_password(member: Member, *, factor: bool = True) -> Member:
    """Give a member a password, and an authenticator app unless said."""
    member.user.set_password(PASSWORD)
    member.user.save()
    Authenticator.objects.filter(user=member.user).delete()
    if factor:
        TOTP.activate(member.user, SEED)
    return member


def code(at: float | None = None) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(SEED, int(time.time() if at is None else at) // 30))


def try_password(browser: Browser, member: Member, password: str = PASSWORD) -> Any:
    """Send the sign-in form."""
    given = {"login": member.user.email, "password": password}
    return browser.post(reverse("account_login"), given)


def sign_in(member: Member, browser: Browser | None = None) -> Browser:
    """Sign in as a person does: password, then code."""
    browser = browser or Browser()
    try_password(browser, member)
    answer = browser.post(reverse("mfa_authenticate"), {"code": code()})
    assert answer.status_code == 302, answer.content
    return browser


def is_in(browser: Browser) -> bool:
    """Whether the browser can open a member's page."""
    return browser.get(reverse("account")).status_code == 200
