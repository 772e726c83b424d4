"""The pieces a page is made of, ready for the templates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from palpate.atlas import Entry, Page, Shelf
from palpate.atlas.wording import GRADE_WORDS
from palpate.evidence import Grade, Reference
from palpate.knowledge.model import Support

FEW = 3
"""References named beside a statement; the others stand under Evidence."""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere, or only words when `href` is empty."""

    text: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Backing:
    """What stands behind a statement: its grade, and the references that carry it."""

    grade: Grade
    references: tuple[Reference, ...]

    @property
    def words(self) -> str:
        """The grade as a reader understands it."""
        return GRADE_WORDS[self.grade]

    @property
    def few(self) -> tuple[Reference, ...]:
        """The references to name beside the statement."""
        return self.references[:FEW]

    @property
    def more(self) -> int:
        """How many are not named there."""
        return max(len(self.references) - FEW, 0)


@dataclass(frozen=True)
class Row:
    """A labelled line: words or links, and what stands behind them."""

    label: str
    items: tuple[Link, ...]
    backing: Backing | None = None


@dataclass(frozen=True)
class Section:
    """A part of a page under a heading; `template` draws `data`."""

    id: str
    title: str
    template: str
    data: object
    lead: str = ""
    backing: Backing | None = None

    @property
    def path(self) -> str:
        """The template that draws it."""
        return f"atlas/parts/{self.template}.html"


@dataclass(frozen=True)
class Tags:
    """Short facts under the title of a page."""

    words: tuple[Link, ...] = ()
    stop: str = ""


@dataclass
class Leaf:
    """Everything one page shows."""

    entry: Entry
    tags: Tags
    sections: list[Section] = field(default_factory=list)
    figure: str = ""
    picture: str = ""
    workbench: bool = True
    chart: str = ""

    def add(self, section: Section | None) -> None:
        """Append a section unless there is nothing to show."""
        if section is not None and section.data:
            self.sections.append(section)


def address(entry: Entry) -> str:
    """The address of an entry's page."""
    return reverse("atlas:entry", args=(entry.page.value, entry.id))


def link(entry: Entry, note: str = "") -> Link:
    """A link to an entry."""
    return Link(entry.name, address(entry), note)


def find_link(shelf: Shelf, page: Page, identity: str, note: str = "") -> Link:
    """A link to an entry by its id, or its words when there is no such page."""
    entry = shelf.catalogue.find(page, identity)
    return link(entry, note) if entry else Link(identity.replace("_", " "), note=note)


def named_links(shelf: Shelf, names: Iterable[str]) -> tuple[Link, ...]:
    """Links to everything that the names mean; a name without a page stays words."""
    found: dict[Link, None] = {}
    for name in names:
        entries = shelf.catalogue.called(name)
        for each in map(link, entries) if entries else [Link(name.replace("_", " "))]:
            found[each] = None
    return tuple(found)


def backing(shelf: Shelf, support: Support) -> Backing:
    """What stands behind a statement, verified references first."""
    known = shelf.knowledge.references
    named = [known[name] for name in support.sources if name in known]
    return Backing(support.grade, tuple(sorted(named, key=lambda each: not each.verified)))
