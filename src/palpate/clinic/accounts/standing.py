"""Where a signed-in session stands: second factor, lock, freshness."""

from __future__ import annotations

import time
from typing import Final
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from palpate.clinic.access.request import member_of
from palpate.clinic.accounts import locking

SAMPLE: Final = "sample"
"""Session key: entered the sample practice by its one-time link; nobody's data is in reach."""
FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor; recovery codes alone do not."""


def missing_step(request: HttpRequest) -> str | None:
    """Name of the page a session must pass first, or ``None`` when it may go on."""
    if locking.LOCKED in request.session:
        return "locked"
    if is_sample(request):
        return None
    if not is_mfa_enabled(request.user, FACTORS):
        return "second_factor"
    return None


def is_sample(request: HttpRequest) -> bool:
    """Whether the session came by the link of the sample, and works in a sample practice."""
    if not request.session.get(SAMPLE):
        return False
    member = member_of(request)
    return member is not None and member.practice.is_sample


def is_fresh(request: HttpRequest) -> bool:
    """Whether the caller proved who they are a short while ago."""
    if not request.user.is_authenticated:
        return False
    if is_sample(request):
        return True
    records = get_authentication_records(request, request.user)
    last = max((float(each["at"]) for each in records), default=0.0)
    return time.time() - last < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def ask_again(request: HttpRequest) -> HttpResponseBase:
    """Send the caller to prove who they are, and back."""
    query = urlencode({"next": locking.page_of(request)})
    return redirect(f"{reverse('account_reauthenticate')}?{query}")
