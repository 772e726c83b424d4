"""What a query finds among everything the member may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from palpate.atlas import Page
from palpate.clinic.access.permissions import Permission
from palpate.clinic.atlas import finding, shelves
from palpate.clinic.home import clients, index
from palpate.clinic.home.dates import dates_in
from palpate.clinic.notes.models import PARTS, Note
from palpate.clinic.pages.navigation import PAGES, is_open
from palpate.clinic.people.finding import sees_contacts
from palpate.clinic.people.models import Client
from palpate.clinic.people.names import fold
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.clock import day_bounds, zone_of
from palpate.clinic.visits.models import Visit

LONGEST: Final = 100
SHOWN: Final = 10
SHORTEST: Final = 3
"""Letters from which the text of notes is searched."""
AROUND: Final = 70


@dataclass(frozen=True)
class FoundNote:
    """A note and the place where the words stand."""

    note: Note
    before: str
    hit: str
    after: str


@dataclass(frozen=True)
class FoundPage:
    """A page of Palpate or of the atlas."""

    name: str
    address: str
    about: str = ""


@dataclass(frozen=True)
class Answer:
    """What was asked and what was found."""

    query: str
    clients: Sequence[Client] = ()
    visits: Sequence[Visit] = ()
    notes: Sequence[FoundNote] = ()
    pages: Sequence[FoundPage] = ()
    atlas: Sequence[FoundPage] = ()
    with_birth_dates: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.clients or self.visits or self.notes or self.pages or self.atlas)


def answer(member: Member, query: str) -> Answer:
    """Search everything; every part asks for the rows of the member alone."""
    asked = "".join(sign for sign in query if sign.isprintable())[:LONGEST].strip()
    if not asked:
        return Answer("")
    return Answer(
        query=asked,
        clients=clients.find(member, asked, SHOWN),
        visits=_visits(member, asked),
        notes=_notes(member, asked),
        pages=list(_pages(member, asked)),
        atlas=_atlas(asked),
        with_birth_dates=sees_contacts(member),
    )


def _visits(member: Member, asked: str) -> list[Visit]:
    today = timezone.now().astimezone(zone_of(member.practice)).date()
    found: list[Visit] = []
    for day in dates_in(asked, today):
        start, end = day_bounds(member.practice, day)
        visits = Visit.objects.for_user(member).filter(starts_at__gte=start, starts_at__lt=end)
        chosen = visits.exclude(state=Visit.State.VOIDED).select_related("client", "therapist")
        found.extend(chosen.order_by("starts_at")[: SHOWN * 2])
    return found


def _notes(member: Member, asked: str) -> list[FoundNote]:
    if len(asked) < SHORTEST or not member.may(Permission.SEE_HEALTH):
        return []
    return [_shown(note, fold(asked).split()) for note in index.find(member, asked, SHOWN)]


def _shown(note: Note, words: Sequence[str]) -> FoundNote:
    """The first place in a note where a word begins with one that was asked."""
    text = " ".join(" ".join(getattr(note, part) for part in PARTS).split())
    place = 0
    for word in text.split(" "):
        if any(fold(word).startswith(asked) for asked in words):
            start, end = max(0, place - AROUND), place + len(word)
            before = ("…" if start else "") + text[start:place]
            return FoundNote(note, before, word, text[end : end + AROUND])
        place += len(word) + 1
    return FoundNote(note, "", "", text[: 2 * AROUND])


def _pages(member: Member, asked: str) -> Iterator[FoundPage]:
    words = fold(asked).split()
    for page in PAGES:
        names = fold(f"{page.label} {page.about}").split()
        fits = all(any(name.startswith(word) for name in names) for word in words)
        if fits and is_open(page, member):
            try:
                yield FoundPage(page.label, reverse(page.route), page.about)
            except NoReverseMatch:
                continue


def _atlas(asked: str) -> list[FoundPage]:
    """Entries of the atlas; papers are looked for in the atlas itself."""
    found = (
        each
        for each in finding.answer(shelves.shelf(), asked).results
        if each.page != Page.REFERENCE
    )
    return [FoundPage(each.link.text, each.link.href, each.label) for each in islice(found, 5)]
