"""What points at an entry from elsewhere in the atlas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from palpate.atlas.catalogue import Catalogue
from palpate.atlas.entry import Page, page_of
from palpate.knowledge import Condition, Examination, Factor, Knowledge, Shift, facts
from palpate.knowledge.facts import Fact
from palpate.knowledge.model import Link, Satellite

Key = tuple[Page, str]
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Moved:
    """An examination or a question, and the link by which it moves an entry."""

    examination: Examination
    link: Link


@dataclass(frozen=True)
class Shifted:
    """A condition or a factor, and how much likelier it makes an entry."""

    by: Condition | Factor
    shift: Shift


@dataclass(frozen=True)
class Relations:
    """Links read backwards, each by the entry that they point at."""

    moved_by: Mapping[Key, tuple[Moved, ...]]
    likelier_in: Mapping[Key, tuple[Shifted, ...]]
    awakened_by: Mapping[str, tuple[Satellite, ...]]
    awakens: Mapping[str, tuple[Satellite, ...]]
    entrapped: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, tuple[Fact, ...]]
    cited: Mapping[str, tuple[Fact, ...]]


def build_relations(knowledge: Knowledge, catalogue: Catalogue) -> Relations:
    """Read every link of the atlas backwards."""
    named = _named(knowledge)
    return Relations(
        moved_by=_group(_moved(knowledge, named)),
        likelier_in=_group(_shifted(knowledge, named)),
        awakened_by=_group((each.satellite, each) for each in knowledge.satellites),
        awakens=_group((each.key, each) for each in knowledge.satellites),
        entrapped=_entrapped(knowledge, catalogue),
        facts=_group((fact.owner, fact) for fact in facts(knowledge)),
        cited=_group((name, fact) for fact in facts(knowledge) for name in fact.support.sources),
    )


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _named(knowledge: Knowledge) -> dict[tuple[str, str], tuple[Key, ...]]:
    """The entries meant by a link: ("structure", name), ("source", id) or ("kind", kind)."""
    found: dict[tuple[str, str], dict[Key, None]] = defaultdict(dict)
    for source in knowledge.sources:
        key = page_of(source)
        for alias in source.aliases:
            found["structure", alias][key] = None
        if source.kind.value != "trigger_point":
            found["source", key[1]][key] = None
        found["kind", source.kind.value][key] = None
    return {name: tuple(keys) for name, keys in found.items()}


def _moved(
    knowledge: Knowledge, named: Mapping[tuple[str, str], tuple[Key, ...]]
) -> Iterator[tuple[Key, Moved]]:
    asked = [each.examination for each in knowledge.questions.values() if each.examination]
    for examination in (*knowledge.examinations.values(), *asked):
        for link in examination.links:
            for key in named.get((link.by, link.target), ()):
                yield key, Moved(examination, link)


def _shifted(
    knowledge: Knowledge, named: Mapping[tuple[str, str], tuple[Key, ...]]
) -> Iterator[tuple[Key, Shifted]]:
    owners: list[Condition | Factor] = [*knowledge.conditions.values()]
    owners += knowledge.factors.values()
    for owner in owners:
        for shift in owner.shifts:
            if shift.by == "kind":
                continue
            for key in named.get((shift.by, shift.target), ()):
                yield key, Shifted(owner, shift)


def _entrapped(knowledge: Knowledge, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Nerve to muscles and muscle to nerves, from whichever of the two says so."""
    pairs: set[tuple[str, str]] = set()
    for muscle in knowledge.muscles.values():
        for name in muscle.entraps:
            pairs |= {(entry.id, muscle.id) for entry in catalogue.called(name)}
    for origin in knowledge.origins.values():
        for name in origin.entrapped_by:
            pairs |= {(origin.id, entry.id) for entry in catalogue.called(name)}
    ordered = sorted(pairs)
    return _group([*ordered, *((muscle, nerve) for nerve, muscle in ordered)])
