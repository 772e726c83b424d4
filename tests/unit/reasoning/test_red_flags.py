"""Rules raise serious disease from what was said and found, whatever the network thinks."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from tests.support import Desk, Json, finding, pain

from palpate.evidence import Grade
from palpate.knowledge import Knowledge, Predicate, Rule
from palpate.knowledge.model import Disease, Support
from palpate.reasoning import red_flags

SUPPORT = Support(("practice_convention",), Grade.CONVENTION)


def knows(knowledge: Knowledge, *predicates: Predicate) -> Knowledge:
    """The shipped knowledge with one rule of its own: all predicates raise "test"."""
    disease = Disease("test", "Test", "refer", "Send on.", "Ask?")
    rule = Rule("test", predicates, "because", SUPPORT)
    return replace(knowledge, rules=(rule,), diseases=MappingProxyType({"test": disease}))


def raised(desk: Desk, data: Json, *predicates: Predicate) -> bool:
    """Whether a case meets all predicates."""
    return bool(red_flags(desk.read(data), desk.body, knows(desk.knowledge, *predicates)))


def is_(kind: str, what: object, /, *parts: Predicate, **more: object) -> Predicate:
    return Predicate(kind, {kind: what, **more}, parts)


FEVER = is_("history", "fever")
TEMPLE = is_("pain_in", ["temple", "forehead"])
OLD = is_("age_min", 50)

CASES: list[tuple[str, Json, tuple[Predicate, ...], bool]] = [
    ("yes", {"history": {"fever": True}}, (FEVER,), True),
    ("no", {"history": {"fever": False}}, (FEVER,), False),
    ("not asked", {}, (FEVER,), False),
    ("choice", {"history": {"onset": "sudden"}}, (is_("history", "onset", value="sudden"),), True),
    (
        "other choice",
        {"history": {"onset": "gradual"}},
        (is_("history", "onset", value="sudden"),),
        False,
    ),
    ("at least", {"history": {"pack_years": 20}}, (is_("history", "pack_years", min=20),), True),
    ("less", {"history": {"pack_years": 19}}, (is_("history", "pack_years", min=20),), False),
    ("at most", {"history": {"pack_years": 3}}, (is_("history", "pack_years", max=3),), True),
    ("more", {"history": {"pack_years": 4}}, (is_("history", "pack_years", max=3),), False),
    ("yes is no number", {"history": {"fever": True}}, (is_("history", "fever", min=0),), False),
    ("old enough", {"client": {"age": 50}}, (OLD,), True),
    ("too young", {"client": {"age": 49}}, (OLD,), False),
    ("age unknown", {}, (OLD,), False),
    ("young enough", {"client": {"age": 30}}, (is_("age_max", 30),), True),
    ("too old", {"client": {"age": 31}}, (is_("age_max", 30),), False),
    ("sex", {"client": {"sex": "F"}}, (is_("sex", "female"),), True),
    ("sex unknown", {}, (is_("sex", "female"),), False),
    ("painted", {"pain": pain("temple")}, (TEMPLE,), True),
    ("painted elsewhere", {"pain": pain("cheek")}, (TEMPLE,), False),
    ("side", {"pain": pain("temple")}, (is_("pain_in", ["temple"], side="left"),), True),
    ("wrong side", {"pain": pain("temple")}, (is_("pain_in", ["temple"], side="right"),), False),
    ("one of both", {"pain": pain("temple")}, (is_("pain_in", ["temple"], side="both"),), False),
    (
        "both",
        {"pain": pain("temple.left", "forehead.right")},
        (is_("pain_in", ["temple", "forehead"], side="both"),),
        True,
    ),
    (
        "strong",
        {"pain": pain("temple", intensity=8)},
        (is_("pain_in", ["temple"], min_intensity=8),),
        True,
    ),
    (
        "weak",
        {"pain": pain("temple", intensity=7)},
        (is_("pain_in", ["temple"], min_intensity=8),),
        False,
    ),
    (
        "quality",
        {"pain": [{"region": "sternum_upper", "qualities": ["burning"]}]},
        (is_("quality", "burning"),),
        True,
    ),
    ("found", {"findings": [finding("phalen", "positive")]}, (is_("finding", "phalen"),), True),
    ("absent", {"findings": [finding("phalen", "negative")]}, (is_("finding", "phalen"),), False),
    (
        "found absent",
        {"findings": [finding("phalen", "negative")]},
        (is_("finding", "phalen", result="negative"),),
        True,
    ),
    ("all of two", {"history": {"fever": True}, "client": {"age": 60}}, (FEVER, OLD), True),
    ("one of two", {"history": {"fever": True}, "client": {"age": 20}}, (FEVER, OLD), False),
    ("any", {"client": {"age": 60}}, (is_("any", [], FEVER, OLD),), True),
    ("none of any", {"client": {"age": 20}}, (is_("any", [], FEVER, OLD),), False),
    ("no", {"client": {"age": 20}}, (is_("no", [], FEVER, OLD),), True),
    ("no, but one holds", {"client": {"age": 60}}, (is_("no", [], FEVER, OLD),), False),
]


@pytest.mark.parametrize(
    ("data", "predicates", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_rule_holds_when_all_its_predicates_do(
    desk: Desk, data: Json, predicates: tuple[Predicate, ...], expected: bool
) -> None:
    assert raised(desk, data, *predicates) is expected


def test_the_most_urgent_comes_first_and_reasons_are_collected(desk: Desk) -> None:
    diseases = {
        name: Disease(name, name, action, "Do.", "Ask?")
        for name, action in [("a", "refer"), ("b", "urgent"), ("c", "emergency")]
    }
    rules = [Rule(name, (FEVER,), f"why {name}", SUPPORT) for name in "abc"]
    rules.append(Rule("a", (FEVER,), "another why", SUPPORT))
    knowledge = replace(desk.knowledge, rules=tuple(rules), diseases=MappingProxyType(diseases))
    flags = red_flags(desk.read({"history": {"fever": True}}), desk.body, knowledge)
    assert [flag.id for flag in flags] == ["c", "b", "a"]
    assert flags[2].why == ("why a", "another why")
