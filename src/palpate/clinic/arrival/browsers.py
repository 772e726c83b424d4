"""Which browser may see an intake: the one that answered first, or one that knows the birth date.

A browser is known by a secret in a cookie that scripts cannot read and other sites cannot send.
The form's own token is derived from it, so that a page of another site can never write.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import date
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from palpate.clinic.arrival.links import MOST_WRONG, hashed
from palpate.clinic.arrival.models import Intake
from palpate.clinic.audit.chain import Actor, record

BY_LINK: Final = "client by link"
PATH: Final = "/i/"
_SECRET: Final = re.compile(r"[\w-]{43}")
_DAYS: Final = 60
_TOKEN_FIELD: Final = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


def cookie_name(intake: Intake) -> str:
    """Each intake has its own cookie: a parent may fill in two forms on one phone."""
    prefix = "__Secure-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}intake_{intake.pk.hex}"


def secret_of(request: HttpRequest, intake: Intake) -> str:
    """The secret the browser sent; empty when it sent none."""
    secret = request.COOKIES.get(cookie_name(intake), "")
    return secret if _SECRET.fullmatch(secret) else ""


def give_secret(request: HttpRequest, response: HttpResponse, intake: Intake, secret: str) -> None:
    """Let the browser keep its secret."""
    response.set_cookie(
        cookie_name(intake),
        secret,
        max_age=_DAYS * 86_400,
        path=PATH,
        secure=request.is_secure() or settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def form_token(secret: str) -> str:
    """What a form of this browser carries."""
    return hashlib.sha256(f"form {secret}".encode()).hexdigest()


def is_own_form(request: HttpRequest, secret: str) -> bool:
    """Whether what was sent comes from a page that this browser was given."""
    sent = request.headers.get("X-CSRFToken") or request.POST.get(_TOKEN_FIELD, "")
    return bool(secret) and hmac.compare_digest(sent.encode(), form_token(secret).encode())


def may_see(intake: Intake, secret: str) -> bool:
    """Whether this browser may see and change what was answered."""
    if not intake.browser_hash:
        return True
    return bool(secret) and hmac.compare_digest(intake.browser_hash, hashed(secret))


def actor_of(intake: Intake) -> Actor:
    """Who acts through the link, for the audit chain."""
    return Actor(intake.practice_id, BY_LINK)


def bind(intake: Intake, secret: str) -> None:
    """Make this browser the one that sees the answers; call inside the saving transaction."""
    intake.browser_hash = hashed(secret)
    record(actor_of(intake), "intake begun", client_id=intake.client_id, on=intake)


def confirm(intake: Intake, told: date | None, secret: str) -> bool:
    """Check a birth date; right ones let this browser in, wrong ones count.

    The try is counted before it is judged, so that tries side by side cannot exceed the number.
    """
    with transaction.atomic():
        rows = Intake.objects.filter(pk=intake.pk, wrong_answers__lt=MOST_WRONG)
        if not rows.update(wrong_answers=F("wrong_answers") + 1):
            return False
        is_right = told is not None and told == intake.client.birth_date
        if is_right:
            rows = Intake.objects.filter(pk=intake.pk)
            rows.update(wrong_answers=0, browser_hash=hashed(secret))
        act = "birth date confirmed" if is_right else "birth date refused"
        record(actor_of(intake), act, client_id=intake.client_id, on=intake)
    return is_right


def is_locked(intake: Intake) -> bool:
    """Whether too many wrong birth dates were tried."""
    return intake.wrong_answers >= MOST_WRONG
