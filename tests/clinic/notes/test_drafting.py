"""A note drafts itself from what was recorded, and from nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from palpate.notes import (
    PARTS,
    Answered,
    Considered,
    Examined,
    Flag,
    Measured,
    Pain,
    Record,
    draft,
    load_requirements,
    redraft,
    requirements_of,
)
from palpate.notes.completeness import Paper

WORDS = st.text("abcdefg hij\n", max_size=30)
NUMBERS = st.floats(0, 1000).map(lambda value: round(value, 1))
RECORDS = st.builds(
    Record,
    reason=WORDS,
    changed=WORDS,
    pain=st.lists(st.builds(Pain, WORDS, NUMBERS), max_size=3).map(tuple),
    qualities=st.lists(st.sampled_from(["ache", "tight"]), unique=True).map(tuple),
    answers=st.lists(st.builds(Answered, WORDS, WORDS), max_size=2).map(tuple),
    examined=st.lists(st.builds(Examined, WORDS, WORDS, WORDS), max_size=2).map(tuple),
    measured=st.lists(
        st.builds(
            Measured,
            WORDS,
            WORDS,
            NUMBERS,
            st.sampled_from(["kPa", "degrees"]),
            st.lists(NUMBERS, max_size=3).map(tuple),
            st.none() | NUMBERS,
            WORDS,
        ),
        max_size=2,
    ).map(tuple),
    judged=st.booleans(),
    flags=st.lists(st.builds(Flag, WORDS, WORDS, WORDS), max_size=2).map(tuple),
    considered=st.lists(
        st.builds(Considered, WORDS, st.booleans(), st.none() | st.integers(0, 100), WORDS, WORDS),
        max_size=3,
    ).map(tuple),
    treatment=WORDS,
    plan=WORDS,
    unchanged=st.frozensets(st.sampled_from(["reason", "pain", "history", "plan", "treatment"])),
    unchanged_since=st.just("3 May 2026"),
)
NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def numbers_of(record: Record) -> set[str]:
    """Every number a record holds, as it is written."""
    values: list[float] = [each.intensity for each in record.pain]
    for measured in record.measured:
        values += [measured.value, *measured.repetitions]
        values += [measured.error] if measured.error is not None else []
    values += [each.percent for each in record.considered if each.percent is not None]
    said = [f"{value:g}" for value in values] + [record.unchanged_since]
    return {found for text in said for found in NUMBER.findall(text)}


@given(RECORDS)
def test_no_number_in_a_draft_is_absent_from_the_record(record: Record) -> None:
    text = " ".join(draft(record).parts.values())
    assert set(NUMBER.findall(text)) <= numbers_of(record)


@given(RECORDS)
def test_every_sentence_names_what_it_came_from(record: Record) -> None:
    for sentence in draft(record).sentences:
        assert sentence.source
        assert sentence.part in PARTS
        assert re.match(r"[A-Z][a-z ]+:", sentence.text) or sentence.text.startswith("Measured")
        assert "\n" not in sentence.text


@given(RECORDS)
def test_a_draft_never_speaks_of_a_diagnosis(record: Record) -> None:
    assert "diagnos" not in " ".join(draft(record).parts.values()).casefold()


def test_nothing_recorded_gives_an_empty_draft() -> None:
    assert draft(Record()).sentences == ()


MEASURED = Measured(
    name="Pressure pain threshold, Temple, left",
    moment="before treatment",
    value=245,
    unit="kPa",
    repetitions=(240, 250, 245),
    error=126,
)


def test_the_four_parts_say_what_was_told_found_made_of_it_and_planned() -> None:
    record = Record(
        reason="Headache after work",
        changed="no change",
        pain=(Pain("Temple, left", 6),),
        qualities=("ache",),
        answers=(Answered("Is it worse in the morning?", "no"),),
        examined=(Examined("Palpation of temporalis", "left", "recognised pain"),),
        measured=(MEASURED,),
        judged=True,
        considered=(Considered("Temporalis, left", True, 75, "limited", "It brings the pain"),),
        treatment="Compression",
        plan="In a week",
    )
    assert draft(record).parts == {
        "subjective": "Reason: Headache after work\n"
        "Since last time: no change\n"
        "Drawing: pain in Temple, left (intensity 6); felt as ache.\n"
        "History: Is it worse in the morning? no.",
        "objective": "Examined: Palpation of temporalis, left: recognised pain.\n"
        "Measured before treatment: Pressure pain threshold, Temple, left: 245 kPa"
        " (repetitions 240, 250, 245); changes up to 126 kPa are within its error.",
        "assessment": "Red flags: what was recorded raised none; an answer of no clears nothing.\n"
        "Working hypothesis: Temporalis, left (75 %; evidence: limited)."
        " Therapist: It brings the pain.",
        "plan": "Treatment: Compression\nPlan: In a week",
    }


def test_what_was_carried_forward_is_marked_unchanged() -> None:
    record = Record(
        reason="Headache", unchanged=frozenset({"reason"}), unchanged_since="3 May 2026"
    )
    text = draft(record).parts["subjective"]
    assert text == "Reason: Headache [unchanged since 3 May 2026]"
    assert "unchanged" not in draft(replace(record, unchanged=frozenset())).parts["subjective"]


LINES = st.lists(st.text("abc", min_size=1, max_size=3), max_size=6, unique=True)


@given(LINES, LINES, LINES)
def test_drafting_again_keeps_every_line_written_by_hand(
    edited: list[str], drafted: list[str], fresh: list[str]
) -> None:
    found = redraft("\n".join(edited), "\n".join(drafted), "\n".join(fresh)).splitlines()
    by_hand = [line for line in edited if line not in drafted]
    assert [line for line in found if line in by_hand] == by_hand


@given(LINES, LINES)
def test_an_untouched_draft_follows_the_record(drafted: list[str], fresh: list[str]) -> None:
    text = "\n".join(drafted)
    found = redraft(text, text, "\n".join(fresh))
    assert sorted(found.splitlines()) == sorted(fresh)


def test_a_line_taken_out_by_hand_does_not_come_back() -> None:
    assert redraft("one", "one\ntwo", "one\ntwo\nthree") == "one\nthree"


def full_paper(**missing: bool) -> Paper:
    return Paper(**(dict.fromkeys(Paper.__dataclass_fields__, True) | missing))


def test_a_full_paper_lacks_nothing_anywhere() -> None:
    assert all(rules.missing(full_paper()) == () for rules in load_requirements().values())


def test_what_is_required_stands_before_what_is_advised() -> None:
    lacking = requirements_of("general").missing(full_paper(pain=False, plan=False))
    assert [(each.check, each.required) for each in lacking] == [("plan", True), ("pain", False)]


def test_michigan_asks_for_what_the_general_list_only_advises() -> None:
    michigan = requirements_of("US-MI")
    assert michigan.missing(full_paper(conditions=False))[0].required
    assert not requirements_of("general").missing(full_paper(conditions=False))[0].required


def test_an_unknown_jurisdiction_gets_the_general_list() -> None:
    assert requirements_of("Atlantis").id == "general"
