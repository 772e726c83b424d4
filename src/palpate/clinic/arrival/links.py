"""The private link of an intake: made, sent anew, revoked, resolved."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.arrival.models import Intake, LinkKey
from palpate.clinic.audit.chain import record
from palpate.clinic.consent import starting
from palpate.clinic.database.security import practice_scope
from palpate.clinic.people.models import Client, ClientState
from palpate.clinic.practice.models import Member
from palpate.evidence import UserError

DAYS: Final = 7
MOST_DAYS: Final = 60
MOST_WRONG: Final = 5
_BYTES: Final = 32


@dataclass(frozen=True)
class Sent:
    """A fresh link: its token is known only now, afterwards only its hash."""

    intake: Intake
    token: str


def hashed(secret: str) -> str:
    """SHA-256 of a token or a browser's secret, as 64 hex digits."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def fresh_secret() -> str:
    """256 bits, as an address can hold them."""
    return secrets.token_urlsafe(_BYTES)


@transaction.atomic
def send(
    *, by: Member, client: Client, language: str, days: int = DAYS, visit_id: UUID | None = None
) -> Sent:
    """Make an intake and its link."""
    require(by, Permission.SEND_INTAKE)
    _check_days(days)
    if client.state == ClientState.MERGED:
        raise UserError("This record was merged into another.", "Send it from the other record.")
    starting.put_in_place(by.practice_id)
    token = fresh_secret()
    intake: Intake = Intake.objects.create(
        practice_id=by.practice_id,
        client=client,
        visit_id=visit_id,
        token_hash=hashed(token),
        language=language,
        sent_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    LinkKey.objects.create(token_hash=intake.token_hash, practice_id=by.practice_id)
    record(by, "intake link made", client_id=client.pk, on=intake, days=days)
    return Sent(intake, token)


@transaction.atomic
def send_anew(*, by: Member, intake: Intake, days: int = DAYS) -> Sent:
    """Make a new link to the same intake; the former link ends, what was answered stays."""
    require(by, Permission.SEND_INTAKE)
    _check_days(days)
    if intake.sent_in_at is not None or intake.revoked_at is not None:
        raise UserError("This intake is closed.", "Send a new one.")
    LinkKey.objects.filter(token_hash=intake.token_hash).delete()
    token = fresh_secret()
    intake.token_hash = hashed(token)
    intake.wrong_answers = 0
    intake.expires_at = timezone.now() + timedelta(days=days)
    intake.save(update_fields=["token_hash", "wrong_answers", "expires_at"])
    LinkKey.objects.create(token_hash=intake.token_hash, practice_id=intake.practice_id)
    record(by, "intake link made anew", client_id=intake.client_id, on=intake, days=days)
    return Sent(intake, token)


@transaction.atomic
def revoke(*, by: Member, intake: Intake) -> None:
    """End a link; nothing that was answered is lost."""
    require(by, Permission.SEND_INTAKE)
    if intake.sent_in_at is not None or intake.revoked_at is not None:
        raise UserError("This intake is closed already.", "Reload the page.")
    intake.revoked_at = timezone.now()
    intake.save(update_fields=["revoked_at"])
    LinkKey.objects.filter(token_hash=intake.token_hash).delete()
    record(by, "intake link revoked", client_id=intake.client_id, on=intake)


def intakes_of(client: Client) -> QuerySet[Intake]:
    """Intakes of a client, the latest first, without what was answered: the desk sees these."""
    rows: QuerySet[Intake] = client.intakes.defer("answers")
    return rows.select_related("sent_by", "taken_over_by").order_by("-created_at")


@contextmanager
def opened_by(token: str) -> Iterator[Intake | None]:
    """The intake of a token, inside the scope of its practice; ``None`` when there is none.

    Expired, revoked and unknown links cannot be told apart from outside.
    """
    key = LinkKey.objects.filter(token_hash=hashed(token)).first()
    if key is None:
        yield None
        return
    with practice_scope(key.practice_id):
        rows = Intake.objects.select_related("client", "practice")
        found = rows.filter(token_hash=key.token_hash, revoked_at=None).first()
        yield found if found is not None and found.expires_at > timezone.now() else None


def _check_days(days: int) -> None:
    if not 1 <= days <= MOST_DAYS:
        raise UserError(f"{days} days is not possible.", f"Write 1 to {MOST_DAYS} days.", "days")
