"""Conditions and perpetuating factors are read whole, counted and checked."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from tests.unit.knowledge.entries import CONDITION, FACTOR, table

from palpate.evidence import DataError
from palpate.knowledge import Knowledge, check, facts
from palpate.knowledge.read_conditions import read_condition, read_factor


@pytest.fixture
def known(knowledge: Knowledge, tmp_path: Path) -> Knowledge:
    """The shipped knowledge with nothing but the made-up condition and factor."""
    condition = read_condition(table(tmp_path, CONDITION))
    factor = read_factor(table(tmp_path, FACTOR))
    return replace(
        knowledge,
        conditions=MappingProxyType({condition.id: condition}),
        factors=MappingProxyType({factor.id: factor}),
    )


def test_a_condition_says_what_is_likelier_what_to_heed_and_what_to_expect(
    known: Knowledge,
) -> None:
    condition = known.conditions["sore_state"]
    taught, counted = condition.shifts
    assert (taught.target, taught.odds, taught.share) == ("temporalis", 3.0, None)
    assert (counted.target, counted.odds, counted.share, counted.count) == (
        "supraspinatus", None, 0.8, 20,
    )  # fmt: skip
    assert condition.cautions[0].level == "adapt"
    assert not condition.expectations[0].can


def test_every_statement_of_a_condition_and_a_factor_is_a_fact(known: Knowledge) -> None:
    about = [fact.about for fact in facts(known) if fact.owner in ("sore_state", "idleness")]
    assert about == [
        "summary",
        "makes temporalis likelier",
        "makes supraspinatus likelier",
        "caution (adapt)",
        "expectation",
        "what is known",
        "advice",
        "makes temporalis likelier",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("odds = 3.0", "odds = 30", r"likelier\[0\]\.odds: is 30"),
        ("odds = 3.0", "odds = 3.0\nshare = 0.5", "odds: or share is needed, not both"),
        ("share = 0.8", "share = 80", r"share: is 80\. Keep it between 0 and 1"),
        ("n = 20\n", "", r"likelier\[1\]\.n: is missing"),
        ('level = "adapt"', 'level = "beware"', r"level: is 'beware'\. Use one of: do_not_treat"),
        ("can = false", 'can = "no"', r"can: is 'no'\. Write true or false"),
        ('group = "myofascial"', 'group = "odd"', "group: is 'odd'"),
        ('structure = "temporalis"\n', "", "structure: is missing"),
    ],
)
def test_a_fault_in_a_condition_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_condition(table(tmp_path, CONDITION.replace(old, new)))


def test_a_condition_without_cautions_is_refused(tmp_path: Path) -> None:
    before, _, after = CONDITION.partition("[[condition.caution]]")
    text = before + after[after.index("[[condition.expectation]]") :]
    with pytest.raises(DataError, match="caution: has no entry"):
        read_condition(table(tmp_path, text))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"phalen"', '"phallen"', "sore_state, examine: nothing is called 'phallen'"),
        ('"idleness"', '"sloth"', "sore_state, perpetuating: nothing is called 'sloth'"),
        ('structure = "temporalis"', 'structure = "tempo"', "likelier: nothing is called 'tempo'"),
        ("rathbone_2017", "nobody_1900", "no reference 'nobody_1900'"),
    ],
)
def test_the_check_finds_names_that_nothing_has(
    known: Knowledge, tmp_path: Path, old: str, new: str, message: str
) -> None:
    wrong = read_condition(table(tmp_path, CONDITION.replace(old, new)))
    spoilt = replace(known, conditions=MappingProxyType({wrong.id: wrong}))
    assert message in "\n".join(check(spoilt))
