"""A visit's rows as the record a note is drafted from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from palpate.clinic.visits.clock import zone_of
from palpate.clinic.visits.measuring import shown
from palpate.clinic.visits.models import Finding, Hypothesis, Measurement
from palpate.clinic.workbench import gateway
from palpate.knowledge.common import QUALITIES
from palpate.notes import Answered, Considered, Examined, Flag, Measured, Pain, Record
from palpate.reasoning import Case
from palpate.reasoning.case import Answer


def record_of(
    finding: Finding, measurements: Iterable[Measurement], hypotheses: Iterable[Hypothesis]
) -> Record:
    """Everything recorded in a visit, in words."""
    case = gateway.read_case(finding.case)
    answer = finding.answer
    return Record(
        reason=finding.reason,
        changed=finding.changed,
        pain=pain_of(case),
        qualities=tuple(each for each in QUALITIES if each in case.qualities),
        answers=tuple(_answered(case.history)),
        examined=tuple(_examined(case)),
        measured=tuple(_measured(measurements)),
        judged=bool(answer),
        flags=tuple(_flag(each) for each in answer.get("red_flags", [])),
        considered=tuple(_considered(hypotheses)),
        treatment=finding.treatment,
        plan=finding.plan,
        unchanged=frozenset(finding.unchanged),
        unchanged_since=_since(finding),
    )


def pain_of(case: Case) -> tuple[Pain, ...]:
    """Painted regions in words, the strongest first."""
    model = gateway.reasoner().model
    strongest: dict[tuple[str, str], float] = {}
    for patch in case.painted:
        key = model.body.region_of(int(patch))
        strongest[key] = max(strongest.get(key, 0.0), float(case.intensity[patch]))
    rows = sorted(strongest.items(), key=lambda item: -item[1])
    return tuple(
        Pain(_sided(model.region_names[region], side), level) for (region, side), level in rows
    )


def _sided(name: str, side: str) -> str:
    return name if side in ("", "midline") else f"{name}, {side}"


def told_of(case: Case, told: Collection[str]) -> tuple[Answered, ...]:
    """Answers of a case that the client told before the visit, in words."""
    return tuple(_answered({key: case.history[key] for key in told if key in case.history}))


def _answered(history: Mapping[str, Answer]) -> Iterable[Answered]:
    questions = gateway.reasoner().model.knowledge.questions
    for key, value in history.items():
        yield Answered(questions[key].text, _said(value))


def _said(value: Answer) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, (int, float)) else value.replace("_", " ")


def _examined(case: Case) -> Iterable[Examined]:
    known = gateway.reasoner().model.knowledge.examinations
    for each in case.findings:
        side = "" if each.side == "midline" else each.side
        yield Examined(known[each.id].name, side, each.result.replace("_", " "))


def _measured(rows: Iterable[Measurement]) -> Iterable[Measured]:
    for each in shown(row for row in rows if row.voided_at is None):
        yield Measured(
            name=each.name,
            moment=each.row.get_moment_display().lower(),
            value=each.value,
            unit=each.unit,
            repetitions=each.repetitions,
            error=each.error,
            verdict=each.verdict,
        )


def _flag(flag: dict[str, Any]) -> Flag:
    return Flag(flag["name"], "; ".join(flag["why"]), flag["advice"])


def _considered(rows: Iterable[Hypothesis]) -> Iterable[Considered]:
    for each in rows:
        if each.decision == Hypothesis.Decision.OPEN:
            continue
        yield Considered(
            name=_sided(each.name, each.side),
            accepted=each.decision == Hypothesis.Decision.ACCEPTED,
            percent=None if each.probability is None else round(each.probability * 100),
            grade=each.grade,
            why=each.why,
        )


def _since(finding: Finding) -> str:
    if finding.copied_from is None:
        return ""
    local = finding.copied_from.starts_at.astimezone(zone_of(finding.practice))
    return f"{local.day} {local:%B %Y}"
