"""What words paint: made-up sentences, each for one rule of the reader."""

import pytest

from palpate.intake import Reader


def painted(reader: Reader, words: str) -> dict[str, float]:
    return {mark.region: mark.intensity for mark in reader.read(words, "left").pain}


@pytest.mark.parametrize(
    ("words", "regions"),
    [
        ("left shoulder front", {"shoulder_front"}),
        (
            "volar and ulnar aspect of the left forearm",
            {"forearm_front_upper", "forearm_front_lower"}
            | {"forearm_medial_upper", "forearm_medial_lower"},
        ),
        ("left iliac crest (low back)", {"iliac_crest"}),
        ("base of the left big toe", {"great_toe", "ball_medial"}),
        ("left psis", {"sacroiliac"}),
    ],
)
def test_words_choose_regions(reader: Reader, words: str, regions: set[str]) -> None:
    assert set(painted(reader, words)) == regions


def test_a_limb_whose_part_is_told_next_is_not_painted_whole(reader: Reader) -> None:
    regions = painted(reader, "left leg from the inner knee down to the inner ankle")
    assert {"knee_medial", "leg_medial_upper", "leg_medial_lower", "ankle_medial"} <= set(regions)
    assert not [r for r in regions if r.startswith(("thigh", "calf"))]


def test_a_broad_word_is_painted_with_doubt(reader: Reader) -> None:
    assert max(painted(reader, "left arm, 8/10").values()) <= 1
    assert max(painted(reader, "left elbow, 8/10").values()) == 8


def test_pain_that_ends_at_a_joint_ends_on_the_face_it_came_along(reader: Reader) -> None:
    regions = painted(reader, "back of the left thigh radiating to the knee")
    assert "knee_back" in regions
    assert not {"knee_front", "knee_lateral"} & set(regions)


def test_pain_from_neck_to_arm_does_not_cross_the_shoulder_blade(reader: Reader) -> None:
    regions = painted(reader, "left neck radiating to the left arm")
    assert not [r for r in regions if r.startswith("scapula") or r == "interscapular"]
