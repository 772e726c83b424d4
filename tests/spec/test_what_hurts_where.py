"""From a drawing of pain to what could send it."""

import pytest
from tests.support import Desk, pain

CARPAL = pain("thenar", "thumb_palmar", "index_finger_palmar", "middle_finger_palmar")


@pytest.mark.parametrize(
    ("regions", "group"),
    [
        (("temple", "upper_teeth"), "temporalis"),
        (("jaw_body", "lower_teeth", "cheek"), "masseter_superficial"),
        (("shoulder_front", "upper_arm_lateral", "scapula_infraspinous"), "infraspinatus"),
        (("neck_side", "shoulder_top", "mastoid", "temple"), "trapezius_upper"),
        (("forehead", "eyebrow"), "frontalis"),
    ],
)
def test_a_classic_drawing_puts_its_muscle_first(
    desk: Desk, regions: tuple[str, ...], group: str
) -> None:
    """Pain in the temple and the upper teeth puts temporalis first; so for other muscles."""
    assert desk.order({"pain": pain(*regions)})[0] == f"{group}.left"


def test_pain_of_the_median_fingers_puts_the_nerve_among_the_first(desk: Desk) -> None:
    """Pain in thumb, index and middle finger puts the median nerve at the wrist among the first."""
    assert "median_nerve_carpal_tunnel.left" in desk.order({"pain": CARPAL})[:3]


def test_pain_of_the_little_finger_side_speaks_for_the_ulnar_nerve(desk: Desk) -> None:
    """The ulnar side of the hand raises the ulnar nerve and leaves the median nerve behind."""
    order = desk.order({"pain": pain("little_finger_palmar", "ring_finger_palmar", "hypothenar")})
    ulnar = min(order.index(f"ulnar_nerve_{site}.left") for site in ("cubital_tunnel", "guyon"))
    assert ulnar < 5
    assert ulnar < order.index("median_nerve_carpal_tunnel.left")


def test_two_causes_at_once_are_normal(desk: Desk) -> None:
    """Pain in two far places is explained by two sources together, not by one far-fetched one."""
    far = pain("thenar.right", "thumb_palmar.right", "index_finger_palmar.right")
    data = {"pain": [*pain("temple", "upper_teeth"), *far]}
    chance = dict(zip(desk.reasoner.model.groups, desk.groups(data), strict=True))
    assert chance["temporalis.left"] > 0.5
    assert sum(p for group, p in chance.items() if group.endswith(".right")) > 0.9


def test_explaining_away(desk: Desk) -> None:
    """Once one source is shown to account for the pain, its rivals are needed less."""
    drawn = pain("shoulder_side", "upper_arm_lateral")
    found = [{"id": "palpate_supraspinatus", "side": "left", "result": "recognised_pain"}]
    rivals = [g for g in desk.order({"pain": drawn})[:5] if g != "supraspinatus.left"]
    before, after = desk.groups({"pain": drawn}), desk.groups({"pain": drawn, "findings": found})
    names = list(desk.reasoner.model.groups)
    fallen = [after[names.index(g)] < before[names.index(g)] for g in rivals]
    assert after[names.index("supraspinatus.left")] > before[names.index("supraspinatus.left")]
    assert all(fallen)


def test_what_was_left_unpainted_is_weak_evidence_against(desk: Desk) -> None:
    """A source that predicts pain where none was painted falls, but is not ruled out."""
    whole = desk.probability({"pain": pain("temple", "upper_teeth")}, "temporalis.left")
    half = desk.probability({"pain": pain("upper_teeth")}, "temporalis.left")
    prior = desk.probability({}, "temporalis.left")
    assert half < whole
    assert half > 0.1 * prior


def test_more_of_its_pattern_makes_a_source_more_likely(desk: Desk) -> None:
    """Each further region of infraspinatus that hurts raises infraspinatus."""
    regions = ("shoulder_front", "upper_arm_lateral", "scapula_infraspinous")
    chances = [
        desk.probability({"pain": pain(*regions[:count])}, "infraspinatus.left")
        for count in range(1, 4)
    ]
    assert chances == sorted(chances)
    assert chances[-1] > 2 * chances[0]


def test_pain_where_a_source_was_never_felt_does_not_raise_it(desk: Desk) -> None:
    """Pain in the hand says nothing for supraspinatus, which was never felt below the elbow."""
    prior = desk.probability({}, "supraspinatus.left")
    assert desk.probability({"pain": pain("thenar")}, "supraspinatus.left") <= prior


def test_faint_pain_counts_for_less_than_strong_pain(desk: Desk) -> None:
    """A region painted with intensity 1 moves its sources less than one painted with 6."""
    faint = desk.probability(
        {"pain": pain("temple", "upper_teeth", intensity=1)}, "temporalis.left"
    )
    strong = desk.probability({"pain": pain("temple", "upper_teeth")}, "temporalis.left")
    assert desk.probability({}, "temporalis.left") < faint < strong


def test_words_for_the_pain_tell_nerve_from_muscle(desk: Desk) -> None:
    """Tingling and numbness raise the nerve; a dull tight ache raises the muscles."""
    group = "median_nerve_carpal_tunnel.left"
    tingling = [{**entry, "qualities": ["tingling", "numb"]} for entry in CARPAL]
    aching = [{**entry, "qualities": ["ache", "tight"]} for entry in CARPAL]
    plain = desk.probability({"pain": CARPAL}, group)
    assert desk.probability({"pain": tingling}, group) > plain
    assert desk.probability({"pain": aching}, group) < plain
