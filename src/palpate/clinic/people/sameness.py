"""Records that may be one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from rapidfuzz.fuzz import token_sort_ratio

from palpate.clinic.people.models import Client, ClientState, Distinct
from palpate.clinic.people.names import digits, sort_name
from palpate.clinic.practice.models import Member

ALIKE: Final = 84.0
"""How alike two names of the same birth date are, of 100, to be offered as one person."""
FEW: Final = 5
PAIRS: Final = 30
_READ_AT_ONCE: Final = 1000


@dataclass(frozen=True)
class Pair:
    """Two records and what they share."""

    one: Client
    other: Client
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """Pairs found, and the birth date from which to look further (empty at the end)."""

    pairs: list[Pair]
    further: str


def resembling(member: Member, facts: Mapping[str, Any]) -> list[Client]:
    """Clients in reach who may be the one whose facts were just written."""
    name = sort_name(facts["given_name"], facts.get("family_name", ""))
    born, phone = facts.get("birth_date"), digits(facts.get("phone", ""))
    same = Q(pk__in=())
    if born:
        same |= Q(birth_date=born)
    if phone:
        same |= Q(phone_digits=phone)
    if email := facts.get("email"):
        same |= Q(email=email)
    found: QuerySet[Client] = _living(member).filter(same)
    alike = [one for one in found[:200] if _may_be(one, name, phone, email)]
    return alike[:FEW]


def look(member: Member, since: date | None = None) -> Look:
    """Pairs that share a telephone number, an address or a birth date and a name much alike."""
    told_apart = _told_apart(member)
    shared: dict[tuple[UUID, UUID], list[str]] = {}
    if since is None:
        for field, told in (("phone_digits", "phone"), ("email", "e-mail"), ("sort_name", "name")):
            for one, other in _sharing(member, field):
                shared.setdefault(_key(one, other), []).append(told)
    further = ""
    for one, other in _born_together(member, since):
        if isinstance(other, date):
            further = other.isoformat()
            break
        shared.setdefault(_key(one, other), []).append("birth date")
    keys = [key for key in shared if key not in told_apart][:PAIRS]
    clients = _living(member).in_bulk({one for key in keys for one in key})
    pairs = [
        Pair(clients[one], clients[other], tuple(shared[one, other]))
        for one, other in keys
        if one in clients and other in clients
    ]
    return Look(pairs, further)


def _living(member: Member) -> QuerySet[Client]:
    rows: QuerySet[Client] = Client.objects.for_user(member)
    return rows.exclude(state=ClientState.MERGED)


def _may_be(client: Client, name: str, phone: str, email: str | None) -> bool:
    if (phone and client.phone_digits == phone) or (email and client.email == email):
        return True
    return alike(client.sort_name, name)


def alike(one: str, other: str) -> bool:
    """Whether two folded names could be one person's."""
    return token_sort_ratio(one, other) >= ALIKE


def _sharing(member: Member, field: str) -> Iterator[tuple[UUID, UUID]]:
    """Pairs with the same value, from the groups of two and a few more."""
    rows = _living(member).exclude(**{field: ""}).order_by()
    # Counted with what the field's index holds alone: else every record would be read.
    counted = Client.objects.filter(practice_id=member.practice_id).exclude(**{field: ""})
    if field == "sort_name":
        counted = counted.filter(state=ClientState.ACTIVE)
    groups = counted.order_by().values(field).annotate(many=Count("*")).filter(many__gt=1)
    values = [group[field] for group in groups.order_by(field)[: PAIRS * 10]]
    found = rows.filter(**{f"{field}__in": values}).order_by(field, "pk")
    for _, group in groupby(found.values_list(field, "pk", "sort_name"), lambda row: row[0]):
        for one, other in combinations(list(group)[:FEW], 2):
            if field == "sort_name" or alike(one[2], other[2]):
                yield one[1], other[1]


def _born_together(member: Member, since: date | None) -> Iterator[tuple[UUID, Any]]:
    """Pairs of one birth date with like names; last, the date at which reading stopped."""
    rows = _living(member).filter(birth_date__isnull=False)
    if since is not None:
        rows = rows.filter(birth_date__gte=since)
    page = list(
        rows.order_by("birth_date", "pk").values_list("birth_date", "pk", "sort_name")[
            : _READ_AT_ONCE + 1
        ]
    )
    last = page[-1][0] if len(page) > _READ_AT_ONCE else None
    for day, group in groupby(page, lambda row: row[0]):
        if day == last and day != since:
            yield page[0][1], day
            return
        yield from _like(group)


def _like(group: Iterable[tuple[Any, UUID, str]]) -> Iterator[tuple[UUID, UUID]]:
    for (_, one, name), (_, other, second) in combinations(group, 2):
        if alike(name, second):
            yield one, other


def _told_apart(member: Member) -> set[tuple[UUID, UUID]]:
    rows = Distinct.objects.for_user(member).values_list("one_id", "other_id")
    return {_key(one, other) for one, other in rows}


def _key(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    return (one, other) if one < other else (other, one)
