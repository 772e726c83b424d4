"""Finding clients: by name, number, telephone number, e-mail address or birth date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from palpate.clinic.access.permissions import Permission
from palpate.clinic.people.models import Client, ClientState
from palpate.clinic.people.names import digits, fold
from palpate.clinic.people.words import begins, with_word
from palpate.clinic.practice.models import Member

PAGE: Final = 50
LONGEST: Final = 100
_DATES: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d %b %Y", "%d %B %Y")
_FEWEST_DIGITS: Final = 4
_MOST_WORDS: Final = 6
_FEW: Final = 200
"""Clients with a rare word, looked at one by one."""


@dataclass(frozen=True)
class Found:
    """One page of clients and where the next begins; ``after`` is empty on the last page."""

    clients: list[Client]
    after: str


def sees_contacts(member: Member) -> bool:
    """Whether a member may see how to reach a client; a bookkeeper sees names and addresses."""
    return member.may(Permission.EDIT_CLIENTS) or member.may(Permission.SEE_HEALTH)


def find(
    member: Member, query: str = "", state: str = ClientState.ACTIVE, after: str = ""
) -> Found:
    """Clients in the member's reach, by name; a page begins after the client of an id.

    Whose family name begins with what was typed comes first: that much an index finds.
    """
    rows: QuerySet[Client] = Client.objects.for_user(member).filter(state=state)
    groups = _matching(rows, member.practice_id, query[:LONGEST], sees_contacts(member))
    last = _client_of(member, after)
    page: list[Client] = []
    for place, group in enumerate(groups):
        chosen = group
        if last is not None and not page:
            if place + 1 < len(groups) and not group.filter(pk=last.pk).exists():
                continue
            later = Q(sort_name__gt=last.sort_name)
            chosen = group.filter(later | Q(sort_name=last.sort_name, pk__gt=last.pk))
            last = None
        ordered = chosen.select_related("therapist").order_by("sort_name", "pk")
        page += ordered[: PAGE + 1 - len(page)]
        if len(page) > PAGE:
            return Found(page[:PAGE], str(page[PAGE - 1].pk))
    return Found(page, "")


def _client_of(member: Member, key: str) -> Client | None:
    if not re.fullmatch(r"[0-9a-f-]{32,36}", key):
        return None
    found: Client | None = Client.objects.for_user(member).filter(pk=key).first()
    return found


def _matching(
    rows: QuerySet[Client], practice_id: UUID, query: str, by_contact: bool
) -> list[QuerySet[Client]]:
    """Groups of rows that fit, none in two of them; the better group first."""
    asked = query.strip()
    if not asked:
        return [rows]
    if by_contact and "@" in asked:
        return [rows.filter(begins("email", asked.lower()))]
    if by_contact and (day := _day(asked)) is not None:
        return [rows.filter(birth_date=day)]
    if _is_number(asked):
        return [rows.filter(_numbered(asked, by_contact))]
    return _named(rows, practice_id, fold(asked).split()[:_MOST_WORDS])


def _named(
    rows: QuerySet[Client], practice_id: UUID, words: Sequence[str]
) -> list[QuerySet[Client]]:
    """Rows with every word at the start of a name.

    A rare word names its few clients. Where all are frequent, those whose family name begins with
    the first come first: the rest are so many that reading the list in its order finds a page soon.
    """
    for word in words:
        few = with_word(practice_id, word, _FEW + 1)
        if len(few) <= _FEW:
            rows = rows.filter(pk__in=few)
            break
    for word in words[1:]:
        rows = rows.filter(Q(sort_name__startswith=word) | Q(sort_name__contains=f" {word}"))
    if not words:
        return []
    first = begins("sort_name", words[0])
    inside = Q(sort_name__contains=f" {words[0]}")
    return [rows.filter(first), rows.filter(inside).exclude(first)]


def _is_number(asked: str) -> bool:
    return bool(digits(asked)) and not any(sign.isalpha() for sign in asked)


def _numbered(asked: str, by_contact: bool) -> Q:
    """A client number, or a part of a telephone number."""
    figures = digits(asked)
    number = Q(number=int(figures)) if len(figures) <= 9 else Q(pk__in=())
    if asked.startswith("#") or not by_contact or len(figures) < _FEWEST_DIGITS:
        return number
    return number | Q(phone_digits__contains=figures)


def _day(asked: str) -> date | None:
    if not any(sign in asked for sign in "-./ "):
        return None
    for form in _DATES:
        with suppress(ValueError):
            return datetime.strptime(asked, form).date()  # noqa: DTZ007 - a day has no zone
    return None
