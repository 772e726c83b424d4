"""Writing and checking the audit chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone

from palpate.clinic.audit import anchors
from palpate.clinic.audit.models import Entry
from palpate.clinic.practice.models import Member, Practice

START: Final = "0" * 64
"""Digest before the first entry of a practice."""
BATCH: Final = 2000


@dataclass(frozen=True)
class Actor:
    """Who acts when it is not a member: a client by a link, the program itself."""

    practice_id: UUID
    name: str


@dataclass(frozen=True)
class Told:
    """One entry of the past, for records that come from elsewhere with their own times."""

    by: Member | Actor
    act: str
    at: datetime
    client_id: UUID | None = None
    on: models.Model | None = None
    why: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def record(
    by: Member | Actor,
    act: str,
    *,
    client_id: UUID | None = None,
    on: models.Model | None = None,
    why: str = "",
    **detail: Any,
) -> Entry:
    """Append one entry, inside the transaction of what it tells of.

    ``act`` is a short verb phrase as "note signed". ``detail`` names fields and counts; nothing
    clinical may stand in it.
    """
    told = Told(by, act, timezone.now(), client_id, on, why, detail)
    with transaction.atomic():
        entry = _entry(told, _head(by.practice_id))
        entry.save(force_insert=True)
    return entry


def record_all(practice: Practice, told: Iterable[Told]) -> int:
    """Append entries of the past in the order given; say how many."""
    with transaction.atomic():
        head = _head(practice.pk)
        entries = []
        for each in told:
            head = _entry(each, head)
            entries.append(head)
        Entry.objects.bulk_create(entries, BATCH)
    return len(entries)


def digest(entry: Entry) -> str:
    """SHA-256 of an entry and of the digest before it, as 64 hex digits."""
    content = [
        str(entry.practice_id),
        entry.number,
        _moment(entry.at),
        str(entry.user_id or ""),
        entry.who,
        entry.act,
        str(entry.client_id or ""),
        entry.kind,
        entry.object_id,
        entry.why,
        entry.detail,
        entry.previous,
    ]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def breaks(practice: Practice, first: int = 1, last: int | None = None) -> Iterator[str]:
    """Every place where the chain of a practice does not hold, in words.

    Looks at the entries from number `first` to number `last`; what was seen of the chain elsewhere
    (`anchors.kept`) is held against it too, so that an end that was cut off is noticed.
    """
    expected = {each.number: each for each in anchors.kept(practice)}
    number, previous = first - 1, _digest_before(practice, first)
    for entry in _entries(practice, first, last).iterator(BATCH):
        number += 1
        if entry.number != number:
            yield _missing(number, entry.number - 1)
            number = entry.number
        if entry.previous != previous:
            yield f"entry {entry.number} does not follow from the one before it."
        if entry.digest != digest(entry):
            yield f"entry {entry.number} was changed after it was written."
        anchor = expected.pop(entry.number, None)
        if anchor is not None and anchor.digest != entry.digest:
            yield f"entry {entry.number} is not the one that {anchor.seen_by} saw."
        previous = entry.digest
    if last is None:
        yield from _cut_off(number, expected.values())


def _cut_off(number: int, expected: Iterable[anchors.Anchor]) -> Iterator[str]:
    """Say that entries at the end are gone which something else has seen."""
    beyond = [each for each in expected if each.number > number]
    if beyond:
        furthest = max(beyond, key=lambda each: each.number)
        yield f"{_missing(number + 1, furthest.number)} {furthest.seen_by} saw them."


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"entry {first} is missing."
    return f"entries {first} to {last} are missing."


def _entries(practice: Practice, first: int, last: int | None) -> models.QuerySet[Entry]:
    found = Entry.objects.filter(practice=practice, number__gte=first).order_by("number")
    return found if last is None else found.filter(number__lte=last)


def _digest_before(practice: Practice, first: int) -> str:
    if first <= 1:
        return START
    before = Entry.objects.filter(practice=practice, number=first - 1)
    return before.values_list("digest", flat=True).first() or ""


def _entry(told: Told, head: Entry | None) -> Entry:
    """The entry that comes after the head."""
    by, on = told.by, told.on
    entry = Entry(
        practice_id=by.practice_id,
        number=head.number + 1 if head else 1,
        at=told.at,
        user_id=by.user_id if isinstance(by, Member) else None,
        who=by.name,
        act=told.act,
        client_id=told.client_id,
        kind=on._meta.label_lower if on is not None else "",
        object_id=str(on.pk) if on is not None else "",
        why=told.why,
        detail=dict(told.detail),
        previous=head.digest if head else START,
    )
    entry.digest = digest(entry)
    return entry


def _head(practice_id: UUID) -> Entry | None:
    """The last entry; locked on engines where writers run side by side."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            lock = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
            cursor.execute(lock, [str(practice_id)])
    entries = Entry.objects.filter(practice_id=practice_id).order_by("-number")
    return entries.only("number", "digest").first()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
