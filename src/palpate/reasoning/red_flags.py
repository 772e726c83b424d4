"""Rules beside the network: they raise serious disease, and nothing can explain them away."""

from __future__ import annotations

from dataclasses import dataclass

from palpate.anatomy import Body
from palpate.knowledge import Knowledge, Predicate
from palpate.reasoning.case import Case

URGENCY = ("emergency", "urgent", "refer")


@dataclass(frozen=True)
class RedFlag:
    """A serious disease to think of now: why, what to ask, and what to do."""

    id: str
    name: str
    action: str
    advice: str
    question: str
    why: tuple[str, ...]


def red_flags(case: Case, body: Body, knowledge: Knowledge) -> tuple[RedFlag, ...]:
    """Every disease of which at least one rule holds, the most urgent first."""
    reasons: dict[str, list[str]] = {}
    for rule in knowledge.rules:
        if all(_holds(predicate, case, body) for predicate in rule.all):
            reasons.setdefault(rule.disease, []).append(rule.why)
    raised = [knowledge.diseases[name] for name in reasons]
    raised.sort(key=lambda disease: (URGENCY.index(disease.action), disease.id))
    return tuple(
        RedFlag(d.id, d.name, d.action, d.advice, d.question, tuple(reasons[d.id])) for d in raised
    )


def _holds(predicate: Predicate, case: Case, body: Body) -> bool:
    value = predicate.values[predicate.kind]
    match predicate.kind:
        case "any":
            return any(_holds(part, case, body) for part in predicate.parts)
        case "no":
            return not any(_holds(part, case, body) for part in predicate.parts)
        case "history":
            return _history(predicate, case, str(value))
        case "finding":
            wanted = predicate.values.get("result", "positive")
            return any(f.id == value and f.result == wanted for f in case.findings)
        case "pain_in":
            return _pain_in(predicate, case, body)
        case "quality":
            return value in case.qualities
        case "sex":
            return case.client.sex == value
        case _:
            return _age(predicate, case)


def _age(predicate: Predicate, case: Case) -> bool:
    age, limit = case.client.age, predicate.values[predicate.kind]
    if age is None or not isinstance(limit, (int, float)):
        return False
    return age >= limit if predicate.kind == "age_min" else age <= limit


def _history(predicate: Predicate, case: Case, name: str) -> bool:
    if name not in case.history:
        return False
    answer = case.history[name]
    if "value" in predicate.values:
        return answer == predicate.values["value"]
    low, high = predicate.values.get("min"), predicate.values.get("max")
    if low is None and high is None:
        return bool(answer)
    if isinstance(answer, (str, bool)):
        return False
    above = not isinstance(low, (int, float)) or answer >= low
    below = not isinstance(high, (int, float)) or answer <= high
    return above and below


def _pain_in(predicate: Predicate, case: Case, body: Body) -> bool:
    regions = predicate.values["pain_in"]
    side = predicate.values.get("side", "any")
    least = predicate.values.get("min_intensity", 0)
    assert isinstance(regions, list)
    assert isinstance(least, (int, float))
    found = {
        key
        for key in {body.region_of(int(patch)) for patch in case.painted}
        if key[0] in regions
        and case.intensity[body.patches_of(*key)].max() >= least
    }
    sides = {key[1] for key in found}
    if side == "both":
        return {"left", "right"} <= sides
    return bool(found) if side == "any" else side in sides
