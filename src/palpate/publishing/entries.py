"""Every entry of the atlas in the form in which it is read: a name, statements, patterns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from palpate.charts.words import KINDS
from palpate.knowledge import (
    Condition,
    Examination,
    Factor,
    Kind,
    Knowledge,
    Muscle,
    Origin,
    Referral,
    Shift,
)
from palpate.knowledge.common import AREAS
from palpate.knowledge.facts import TAUGHT
from palpate.knowledge.model import Support


@dataclass(frozen=True)
class Statement:
    """One labelled statement; without support it is a heading's detail, not a claim."""

    label: str
    text: str
    support: Support | None = None


@dataclass(frozen=True)
class PointPattern:
    """One referral pattern of an entry; `title` is empty when there is only one."""

    title: str
    referral: Referral


@dataclass(frozen=True)
class Entry:
    """One thing to read about. `sources` names the pictured sources, left or midline."""

    anchor: str
    name: str
    latin: str
    subtitle: str
    statements: tuple[Statement, ...]
    patterns: tuple[PointPattern, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """Entries under one title."""

    title: str
    entries: tuple[Entry, ...]


def chapters(knowledge: Knowledge) -> tuple[Chapter, ...]:
    """The whole atlas in the order in which it is read."""
    return tuple(
        chapter
        for chapter in (
            *_muscle_chapters(knowledge),
            *_origin_chapters(knowledge),
            _chapter("Conditions", map(_condition, knowledge.conditions.values())),
            _chapter("What keeps pain going", map(_factor, knowledge.factors.values())),
            _chapter("Examinations", map(_examination, _tests(knowledge))),
        )
        if chapter.entries
    )


def _chapter(title: str, entries: Iterator[Entry]) -> Chapter:
    return Chapter(title, tuple(entries))


def _muscle_chapters(knowledge: Knowledge) -> Iterator[Chapter]:
    muscles = list(knowledge.muscles.values())
    for area in AREAS:
        chosen = (_muscle(muscle) for muscle in muscles if muscle.area == area)
        yield _chapter(f"Muscles: {area.replace('_', ' ')}", chosen)


def _origin_chapters(knowledge: Knowledge) -> Iterator[Chapter]:
    titles = {
        Kind.NERVE: "Nerves",
        Kind.ROOT: "Nerve roots and systemic neuropathies",
        Kind.JOINT: "Joints and discs",
        Kind.SOFT_TISSUE: "Ligaments, tendons, fascia and bursae",
        Kind.VISCERAL: "Inner organs and vessels",
        Kind.SERIOUS: "Serious disease that looks like muscle pain",
    }
    for kind, title in titles.items():
        chosen = (o for o in knowledge.origins.values() if o.kind is kind)
        yield _chapter(title, (_origin(knowledge, origin) for origin in chosen))


def _tests(knowledge: Knowledge) -> Iterator[Examination]:
    return (e for e in knowledge.examinations.values() if e.kind != "palpation")


def _said(*statements: Statement) -> tuple[Statement, ...]:
    """The statements that say anything."""
    return tuple(statement for statement in statements if statement.text)


def _muscle(m: Muscle) -> Entry:
    return Entry(
        anchor=f"muscle-{m.id}",
        name=m.name,
        latin=m.latin,
        subtitle=", ".join(m.synonyms),
        statements=_said(
            Statement("Origin", m.origin.text, m.anatomy_support),
            Statement("Insertion", m.insertion.text, m.anatomy_support),
            Statement("Innervation", ", ".join(m.innervation), m.anatomy_support),
            Statement("Actions", "; ".join(m.actions), m.anatomy_support),
            Statement("Palpation", m.palpation.text, m.palpation.support),
            Statement("Stretch", m.stretch, TAUGHT),
            Statement("May entrap", _words(m.entraps), TAUGHT),
            Statement("Keeps it going", "; ".join(m.perpetuating), TAUGHT),
            Statement("Caution", " ".join(m.cautions), TAUGHT),
            Statement("As a source of pain", m.commonness.replace("_", " "), m.commonness_support),
        ),
        patterns=tuple(PointPattern(f"{p.id}. {p.name}", p.referral) for p in m.trigger_points),
        sources=tuple(f"{m.id}.{point.id}.left" for point in m.trigger_points),
    )


def _origin(knowledge: Knowledge, o: Origin) -> Entry:
    side = "midline" if o.sides == ("midline",) else o.sides[0]
    disease = knowledge.diseases.get(o.id)
    rules = [rule for rule in knowledge.rules if rule.disease == o.id]
    return Entry(
        anchor=f"{o.kind.value}-{o.id}",
        name=o.name,
        latin=o.latin,
        subtitle=", ".join((KINDS[o.kind], *o.synonyms)),
        statements=_said(
            *(
                Statement(f"{key.capitalize()} signs", text, TAUGHT)
                for key, text in o.signs.items()
            ),
            Statement("Compressed by", _words(o.entrapped_by), TAUGHT),
            Statement("Examination", o.palpation.text, o.palpation.support),
            Statement("What would speak against it", o.ruled_out_by, TAUGHT),
            Statement("To ask", disease.question if disease else ""),
            Statement("What to do", f"{disease.action}: {disease.advice}" if disease else ""),
            *(Statement("Raised by", rule.why, rule.support) for rule in rules),
            Statement("Caution", " ".join(o.cautions), TAUGHT),
            Statement("As a source of pain", o.commonness.replace("_", " "), o.commonness_support),
        ),
        patterns=(PointPattern("", o.referral),),
        sources=(f"{o.id}.{side}",),
    )


def _condition(c: Condition) -> Entry:
    levels = {level: level.replace("_", " ").capitalize() for level in _levels(c)}
    can = {True: "May be expected", False: "Not to be expected"}
    return Entry(
        anchor=f"condition-{c.id}",
        name=c.name,
        latin=c.latin,
        subtitle=", ".join(c.synonyms),
        statements=_said(
            Statement("What it is", c.summary.text, c.summary.support),
            *(Statement("Likelier", _shift(s), s.support) for s in c.shifts),
            Statement("Examine", _words(c.examine)),
            *(
                Statement(levels[x.level], x.instruction.text, x.instruction.support)
                for x in c.cautions
            ),
            *(
                Statement(can[x.can], x.instruction.text, x.instruction.support)
                for x in c.expectations
            ),
            Statement("Ask also for", _words(c.perpetuating)),
        ),
    )


def _levels(condition: Condition) -> set[str]:
    return {caution.level for caution in condition.cautions}


def _factor(f: Factor) -> Entry:
    return Entry(
        anchor=f"factor-{f.id}",
        name=f.name,
        latin="",
        subtitle=f.group.replace("_", " "),
        statements=_said(
            Statement("To ask", f.question),
            Statement("What is known", f.known.text, f.known.support),
            Statement("Advice", f.advice.text, f.advice.support),
            *(Statement("Likelier", _shift(s), s.support) for s in f.shifts),
        ),
    )


def _examination(e: Examination) -> Entry:
    return Entry(
        anchor=f"examination-{e.id}",
        name=e.name,
        latin="",
        subtitle=f"{e.kind}, {e.minutes:g} min",
        statements=_said(
            Statement("How", e.instruction),
            Statement("Results", ", ".join(r.name.replace("_", " ") for r in e.results)),
            *(
                Statement(
                    "Sensitivity",
                    f"{link.sensitivity:.0%} for {link.target.replace('_', ' ')}",
                    link.support,
                )
                for link in e.links
            ),
            Statement("False positive", f"{e.false_positive:.1%} of others", e.support),
            Statement("Error", e.error),
        ),
    )


def _shift(shift: Shift) -> str:
    name = shift.target.replace("_", " ")
    if shift.share is not None:
        measured = f"found in {shift.share:.0%} of {shift.count} people"
    else:
        measured = f"odds times {shift.odds:g}"
    return f"{name}: {measured}" + (f" ({shift.why})" if shift.why else "")


def _words(ids: tuple[str, ...]) -> str:
    return ", ".join(name.replace("_", " ") for name in ids)
