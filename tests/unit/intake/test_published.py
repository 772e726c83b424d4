"""Cases in words are scored without what the authors confirmed; faults name field and remedy."""

from typing import Any

import pytest

from palpate.evidence import UserError
from palpate.intake import Reader, is_published, read_entry, read_published
from palpate.reasoning import CaseError

CASE: dict[str, Any] = {
    "id": "a",
    "category": "trigger_point",
    "scored": True,
    "age": ">=70",
    "sex": "F",
    "pain": {"location": "left temple and upper teeth", "side": "left", "quality": "dull ache",
             "aggravating": "chewing", "relieving": None, "onset": "2 weeks"},
    "examination": ["left temporalis tender, reproduces the pain"],
    "confirmed_source": {"text": "Left temporalis", "side": "left"},
    "accepted_labels": ["temporalis left"],
    "red_flag": False,
    "caveats": "The masseter was not examined.",
}  # fmt: skip


def entry(**changes: Any) -> dict[str, Any]:
    return {**CASE, **changes}


def score(reader: Reader, *entries: object, stage: int = 2, only: str = "") -> Any:
    return read_published({"cases": list(entries)}, reader, stage, only)


def test_the_format_is_told_by_its_fields() -> None:
    assert is_published({"cases": [CASE]})
    assert not is_published({"cases": [{"case": {}, "accepted": []}]})
    assert not is_published([CASE])


def test_a_case_in_words_becomes_a_scored_case(reader: Reader) -> None:
    (case,) = score(reader, CASE)
    assert case.case.client.age == 70
    assert case.case.client.sex == "female"
    assert case.case.qualities == {"ache"}
    assert case.case.history["duration_days"] == 14
    assert [(a.structure, a.side) for a in case.accepted] == [("temporalis", "left")]
    assert {f.id for f in case.case.findings} == {"chewing", "palpate_temporalis"}


def test_stage_one_has_no_examination(reader: Reader) -> None:
    (case,) = score(reader, CASE, stage=1)
    assert {f.id for f in case.case.findings} == {"chewing"}


def test_what_was_confirmed_never_reaches_the_reader(reader: Reader) -> None:
    other = entry(
        confirmed_source={"text": "right calf", "side": "right"},
        accepted_labels=["gastrocnemius right"],
        caveats="pain in the right foot",
        category="pain in the right knee",
        citation={"descriptor": "right hip"},
    )
    assert read_entry(CASE, reader, 2) == read_entry(other, reader, 2)


def test_the_side_of_what_was_confirmed_must_match(reader: Reader) -> None:
    (sided,) = score(reader, entry(accepted_labels=["temporalis"]))
    (open_,) = score(reader, entry(accepted_labels=["temporalis"], confirmed_source=None))
    assert [a.side for a in sided.accepted] == ["left"]
    assert [a.side for a in open_.accepted] == [None]


def test_a_label_that_names_nothing_is_listed_and_counts_as_a_miss(reader: Reader) -> None:
    (case,) = score(reader, entry(accepted_labels=["philtrum dysfunction"]))
    assert case.unmatched == ("philtrum dysfunction",)
    assert case.accepted == ()
    assert case.ranked


@pytest.mark.parametrize(("only", "ids"), [("", "ab"), ("scored", "a"), ("red-flag", "b"),
                                           ("all", "abc")])  # fmt: skip
def test_which_cases_are_scored(reader: Reader, only: str, ids: str) -> None:
    entries = [CASE, entry(id="b", scored=False, red_flag=True), entry(id="c", scored=False)]
    assert "".join(case.id for case in score(reader, *entries, only=only)) == ids


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"pain": "left temple"}, "pain"),
        ({"pain": {"location": 3}}, "pain.location"),
        ({"pain": {"location": "head", "onset": []}}, "pain.onset"),
        ({"examination": "normal"}, "examination"),
        ({"accepted_labels": [1]}, "accepted_labels"),
        ({"red_flag": "no"}, "red_flag"),
        ({"age": "old"}, "age"),
        ({"age": 400}, "age"),
        ({"sex": 1}, "sex"),
        ({"confirmed_source": []}, "confirmed_source"),
    ],
)
def test_a_fault_names_its_field_and_a_remedy(
    reader: Reader, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(CaseError) as caught:
        score(reader, entry(**changes))
    assert [problem.field for problem in caught.value.problems] == [f"a: {field}"]
    assert all(problem.remedy for problem in caught.value.problems)


@pytest.mark.parametrize("data", [[], {"cases": {}}, {}])
def test_a_file_without_cases_is_refused(reader: Reader, data: object) -> None:
    with pytest.raises(UserError):
        read_published(data, reader, 2, "")
