"""The atlas as flat tables, for a spreadsheet or a statistics package."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from io import StringIO

from palpate.knowledge import Condition, Examination, Factor, Knowledge, Referral, facts
from palpate.knowledge.model import Support

Row = tuple[object, ...]
Table = tuple[tuple[str, ...], Callable[[Knowledge], Iterable[Row]]]
SEPARATOR = "; "
"""Between the entries of a list in one cell."""


def csv_tables(knowledge: Knowledge) -> dict[str, str]:
    """Every table as CSV text (RFC 4180, UTF-8), by file name."""
    return {
        f"{name}.csv": _write(columns, rows(knowledge)) for name, (columns, rows) in TABLES.items()
    }


def _write(columns: tuple[str, ...], rows: Iterable[Row]) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    return SEPARATOR.join(map(str, value)) if isinstance(value, tuple) else value


def _support(support: Support) -> Row:
    return support.grade.value, support.sources


def _muscles(knowledge: Knowledge) -> Iterator[Row]:
    for m in knowledge.muscles.values():
        yield (
            m.id, m.name, m.latin, m.area, m.part_of, m.synonyms, m.commonness,
            m.origin.text, m.insertion.text, m.innervation, m.actions, m.synergists,
            m.antagonists, m.pain_on, m.entraps, m.perpetuating, m.stretch, m.cautions,
            m.palpation.text, *_support(m.palpation.support),
        )  # fmt: skip


def _points(knowledge: Knowledge) -> Iterator[Row]:
    for muscle in knowledge.muscles.values():
        for point in muscle.trigger_points:
            site = point.site
            yield (
                muscle.id, point.id, point.name, point.depth, site.start, site.end, site.fraction,
                point.referral.note, *_support(point.referral.support),
            )  # fmt: skip


def _zones(knowledge: Knowledge) -> Iterator[Row]:
    for muscle in knowledge.muscles.values():
        for point in muscle.trigger_points:
            yield from _zones_of(f"{muscle.id}.{point.id}", "trigger_point", point.referral)
    for origin in knowledge.origins.values():
        yield from _zones_of(origin.id, origin.kind.value, origin.referral)


def _zones_of(source: str, kind: str, referral: Referral) -> Iterator[Row]:
    for zone in referral.zones:
        extent = "essential" if zone.essential else "spillover"
        yield source, kind, zone.region, zone.side, zone.weight, extent, *_support(referral.support)
    for region in referral.absent:
        yield source, kind, region, "same", 0.0, "absent", *_support(referral.support)


def _origins(knowledge: Knowledge) -> Iterator[Row]:
    for o in knowledge.origins.values():
        yield (
            o.id, o.kind.value, o.name, o.latin, o.structure, o.area, o.sides, o.synonyms,
            o.commonness, o.qualities, o.entrapped_by, o.signs.get("sensory", ""),
            o.signs.get("motor", ""), o.signs.get("other", ""), o.ruled_out_by, o.cautions,
            o.palpation.text, *_support(o.palpation.support),
        )  # fmt: skip


def _serious(knowledge: Knowledge) -> Iterator[Row]:
    for rule in knowledge.rules:
        disease = knowledge.diseases[rule.disease]
        yield (
            disease.id, disease.name, disease.action, disease.advice, disease.question, rule.why,
            *_support(rule.support),
        )  # fmt: skip


def _all_examinations(knowledge: Knowledge) -> Iterator[Examination]:
    yield from knowledge.examinations.values()
    for question in knowledge.questions.values():
        if question.examination:
            yield question.examination


def _examinations(knowledge: Knowledge) -> Iterator[Row]:
    for e in _all_examinations(knowledge):
        yield (
            e.id, e.name, e.kind, e.sides, e.minutes, e.instruction,
            tuple(result.name for result in e.results), e.positive, e.false_positive, e.error,
            *_support(e.support),
        )  # fmt: skip


def _sensitivities(knowledge: Knowledge) -> Iterator[Row]:
    for examination in _all_examinations(knowledge):
        for link in examination.links:
            yield examination.id, link.by, link.target, link.sensitivity, *_support(link.support)


def _with_shifts(knowledge: Knowledge) -> Iterator[Condition | Factor]:
    yield from knowledge.conditions.values()
    yield from knowledge.factors.values()


def _conditions(knowledge: Knowledge) -> Iterator[Row]:
    for c in knowledge.conditions.values():
        yield (
            c.id, c.name, c.latin, c.group, c.synonyms, c.question, c.summary.text, c.examine,
            c.perpetuating, *_support(c.summary.support),
        )  # fmt: skip


def _likelier(knowledge: Knowledge) -> Iterator[Row]:
    for owner in _with_shifts(knowledge):
        for s in owner.shifts:
            yield owner.id, s.by, s.target, s.odds, s.share, s.count, s.why, *_support(s.support)


def _cautions(knowledge: Knowledge) -> Iterator[Row]:
    for condition in knowledge.conditions.values():
        for caution in condition.cautions:
            words = caution.instruction
            yield condition.id, caution.level, words.text, *_support(words.support)


def _expectations(knowledge: Knowledge) -> Iterator[Row]:
    for condition in knowledge.conditions.values():
        for expectation in condition.expectations:
            words = expectation.instruction
            yield condition.id, expectation.can, words.text, *_support(words.support)


def _factors(knowledge: Knowledge) -> Iterator[Row]:
    for f in knowledge.factors.values():
        yield (
            f.id, f.name, f.group, f.question, f.known.text, f.advice.text,
            *_support(f.known.support),
        )  # fmt: skip


def _satellites(knowledge: Knowledge) -> Iterator[Row]:
    for s in knowledge.satellites:
        yield s.key, s.satellite, s.probability, *_support(s.support)


def _references(knowledge: Knowledge) -> Iterator[Row]:
    for r in knowledge.references.values():
        yield r.id, r.authors, r.title, r.year, r.container, r.doi, r.pmid, r.verified, r.checked


def _facts(knowledge: Knowledge) -> Iterator[Row]:
    for fact in facts(knowledge):
        yield fact.owner, fact.about, *_support(fact.support)


GRADED = ("grade", "sources")
TABLES: dict[str, Table] = {
    "muscles": (
        ("id", "name", "latin", "area", "part_of", "synonyms", "commonness", "origin", "insertion",
         "innervation", "actions", "synergists", "antagonists", "pain_on", "entraps",
         "perpetuating", "stretch", "cautions", "palpation", *GRADED),
        _muscles,
    ),
    "trigger_points": (
        ("muscle", "point", "name", "depth", "site_from", "site_to", "site_fraction", "note",
         *GRADED),
        _points,
    ),
    "referral_zones": (
        ("source", "kind", "region", "side", "weight", "extent", *GRADED),
        _zones,
    ),
    "other_sources": (
        ("id", "kind", "name", "latin", "structure", "area", "sides", "synonyms", "commonness",
         "qualities", "entrapped_by", "sensory_signs", "motor_signs", "other_signs",
         "ruled_out_by", "cautions", "examination", *GRADED),
        _origins,
    ),
    "red_flags": (
        ("disease", "name", "action", "advice", "question", "raised_by", *GRADED),
        _serious,
    ),
    "examinations": (
        ("id", "name", "kind", "sides", "minutes", "instruction", "results", "positive",
         "false_positive", "error", *GRADED),
        _examinations,
    ),
    "sensitivities": (("examination", "by", "target", "sensitivity", *GRADED), _sensitivities),
    "conditions": (
        ("id", "name", "latin", "group", "synonyms", "question", "summary", "examine",
         "perpetuating", *GRADED),
        _conditions,
    ),
    "likelier": (("owner", "by", "target", "odds", "share", "n", "why", *GRADED), _likelier),
    "cautions": (("condition", "level", "text", *GRADED), _cautions),
    "expectations": (("condition", "can", "text", *GRADED), _expectations),
    "factors": (("id", "name", "group", "question", "known", "advice", *GRADED), _factors),
    "satellites": (("key", "satellite", "probability", *GRADED), _satellites),
    "references": (
        ("id", "authors", "title", "year", "container", "doi", "pmid", "verified", "checked"),
        _references,
    ),
    "facts": (("owner", "about", *GRADED), _facts),
}  # fmt: skip
