"""Red flags: serious disease is raised by rules beside the network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.support import Desk, Json, finding, pain

from palpate.anatomy import load_body
from palpate.knowledge import Knowledge, Predicate, Rule, load_knowledge
from palpate.reasoning import red_flags

RULES = load_knowledge().rules
NAMES = [f"{rule.disease}: {rule.why}"[:70] for rule in RULES]
ARTERITIS: Json = {
    "client": {"age": 72},
    "pain": pain("temple"),
    "history": {"jaw_claudication": True, "new_headache": True, "scalp_tenderness": True},
}


def meet(predicate: Predicate, data: Json) -> None:
    """Add to a case what one predicate asks for; `any` is met by its first part."""
    value = predicate.values[predicate.kind]
    match predicate.kind:
        case "any":
            meet(predicate.parts[0], data)
        case "no":
            pass
        case "history":
            data["history"][value] = answer(predicate)
        case "finding":
            result = str(predicate.values.get("result", "positive"))
            sides = load_knowledge().examinations[str(value)].sides
            data["findings"].append(finding(str(value), result, sides[0]))
        case "pain_in":
            data["pain"].extend(painted(predicate))
        case "quality":
            data["pain"].append({"patches": {}, "qualities": [value]})
        case "sex":
            data["client"]["sex"] = value
        case _:
            data["client"]["age"] = value


def answer(predicate: Predicate) -> object:
    for key in ("value", "min", "max"):
        if key in predicate.values:
            return predicate.values[key]
    return True


def painted(predicate: Predicate) -> Iterator[Json]:
    """Pain in the first region named, on the side named."""
    regions = predicate.values["pain_in"]
    assert isinstance(regions, list)
    side = predicate.values.get("side", "any")
    for region in regions:
        sides = {key[1] for key in load_body().region_keys if key[0] == region}
        if side in ("any", "both") or side in sides:
            own = "midline" if "midline" in sides else "left" if side == "any" else str(side)
            level = predicate.values.get("min_intensity", 6)
            yield {"region": region, "side": own, "intensity": max(6, level)}  # type: ignore[call-overload]
            return


def meeting(rule: Rule) -> Json:
    """A case that the rule describes, and nothing more."""
    data: Json = {"client": {}, "pain": [], "history": {}, "findings": []}
    for predicate in rule.all:
        meet(predicate, data)
    return data


def flags(desk: Desk, data: Json) -> list[str]:
    return [flag.id for flag in red_flags(desk.read(data), desk.body, desk.knowledge)]


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_every_rule_can_be_met_and_raises_its_disease(desk: Desk, rule: Rule) -> None:
    """A client who has what a rule describes is stopped, with the rule's reason."""
    raised = red_flags(desk.read(meeting(rule)), desk.body, desk.knowledge)
    (found,) = [flag for flag in raised if flag.id == rule.disease]
    assert rule.why in found.why


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_negative_answer_never_clears_a_red_flag(desk: Desk, rule: Rule) -> None:
    """ "No" to every other question and nothing on every other examination: the flag stands."""
    data = meeting(rule)
    for question in desk.knowledge.questions.values():
        if question.type == "yes_no":
            data["history"].setdefault(question.id, False)
    examined = {entry["id"] for entry in data["findings"]}
    for examination in desk.knowledge.examinations.values():
        if examination.id not in examined:
            side = "both" if examination.sides != ("midline",) else "midline"
            last = examination.results[-1].name
            data["findings"].append(finding(examination.id, last, side))
    assert rule.disease in flags(desk, data)


def test_a_good_muscle_explanation_does_not_explain_a_red_flag_away(desk: Desk) -> None:
    """Temporalis may explain the temple perfectly: the artery is still named first."""
    convincing = {
        **ARTERITIS,
        "pain": pain("temple", "upper_teeth"),
        "findings": [finding("palpate_temporalis", "recognised_pain")],
    }
    answer = desk.answer(convincing)
    assert answer.sources[0].lead.structure == "temporalis"
    assert "giant_cell_arteritis" in [flag.id for flag in answer.red_flags]


def test_red_flags_stand_before_everything_else(desk: Desk) -> None:
    """In what is handed out, red flags come before the ranked sources."""
    keys = list(desk.answer(ARTERITIS).to_json())
    assert keys.index("red_flags") < keys.index("sources")


def test_each_red_flag_says_why_what_to_ask_and_what_to_do(desk: Desk) -> None:
    """A flag is no bare alarm: it gives its reason, its question and its advice."""
    for flag in desk.answer(ARTERITIS).red_flags:
        assert flag.why
        assert flag.advice
        assert flag.question.rstrip().endswith("?")


def test_a_plain_muscle_case_raises_nothing(desk: Desk) -> None:
    """Aching shoulders after desk work in a healthy person of 35 are no alarm."""
    data = {
        "client": {"age": 35},
        "pain": pain("shoulder_top", "neck_side", "temple"),
        "history": {"onset": "gradual", "repetitive_work": True, "fever": False},
    }
    assert flags(desk, data) == []


def test_what_was_not_asked_raises_nothing(desk: Desk, knowledge: Knowledge) -> None:
    """A rule about fever needs the answer that there is fever."""
    assert flags(desk, {}) == []
    assert len(knowledge.rules) > 20


def test_the_emergency_comes_before_the_referral(desk: Desk) -> None:
    """Where several are raised, the most urgent is read first."""
    worst: Json = {**ARTERITIS, "history": {**ARTERITIS["history"], "onset": "sudden"}}
    worst["history"] |= {"worst_headache_of_life": True}
    actions = [flag.action for flag in desk.answer(worst).red_flags]
    order = ["emergency", "urgent", "refer"]
    assert actions == sorted(actions, key=order.index)
    assert len(set(actions)) > 1
