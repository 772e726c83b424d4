"""Examining: what is found moves the sources, as far as its reliability allows."""

import numpy as np
import pytest
from tests.support import Desk, finding, odds, pain

from palpate.knowledge import Knowledge

BOUND = 7.3
UNRESOLVED = 1e-3  # the search leaves at most this much probability open
CARPAL = pain("thenar", "thumb_palmar", "index_finger_palmar", "middle_finger_palmar")
NERVE = "median_nerve_carpal_tunnel.left"


def test_a_positive_test_raises_and_a_negative_one_lowers(desk: Desk) -> None:
    """A positive Phalen test raises the carpal tunnel, a negative one lowers it."""
    plain = desk.probability({"pain": CARPAL}, NERVE)
    positive, negative = (
        desk.probability({"pain": CARPAL, "findings": [finding("phalen", result)]}, NERVE)
        for result in ("positive", "negative")
    )
    assert negative < plain < positive


def test_a_test_that_was_not_done_changes_nothing(desk: Desk) -> None:
    """ "Not done" is no answer: it neither raises nor lowers anything."""
    data = {"pain": CARPAL}
    skipped = {**data, "findings": [finding("phalen", "not_done"), finding("roos", "not_done")]}
    np.testing.assert_array_equal(desk.groups(skipped), desk.groups(data))


def test_no_palpation_outweighs_its_reliability(desk: Desk, knowledge: Knowledge) -> None:
    """Whatever the hand finds, the odds of a muscle change by no more than a factor of 7.3."""
    names = list(desk.reasoner.model.groups)
    before = desk.groups({})
    for muscle in knowledge.muscles:
        number = names.index(f"{muscle}.left")
        for result in ("recognised_pain", "tender", "not_tender"):
            after = desk.groups({"findings": [finding(f"palpate_{muscle}", result)]})
            assert odds(after[number]) < BOUND * odds(before[number]), (muscle, result)
            low = odds(after[number] + UNRESOLVED)
            assert low > odds(before[number]) / BOUND, (muscle, result)


def test_recognised_pain_counts_more_than_tenderness(desk: Desk) -> None:
    """Pressing that brings the known pain raises a muscle; mere tenderness does not."""
    data = {"pain": pain("temple", "upper_teeth")}
    known, tender, none = (
        desk.probability(
            {**data, "findings": [finding("palpate_temporalis", r)]}, "temporalis.left"
        )
        for r in ("recognised_pain", "tender", "not_tender")
    )
    plain = desk.probability(data, "temporalis.left")
    assert none < tender < plain < known


def test_a_negative_palpation_lets_the_rivals_rise(desk: Desk) -> None:
    """When pressing temporalis brings nothing, another source of the same pain comes nearer."""
    data = {"pain": pain("temple", "upper_teeth")}
    second = desk.order(data)[1]
    not_it = {**data, "findings": [finding("palpate_temporalis", "not_tender")]}
    assert desk.probability(not_it, second) > desk.probability(data, second)


def test_the_next_examination_tells_the_leading_hypotheses_apart(desk: Desk) -> None:
    """What to examine next concerns the sources in question, not those far away."""
    ahead = desk.answer({"pain": CARPAL}).next_examinations
    assert ahead
    assert all(item.side in ("left", "midline") for item in ahead[:3])
    assert not any("temporalis" in item.id for item in ahead)


def test_answering_the_proposed_examination_makes_room_for_the_next(desk: Desk) -> None:
    """An examination that was answered leaves the list, and the rest moves up."""
    first = next(e for e in desk.answer({"pain": CARPAL}).next_examinations
                 if e.id in desk.knowledge.examinations)  # fmt: skip
    done = {"pain": CARPAL, "findings": [finding(first.id, first.results[0], first.side)]}
    again = {(e.id, e.side) for e in desk.answer(done).next_examinations}
    assert (first.id, first.side) not in again


@pytest.mark.parametrize("result", ["positive", "negative"])
def test_an_answer_on_the_other_side_does_not_decide_this_side(desk: Desk, result: str) -> None:
    """Phalen on the right hand leaves the left hand's ranking as it was, but for a trace."""
    plain = desk.probability({"pain": CARPAL}, NERVE)
    other = {"pain": CARPAL, "findings": [finding("phalen", result, "right")]}
    assert desk.probability(other, NERVE) == pytest.approx(plain, abs=0.02)
