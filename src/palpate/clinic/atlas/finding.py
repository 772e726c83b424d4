"""What the search answers, as a page and as you type."""

from __future__ import annotations

from dataclasses import dataclass

from palpate.atlas import Found, Page, Shelf
from palpate.atlas.search import Fit
from palpate.atlas.words import asked
from palpate.clinic.atlas.parts import Link, address, link

AS_YOU_TYPE = 8
SHOWN = 40


@dataclass(frozen=True)
class Result:
    """One entry found."""

    link: Link
    label: str
    area: str
    by: str
    page: str


@dataclass(frozen=True)
class Answer:
    """What was asked, what was found, and what is near when nothing was."""

    query: str
    results: tuple[Result, ...]
    is_near: bool
    suggestions: tuple[Link, ...]


def answer(shelf: Shelf, query: str) -> Answer:
    """Search, and suggest the nearest names when nothing fits."""
    shown = asked_as(query)
    found = shelf.index.find(query, SHOWN)
    near = bool(found) and min(each.fit for each in found) >= Fit.FUZZY
    nearest = () if found or not asked(query) else shelf.index.nearest(query)
    return Answer(
        shown,
        tuple(_result(shelf, each) for each in found),
        near,
        tuple(link(each.entry) for each in nearest),
    )


def as_you_type(shelf: Shelf, query: str) -> dict[str, object]:
    """The first results, small enough to send with every letter."""
    found = shelf.index.find(query, AS_YOU_TYPE)
    return {
        "query": asked_as(query),
        "results": [
            {"name": each.entry.name, "label": each.entry.label, "address": address(each.entry),
             "by": _by(each)}
            for each in found
        ],
    }  # fmt: skip


def asked_as(query: str) -> str:
    """A query as it may be shown again: printable, and not endless."""
    printable = "".join(letter for letter in query if letter.isprintable())
    return printable[:100].strip()


def _result(shelf: Shelf, found: Found) -> Result:
    entry = found.entry
    area = entry.area.replace("_", " ")
    if entry.page is Page.REFERENCE:
        area = shelf.knowledge.references[entry.id].title
    return Result(link(entry, entry.latin), entry.label, area, _by(found), entry.page.value)


def _by(found: Found) -> str:
    """The name by which it was found, when it is not its own."""
    is_reference = found.entry.page is Page.REFERENCE
    return "" if found.name == found.entry.name or is_reference else found.name
