"""The entries a page shows: filtered, newest first, paged by number without counting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from palpate.clinic.audit.models import Entry
from palpate.clinic.audit.wording import ACTS, sentence
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member

PAGE: Final = 40
DETAILS: Final = ("fields", "count", "route", "kind", "state", "version", "role", "roles")
"""Names in the detail of an entry that a reader understands."""


class Filter(forms.Form):
    """What to show."""

    member = forms.UUIDField(required=False)
    act = forms.ChoiceField(required=False)
    client = forms.UUIDField(required=False, widget=forms.HiddenInput)
    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, str], members: Iterable[Member]) -> None:
        super().__init__(data)
        choices = [("", "Everybody"), *((each.user_id, each.name) for each in members)]
        self.fields["member"].widget = forms.Select(choices=choices)
        acts = [("", "Everything"), *sorted(ACTS.items(), key=lambda pair: pair[1])]
        self.fields["act"] = forms.ChoiceField(required=False, choices=acts, label="What")
        self.fields["member"].label = "Who"


@dataclass(frozen=True)
class Line:
    """One entry as a page shows it."""

    number: int
    at: datetime
    who: str
    what: str
    why: str
    detail: str
    client_id: UUID | None
    client: str


@dataclass(frozen=True)
class Lines:
    """One page of entries, and the number to go on before."""

    lines: Sequence[Line]
    older: int | None


def entries(member: Member, form: Filter) -> QuerySet[Entry]:
    """The entries of the member's practice that the filter lets through, newest first."""
    found = Entry.objects.filter(practice_id=member.practice_id).order_by("-number")
    form.is_valid()
    asked = form.cleaned_data  # what makes no sense is not in it
    if asked.get("member"):
        found = found.filter(user_id=asked["member"])
    if asked.get("act"):
        found = found.filter(act=asked["act"])
    if asked.get("client"):
        found = found.filter(client_id=asked["client"])
    if asked.get("day"):
        start = timezone.make_aware(datetime.combine(asked["day"], datetime.min.time()))
        found = found.filter(at__gte=start, at__lt=start + timedelta(days=1))
    if asked.get("before"):
        found = found.filter(number__lt=asked["before"])
    return found


def page_of(member: Member, found: QuerySet[Entry], size: int = PAGE) -> Lines:
    """One page, with the names of those clients whom the reader may know."""
    shown = list(found[: size + 1])
    older = shown[size - 1].number if len(shown) > size else None
    shown = shown[:size]
    ids = {entry.client_id for entry in shown if entry.client_id}
    known = Client.objects.for_user(member).filter(pk__in=ids) if ids else ()
    names = {client.pk: client.shown_name for client in known}
    return Lines([_line(entry, names) for entry in shown], older)


def _line(entry: Entry, names: Mapping[UUID, str]) -> Line:
    client = names.get(entry.client_id, "") if entry.client_id else ""
    if entry.client_id and not client:
        client = f"Client {str(entry.client_id)[-6:]}"
    return Line(
        number=entry.number,
        at=entry.at,
        who=entry.who,
        what=sentence(entry.act),
        why=entry.why,
        detail=_detail(entry),
        client_id=entry.client_id,
        client=client,
    )


def _detail(entry: Entry) -> str:
    """What stands beside an act, in words."""
    told = []
    for name in DETAILS:
        value = entry.detail.get(name)
        if value not in (None, "", []):
            words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            told.append(words.replace("_", " "))
    return " · ".join(told)
