"""Rules beside the network: they raise serious disease, and nothing can explain them away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from palpate.anatomy import Body
from palpate.knowledge import Knowledge, Predicate
from palpate.knowledge.common import ACTIONS
from palpate.knowledge.model import Disease, Rule
from palpate.reasoning.case import Case


@dataclass(frozen=True)
class RedFlag:
    """A serious disease to think of now: why, what to ask, and what to do."""

    id: str
    name: str
    action: str
    advice: str
    question: str
    why: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """As `palpate reason --json` prints it."""
        return {
            "id": self.id,
            "name": self.name,
            "action": self.action,
            "advice": self.advice,
            "question": self.question,
            "why": list(self.why),
        }


def red_flags(case: Case, body: Body, knowledge: Knowledge) -> tuple[RedFlag, ...]:
    """Every disease of which at least one rule holds, the most urgent first."""
    known = _Known(case, _drawn(case, body))
    fired: dict[str, list[Rule]] = {}
    for rule in knowledge.rules:
        if all(_holds(predicate, known) for predicate in rule.all):
            fired.setdefault(rule.disease, []).append(rule)
    raised = [_flag(knowledge.diseases[name], rules) for name, rules in fired.items()]
    return tuple(sorted(raised, key=lambda flag: (ACTIONS.index(flag.action), flag.id)))


def _flag(disease: Disease, rules: list[Rule]) -> RedFlag:
    """The most urgent of what the rules ask for, with all their reasons."""
    asked = [(rule.action or disease.action, rule.advice or disease.advice) for rule in rules]
    action, advice = min(asked, key=lambda pair: ACTIONS.index(pair[0]))
    why = tuple(rule.why for rule in rules)
    return RedFlag(disease.id, disease.name, action, advice, disease.question, why)


@dataclass(frozen=True)
class _Known:
    """A case, and the highest intensity painted in each (region, side)."""

    case: Case
    drawn: dict[tuple[str, str], float]


def _drawn(case: Case, body: Body) -> dict[tuple[str, str], float]:
    highest = np.zeros(len(body.region_keys))
    np.maximum.at(highest, body.patch_region, case.intensity)
    return {body.region_keys[k]: float(highest[k]) for k in np.flatnonzero(highest)}


def _holds(predicate: Predicate, known: _Known) -> bool:
    value, case = predicate.values[predicate.kind], known.case
    match predicate.kind:
        case "any":
            return any(_holds(part, known) for part in predicate.parts)
        case "no":
            return not any(_holds(part, known) for part in predicate.parts)
        case "history":
            return _history(predicate, case, str(value))
        case "finding":
            wanted = predicate.values.get("result", "positive")
            return any(f.id == value and f.result == wanted for f in case.findings)
        case "pain_in":
            return _pain_in(predicate, known.drawn)
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


def _pain_in(predicate: Predicate, drawn: dict[tuple[str, str], float]) -> bool:
    regions = frozenset(predicate.names)
    least = predicate.number("min_intensity", 0.0)
    sides = {key[1] for key, level in drawn.items() if key[0] in regions and level >= least}
    side = predicate.values.get("side", "any")
    if side == "both":
        return {"left", "right"} <= sides
    return bool(sides) if side == "any" else side in sides
