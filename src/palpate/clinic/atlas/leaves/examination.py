"""The page of an examination."""

from dataclasses import dataclass

from palpate.atlas import Entry, Page, Shelf
from palpate.atlas.examining import shares
from palpate.atlas.wording import percent
from palpate.clinic.atlas import sections
from palpate.clinic.atlas.parts import (
    Backing,
    Leaf,
    Link,
    Row,
    Section,
    Tags,
    backing,
    find_link,
    link,
    named_links,
)
from palpate.knowledge import Examination
from palpate.knowledge.model import Instruction, Support
from palpate.knowledge.model import Link as Moves


@dataclass(frozen=True)
class SpeaksFor:
    """Sources for which a positive result speaks, and how strongly."""

    links: tuple[Link, ...]
    sensitivity: str
    share: float
    ratio: float
    backing: Backing


def examination_leaf(shelf: Shelf, entry: Entry) -> Leaf:
    """How to do an examination, what it moves, and how often it errs."""
    done = shelf.knowledge.examinations[entry.id]
    words = (Link(entry.label), Link(f"about {done.minutes:g} min"))
    leaf = Leaf(entry, Tags(words))
    told = Instruction(done.instruction, _how(shelf, done))
    leaf.add(sections.prose(shelf, "how", "How to do it", told))
    leaf.add(_results(shelf, done))
    leaf.add(_speaks_for(shelf, done))
    leaf.add(_hurts(shelf, done))
    leaf.add(_asked_in(shelf, done))
    leaf.add(sections.evidence(shelf, done.id))
    return leaf


def _how(shelf: Shelf, done: Examination) -> Support:
    """A palpation is told as the muscle tells it."""
    muscle = shelf.knowledge.muscles.get(done.id.removeprefix("palpate_"))
    return muscle.palpation.support if muscle else done.support


def _results(shelf: Shelf, done: Examination) -> Section:
    rows = (
        Row("Positive", sections.words([done.positive.replace("_", " ")])),
        Row("Other results", sections.words(_others(done))),
        Row(
            "Also positive without any of its sources",
            sections.words([f"in {percent(shares(done).without)} of people"]),
            backing(shelf, done.support),
        ),
        Row("How far the figures go", sections.words([done.error])),
    )
    return sections.rows_section("results", "Results and error", rows)


def _others(done: Examination) -> list[str]:
    return [each.name.replace("_", " ") for each in done.results if each.name != done.positive]


def _speaks_for(shelf: Shelf, done: Examination) -> Section:
    rows = [_row(shelf, done, each) for each in done.links]
    rows.sort(key=lambda row: -row.share)
    lead = (
        "How many of 100 people with the source show the sign, and how much a positive result "
        "multiplies the odds."
    )
    return Section("speaks", "Speaks for", "speaks", rows, lead)


def _row(shelf: Shelf, done: Examination, moves: Moves) -> SpeaksFor:
    if moves.by == "kind":
        links: tuple[Link, ...] = (Link(f"every {moves.target.replace('_', ' ')}"),)
    else:
        links = named_links(shelf, [moves.target])
    found = shares(done, moves)
    return SpeaksFor(
        links,
        percent(found.with_it),
        found.with_it,
        found.ratio,
        backing(shelf, moves.support),
    )


def _hurts(shelf: Shelf, done: Examination) -> Section:
    known = shelf.knowledge
    found = [
        *(
            find_link(shelf, Page.MUSCLE, muscle.id)
            for muscle in known.muscles.values()
            if done.id in muscle.pain_on
        ),
        *(
            link(entry)
            for origin in known.origins.values()
            if done.id in origin.pain_on
            for entry in shelf.catalogue.called(origin.id)
        ),
    ]
    return sections.rows_section("hurts", "Hurts with", [Row("May hurt from", tuple(found))])


def _asked_in(shelf: Shelf, done: Examination) -> Section:
    found = tuple(
        find_link(shelf, Page.CONDITION, each.id)
        for each in shelf.knowledge.conditions.values()
        if done.id in each.examine
    )
    return sections.rows_section("conditions", "Conditions", [Row("Examined in", found)])
