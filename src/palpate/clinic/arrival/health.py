"""The health history: changed, reviewed, and how it came to stand as it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.arrival.answering import Values, names_of
from palpate.clinic.arrival.catalogue import catalogue
from palpate.clinic.arrival.models import HealthHistory
from palpate.clinic.arrival.shown import in_words
from palpate.clinic.audit.chain import record
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.evidence import UserError

_FORMER: Final = 50


@dataclass(frozen=True)
class Change:
    """What changed at one time: label, before, after."""

    at: datetime
    who: str
    rows: tuple[tuple[str, str, str], ...]
    is_review: bool


def history_of(client: Client) -> HealthHistory:
    """The health history of a client; a new one is not saved before something stands in it."""
    found: HealthHistory | None = (
        HealthHistory.objects.filter(client=client).select_related("reviewed_by").first()
    )
    return found or HealthHistory(practice_id=client.practice_id, client=client)


@transaction.atomic
def change(
    *, by: Member, client: Client, values: Values, seen: int, acts: str = "health history changed"
) -> HealthHistory:
    """Write the answers of a therapist; ``seen`` is the revision they looked at.

    Raises UserError when somebody else saved meanwhile: nothing is overwritten.
    """
    require(by, Permission.EDIT_HEALTH)
    health = _held(client)
    if health.revision != seen:
        raise UserError(
            "Somebody saved the health history while you wrote.",
            "What differs is shown beside each answer. Check it and save again.",
        )
    names = names_of(catalogue().recorded)
    before = health.answers
    others = {name: value for name, value in before.items() if name not in names}
    health.answers = others | {name: value for name, value in values.items() if name in names}
    fields = sorted(n for n in names if before.get(n) != health.answers.get(n))
    health.revision += 1
    _mark(health, by)
    record(by, acts, client_id=client.pk, on=health, fields=len(fields))
    return health


@transaction.atomic
def review(*, by: Member, client: Client) -> HealthHistory:
    """Write down that the history was gone through with the client today."""
    require(by, Permission.EDIT_HEALTH)
    health = _held(client)
    _mark(health, by)
    record(by, "health history reviewed", client_id=client.pk, on=health)
    return health


def changes(health: HealthHistory) -> Iterator[Change]:
    """Every change, the latest first."""
    if health._state.adding:
        return
    rows = list(health.history.select_related("history_user")[:_FORMER])
    for after, before in pairwise([*rows, None]):
        if after is None:
            return
        former = before.answers if before is not None else {}
        told = tuple(_differences(former, after.answers))
        who = str(after.history_user or "")
        yield Change(after.history_date, who, told, is_review=not told)


def _differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    for question in catalogue().recorded:
        former, present = in_words(question, before), in_words(question, after)
        if former != present:
            yield question.label, former, present


def _held(client: Client) -> HealthHistory:
    """The row, held until the end of the transaction; made when there is none."""
    rows = HealthHistory.objects.select_for_update()
    found, _made = rows.get_or_create(client=client, defaults={"practice_id": client.practice_id})
    held: HealthHistory = found
    return held


def _mark(health: HealthHistory, by: Member) -> None:
    health.reviewed_at, health.reviewed_by = timezone.now(), by
    health.save()
