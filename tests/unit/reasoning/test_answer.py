"""The answer keeps the form that the issue promises, and says how sure it is of each part."""

import json

import pytest
from tests.support import Desk, finding, pain

from palpate.reasoning import Answer

CASE = {
    "client": {"age": 60},
    "pain": pain("temple", "upper_teeth"),
    "history": {"jaw_claudication": True},
    "findings": [finding("palpate_temporalis", "recognised_pain")],
}


@pytest.fixture(scope="module")
def answer(desk: Desk) -> Answer:
    return desk.answer(CASE)


def test_the_json_has_the_promised_fields(answer: Answer) -> None:
    data = answer.to_json()
    assert {"red_flags", "sources", "next_examinations", "milliseconds"} <= set(data)
    sources, ahead, flags = data["sources"], data["next_examinations"], data["red_flags"]
    assert isinstance(sources, list)
    assert isinstance(ahead, list)
    assert isinstance(flags, list)
    assert {
        "id",
        "name",
        "kind",
        "structure",
        "side",
        "probability",
        "explains",
        "unexplained",
        "predicted_but_absent",
        "evidence",
        "sites",
    } <= set(sources[0])
    assert {"id", "side", "bits", "minutes"} <= set(ahead[0])
    assert {"id", "name", "action", "advice", "why"} <= set(flags[0])


def test_the_json_is_json(answer: Answer) -> None:
    assert json.loads(json.dumps(answer.to_json())) == answer.to_json()


def test_sources_come_the_most_probable_first_and_none_twice(answer: Answer) -> None:
    chances = [s.probability for s in answer.sources]
    assert chances == sorted(chances, reverse=True)
    groups = [s.lead.group for s in answer.sources]
    assert len(set(groups)) == len(groups)


def test_the_sites_of_a_muscle_are_listed_the_likeliest_first(answer: Answer) -> None:
    first = answer.sources[0]
    assert first.lead.structure == "temporalis"
    assert len(first.sites) == 4
    shares = [share for _, share in first.sites]
    assert shares == sorted(shares, reverse=True)
    assert first.lead is first.sites[0][0]


def test_a_muscle_is_at_least_as_probable_as_its_likeliest_point(answer: Answer) -> None:
    for source in answer.sources:
        shares = [share for _, share in source.sites]
        assert max(shares) - 1e-9 <= source.probability <= sum(shares) + 1e-9


@pytest.mark.parametrize("top", [1, 3, None])
def test_as_many_sources_are_returned_as_asked(desk: Desk, top: int | None) -> None:
    found = desk.answer({"pain": pain("temple")}, top).sources
    assert len(found) == (top or len(desk.reasoner.model.groups))


def test_what_was_examined_is_not_proposed_again(answer: Answer) -> None:
    assert ("palpate_temporalis", "left") not in {(e.id, e.side) for e in answer.next_examinations}


def test_examinations_come_by_bits_for_each_minute(answer: Answer) -> None:
    worth = [e.bits / e.minutes for e in answer.next_examinations]
    assert worth == sorted(worth, reverse=True)
    assert all(e.bits > 0 for e in answer.next_examinations)


def test_what_is_proposed_can_be_answered_as_it_stands(desk: Desk, answer: Answer) -> None:
    for ahead in answer.next_examinations:
        if ahead.id in desk.knowledge.questions:
            data = {"history": {ahead.id: ahead.results[0] == "yes"}}
        else:
            data = {"findings": [finding(ahead.id, ahead.results[0], ahead.side)]}
        assert not desk.read(data).empty


def test_the_same_case_gives_the_same_answer(desk: Desk, answer: Answer) -> None:
    again = desk.answer(CASE)
    assert again.sources == answer.sources
    assert again.next_examinations == answer.next_examinations
