"""Finding clients: by name, number, telephone number, e-mail address or birth date."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet

from palpate.clinic.access.permissions import Permission
from palpate.clinic.people.models import Client, ClientState
from palpate.clinic.people.names import digits, fold
from palpate.clinic.practice.models import Member

PAGE: Final = 50
LONGEST: Final = 100
_DATES: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d %b %Y", "%d %B %Y")
_FEWEST_DIGITS: Final = 4
_MOST_WORDS: Final = 6


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
    """Clients in the member's reach, by name; a page begins after the client of an id."""
    rows: QuerySet[Client] = Client.objects.for_user(member).filter(state=state)
    rows = _matching(rows, query[:LONGEST], sees_contacts(member))
    last = _client_of(member, after)
    if last is not None:
        later = Q(sort_name__gt=last.sort_name)
        rows = rows.filter(later | Q(sort_name=last.sort_name, pk__gt=last.pk))
    rows = rows.select_related("therapist")
    page = list(rows.order_by("sort_name", "pk")[: PAGE + 1])
    more = len(page) > PAGE
    return Found(page[:PAGE], str(page[PAGE - 1].pk) if more else "")


def _client_of(member: Member, key: str) -> Client | None:
    if not re.fullmatch(r"[0-9a-f-]{32,36}", key):
        return None
    found: Client | None = Client.objects.for_user(member).filter(pk=key).first()
    return found


def _matching(rows: QuerySet[Client], query: str, by_contact: bool) -> QuerySet[Client]:
    asked = query.strip()
    if not asked:
        return rows
    if by_contact and "@" in asked:
        start = asked.lower()
        return rows.filter(email__gte=start, email__lt=start + "\U0010fffd")
    if by_contact and (day := _day(asked)) is not None:
        return rows.filter(birth_date=day)
    if _is_number(asked):
        return rows.filter(_numbered(asked, by_contact))
    words = fold(asked).split()[:_MOST_WORDS]
    if not words:
        return rows.none()
    for word in words:
        rows = rows.filter(Q(sort_name__startswith=word) | Q(sort_name__contains=f" {word}"))
    return rows


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
