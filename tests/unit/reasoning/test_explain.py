"""Each source says what it explains, what it leaves, what it predicts, and why it stands there."""

import pytest
from tests.support import Desk, Json, finding, pain

from palpate.reasoning import RankedSource
from palpate.reasoning.explain import EXPLAINED, LEAST_LOG_ODDS, MOST_REASONS, PREDICTED

CASE = {
    "pain": pain("temple", "upper_teeth", "thenar.right"),
    "history": {"stress": False},
    "findings": [finding("palpate_temporalis", "recognised_pain")],
}


def lead(desk: Desk, data: Json) -> RankedSource:
    return desk.answer(data, 1).sources[0]


@pytest.fixture(scope="module")
def first(desk: Desk) -> RankedSource:
    return lead(desk, CASE)


def test_what_it_explains_and_what_it_leaves_is_the_whole_drawing(first: RankedSource) -> None:
    explained = {(p.region, p.side) for p in first.explains}
    left = {(p.region, p.side) for p in first.unexplained}
    assert explained == {("temple", "left"), ("upper_teeth", "left")}
    assert left == {("thenar", "right")}
    assert all(EXPLAINED <= p.share <= 1 for p in first.explains)


def test_the_region_best_explained_comes_first(first: RankedSource) -> None:
    shares = [place.share for place in first.explains]
    assert shares == sorted(shares, reverse=True)


def test_what_it_predicts_and_nobody_painted_is_named(desk: Desk) -> None:
    found = desk.answer({"pain": pain("temple")}).sources
    for source in found:
        missing = {(p.region, p.side): p.share for p in source.predicted_but_absent}
        assert ("temple", "left") not in missing
        assert all(share >= PREDICTED for share in missing.values())
    frontalis = next(s for s in found if s.lead.structure == "frontalis")
    assert "forehead" in {p.region for p in frontalis.predicted_but_absent}


def test_nothing_is_missing_from_a_drawing_that_was_never_made(desk: Desk) -> None:
    found = desk.answer({"findings": [finding("palpate_temporalis", "recognised_pain")]})
    assert all(not s.predicted_but_absent for s in found.sources)


def test_each_finding_is_a_reason_with_its_direction(first: RankedSource) -> None:
    reasons = {reason.label: reason for reason in first.evidence}
    assert reasons["Pain: Temple, left"].log_odds > 0
    palpated = reasons["Palpation of temporalis, left: recognised pain"]
    assert (palpated.kind, palpated.log_odds > 0) == ("finding", True)


def test_reasons_are_few_and_the_strongest_come_first(first: RankedSource) -> None:
    sizes = [abs(reason.log_odds) for reason in first.evidence]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) <= MOST_REASONS
    assert min(sizes) >= LEAST_LOG_ODDS


def test_a_negative_test_is_a_reason_against(desk: Desk) -> None:
    drawn = pain("thenar", "thumb_palmar", "index_finger_palmar", "middle_finger_palmar")
    data = {"pain": drawn, "findings": [finding("phalen", "negative")]}
    nerve = next(
        s for s in desk.answer(data).sources if s.lead.id == "median_nerve_carpal_tunnel.left"
    )
    against = {r.label: r.log_odds for r in nerve.evidence}
    assert next(v for k, v in against.items() if k.endswith("negative")) < 0


def test_words_for_the_pain_are_reasons_too(desk: Desk) -> None:
    drawn = [{"region": "thenar", "side": "left", "qualities": ["numb", "tingling"]}]
    moved = {
        source.lead.kind.value: reason.log_odds
        for source in desk.answer({"pain": drawn}).sources
        for reason in source.evidence
        if reason.label == "Felt as numb"
    }
    assert moved["nerve"] > 0


def test_answers_of_the_history_are_reasons_in_words(desk: Desk) -> None:
    drawn = pain("thenar", "thumb_palmar", "index_finger_palmar", "middle_finger_palmar")
    data = {"pain": drawn, "history": {"night_waking_numbness": True}}
    labels = {r.label: r.kind for s in desk.answer(data).sources for r in s.evidence}
    (label,) = [label for label, kind in labels.items() if kind == "history"]
    assert label.endswith(": yes")


def test_a_region_painted_in_part_is_never_explained_by_more_than_the_whole(desk: Desk) -> None:
    found = desk.answer({"pain": [{"patches": {"temple.left.1": 6}}]}).sources
    shares = [place.share for source in found for place in (*source.explains, *source.unexplained)]
    assert shares
    assert all(0 <= share <= 1 for share in shares)
