"""Walk over every supported statement, to count and to check them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sized
from dataclasses import dataclass

from palpate.evidence import Grade
from palpate.knowledge.atlas import Knowledge
from palpate.knowledge.condition import Condition, Factor
from palpate.knowledge.model import Examination, Muscle, Origin, Support

TAUGHT = Support(("practice_convention",), Grade.CONVENTION)
"""Support of what is taught with an entry and has no sources of its own: stretches, movements,
cautions, what keeps it going, signs, what would speak against it."""


@dataclass(frozen=True)
class Fact:
    """One supported statement: whose it is, what it is about, and its support."""

    owner: str
    about: str
    support: Support


def facts(knowledge: Knowledge) -> Iterator[Fact]:
    """Every statement with its support, in file order."""
    for muscle in knowledge.muscles.values():
        yield from _muscle(muscle)
    for origin in knowledge.origins.values():
        yield from _origin(origin)
    for rule in knowledge.rules:
        yield Fact(rule.disease, f"raised by: {rule.why}", rule.support)
    for examination in knowledge.examinations.values():
        yield from _examination(examination)
    for question in knowledge.questions.values():
        if question.examination:
            yield from _examination(question.examination)
    for satellite in knowledge.satellites:
        yield Fact(satellite.key, f"satellite {satellite.satellite}", satellite.support)
    for condition in knowledge.conditions.values():
        yield from _condition(condition)
    for factor in knowledge.factors.values():
        yield Fact(factor.id, "what is known", factor.known.support)
        yield Fact(factor.id, "advice", factor.advice.support)
        yield from _shifts(factor)


def _muscle(muscle: Muscle) -> Iterator[Fact]:
    yield Fact(muscle.id, "commonness", muscle.commonness_support)
    yield Fact(muscle.id, "anatomy", muscle.anatomy_support)
    yield Fact(muscle.id, "actions", muscle.anatomy_support)
    yield Fact(muscle.id, "palpation", muscle.palpation.support)
    yield from _taught(
        muscle.id,
        stretch=muscle.stretch,
        movements=muscle.pain_on,
        entrapments=muscle.entraps,
        perpetuating=muscle.perpetuating,
        cautions=muscle.cautions,
    )
    for point in muscle.trigger_points:
        yield Fact(muscle.id, f"referral of point {point.id}", point.referral.support)


def _origin(origin: Origin) -> Iterator[Fact]:
    yield Fact(origin.id, "commonness", origin.commonness_support)
    yield Fact(origin.id, "referral", origin.referral.support)
    yield Fact(origin.id, "examination", origin.palpation.support)
    yield from _taught(
        origin.id,
        movements=origin.pain_on,
        entrapments=origin.entrapped_by,
        signs=origin.signs,
        ruled_out_by=origin.ruled_out_by,
        cautions=origin.cautions,
    )


def _taught(owner: str, **written: Sized) -> Iterator[Fact]:
    """What is written without sources of its own is graded as taught."""
    yield from (Fact(owner, about, TAUGHT) for about, value in written.items() if value)


def _examination(examination: Examination) -> Iterator[Fact]:
    yield Fact(examination.id, "false positives", examination.support)
    for link in examination.links:
        yield Fact(examination.id, f"sensitivity for {link.target}", link.support)


def _condition(condition: Condition) -> Iterator[Fact]:
    yield Fact(condition.id, "summary", condition.summary.support)
    yield from _shifts(condition)
    for caution in condition.cautions:
        yield Fact(condition.id, f"caution ({caution.level})", caution.instruction.support)
    for expectation in condition.expectations:
        yield Fact(condition.id, "expectation", expectation.instruction.support)


def _shifts(owner: Condition | Factor) -> Iterator[Fact]:
    for shift in owner.shifts:
        yield Fact(owner.id, f"makes {shift.target} likelier", shift.support)


def counts(knowledge: Knowledge) -> dict[str, object]:
    """The size of the atlas, as `palpate knowledge check` prints it."""
    kinds = Counter(origin.kind.value for origin in knowledge.origins.values())
    grades = Counter(fact.support.grade for fact in facts(knowledge))
    verified = [r for r in knowledge.references.values() if r.verified]
    identified = sum(bool(r.doi or r.pmid) for r in verified)
    sites = sum(len(muscle.trigger_points) for muscle in knowledge.muscles.values())
    diseases = len(knowledge.diseases)
    return {
        "muscles": len(knowledge.muscles),
        "trigger_point_sites_per_side": sites,
        "nerve_sites": kinds["nerve"] + kinds["root"],
        "joints": kinds["joint"],
        "soft_tissues": kinds["soft_tissue"],
        "visceral": kinds["visceral"],
        "serious": diseases,
        "conditions": len(knowledge.conditions),
        "perpetuating_factors": len(knowledge.factors),
        "examinations": len(knowledge.examinations),
        "questions": len(knowledge.questions),
        "references": len(knowledge.references),
        "references_verified": len(verified),
        "references_verified_with_doi_or_pmid": identified,
        "share_verified_with_doi_or_pmid": round(identified / max(len(knowledge.references), 1), 3),
        "facts": sum(grades.values()),
        "facts_by_grade": {grade.value: grades[grade] for grade in Grade},
    }
