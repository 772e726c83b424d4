"""Everything that has a page, and the names under which other entries speak of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from palpate.anatomy import load_regions
from palpate.atlas.entry import PAGES, Entry, Page
from palpate.knowledge import Kind, Knowledge
from palpate.knowledge.common import COMMONNESS

_LABELS = {
    Kind.NERVE: "Nerve",
    Kind.ROOT: "Nerve root",
    Kind.JOINT: "Joint",
    Kind.SOFT_TISSUE: "Soft tissue",
    Kind.VISCERAL: "Inner organ",
    Kind.SERIOUS: "Serious disease",
}
_EXAMINATIONS = {
    "palpation": "Palpation",
    "movement": "Movement",
    "test": "Test",
    "sign": "Sign",
}
_LAST = 9.0
"""Rank of what nobody looks for first."""


@dataclass(frozen=True)
class Catalogue:
    """All entries by page and id, in the order of the files."""

    entries: Mapping[tuple[Page, str], Entry]
    _by_name: Mapping[str, tuple[Entry, ...]]

    def find(self, page: Page, identity: str) -> Entry | None:
        """Return the entry, or None when there is none."""
        return self.entries.get((page, identity))

    def of(self, page: Page) -> tuple[Entry, ...]:
        """Return all entries of one kind."""
        return tuple(entry for entry in self.entries.values() if entry.page is page)

    def called(self, name: str) -> tuple[Entry, ...]:
        """Return what can send pain under an id, a structure or the name of a larger part."""
        return self._by_name.get(name, ())


def build_catalogue(knowledge: Knowledge) -> Catalogue:
    """List everything known that has a page."""
    listed = (
        *_muscles(knowledge),
        *_origins(knowledge),
        *_conditions(knowledge),
        *_examinations(knowledge),
        *_regions(),
        *_references(knowledge),
    )
    entries = {entry.key: entry for entry in listed}
    return Catalogue(MappingProxyType(entries), MappingProxyType(_names(knowledge, entries)))


def _muscles(knowledge: Knowledge) -> Iterator[Entry]:
    for each in knowledge.muscles.values():
        yield Entry(
            Page.MUSCLE,
            each.id,
            each.name,
            "Muscle",
            each.area,
            each.latin,
            each.synonyms,
            float(COMMONNESS.index(each.commonness)),
        )


def _origins(knowledge: Knowledge) -> Iterator[Entry]:
    for each in knowledge.origins.values():
        yield Entry(
            PAGES[each.kind],
            each.id,
            each.name,
            _LABELS[each.kind],
            each.area,
            each.latin,
            each.synonyms,
            float(COMMONNESS.index(each.commonness)) + 0.5,
        )


def _conditions(knowledge: Knowledge) -> Iterator[Entry]:
    for each in knowledge.conditions.values():
        yield Entry(
            Page.CONDITION, each.id, each.name, "Condition", "", each.latin, each.synonyms, 0.2
        )
    for factor in knowledge.factors.values():
        yield Entry(
            Page.FACTOR, factor.id, factor.name, "Perpetuating factor", "", "", factor.synonyms, 1.2
        )


def _examinations(knowledge: Knowledge) -> Iterator[Entry]:
    for each in knowledge.examinations.values():
        rank = _LAST if each.kind == "palpation" else 2.0
        label = _EXAMINATIONS.get(each.kind, "Examination")
        yield Entry(Page.EXAMINATION, each.id, each.name, label, rank=rank)


def _regions() -> Iterator[Entry]:
    for each in load_regions():
        yield Entry(Page.REGION, each.id, each.name, "Region of the body", each.area, rank=0.1)


def _references(knowledge: Knowledge) -> Iterator[Entry]:
    for each in knowledge.references.values():
        name = each.short if each.authors else each.title
        names = (each.title, each.authors)
        yield Entry(Page.REFERENCE, each.id, name, "Reference", names=names, rank=_LAST)


def _names(
    knowledge: Knowledge, entries: Mapping[tuple[Page, str], Entry]
) -> dict[str, tuple[Entry, ...]]:
    """An id means one entry; a structure or larger part means all that belong to it."""
    found: dict[str, list[Entry]] = {}
    for name, entry in _belonging(knowledge, entries):
        found.setdefault(name, []).append(entry)
    own = {entry.id: (entry,) for entry in entries.values() if entry.page.can_send_pain}
    return {name: tuple(dict.fromkeys(parts)) for name, parts in found.items()} | own


def _belonging(
    knowledge: Knowledge, entries: Mapping[tuple[Page, str], Entry]
) -> Iterable[tuple[str, Entry]]:
    for muscle in knowledge.muscles.values():
        if muscle.part_of:
            yield muscle.part_of, entries[Page.MUSCLE, muscle.id]
    for origin in knowledge.origins.values():
        for name in (origin.structure, origin.part_of):
            if name:
                yield name, entries[PAGES[origin.kind], origin.id]
