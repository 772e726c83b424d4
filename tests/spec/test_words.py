"""From words to a drawing: a sentence paints the regions it names, and says what it did not read.

The whole text of each test is a sentence as a therapist might type it.
"""

import pytest
from tests.support import Desk

from palpate.intake import Reader, Reading


@pytest.fixture(scope="module")
def reader(desk: Desk) -> Reader:
    return Reader(desk.body, desk.knowledge)


def painted(reading: Reading) -> set[str]:
    return {f"{mark.region}.{mark.side}" for mark in reading.pain}


@pytest.mark.parametrize(
    ("words", "regions"),
    [
        ("left temple", "temple.left"),
        ("behind the right ear", "mastoid.right"),
        ("over the left sacroiliac joint", "sacroiliac.left"),
        ("between the shoulder blades on both sides", "interscapular.left interscapular.right"),
        ("right forearm, thumb side", "forearm_lateral_upper.right forearm_lateral_lower.right"),
        ("lateral aspect of the left forearm",
         "forearm_lateral_upper.left forearm_lateral_lower.left"),
        ("postero-lateral right thigh",
         "thigh_back_upper.right thigh_back_lower.right thigh_lateral_upper.right "
         "thigh_lateral_lower.right"),
        ("inner side of the upper left arm", "upper_arm_medial.left"),
        ("fourth and fifth digits on the right",
         "ring_finger_palmar.right ring_finger_dorsal.right little_finger_palmar.right "
         "little_finger_dorsal.right"),
        ("C5 dermatome left", "shoulder_side.left upper_arm_lateral.left"),
        ("tailbone", "coccyx.midline"),
        ("over the right infraspinatus", "scapula_infraspinous.right"),
    ],
)  # fmt: skip
def test_a_place_paints_its_regions(reader: Reader, words: str, regions: str) -> None:
    """Lay, clinical and Latin names, halves and faces of a limb, fingers and dermatomes."""
    assert painted(reader.read(words)) == set(regions.split())


def test_same_and_opposite_side(reader: Reader) -> None:
    """ "The same side" and "the opposite side" follow the side named before."""
    reading = reader.read("left temple, forehead on the same side, opposite jaw angle")
    assert painted(reading) == {"temple.left", "forehead.left", "jaw_angle.right"}


def test_a_side_holds_until_the_sentence_ends(reader: Reader) -> None:
    """A place without a side takes the one named before it in the sentence."""
    assert painted(reader.read("right groin and inner knee")) == {
        "groin.right",
        "knee_medial.right",
    }


def test_the_worse_side_hurts_more(reader: Reader) -> None:
    """ "Left worse than right" paints both, the left more strongly."""
    marks = {m.side: m.intensity for m in reader.read("calves, left > right; 7/10").pain}
    assert marks == {"left": 7, "right": 5}


def test_everything_on_the_way(reader: Reader) -> None:
    """Pain that runs from one place to another is painted along its way."""
    reading = reader.read("from the left inner knee down to the inner ankle")
    assert painted(reading) == {
        f"{region}.left"
        for region in ("knee_medial", "leg_medial_upper", "leg_medial_lower", "ankle_medial")
    }


@pytest.mark.parametrize(
    "words",
    [
        "right buttock, no pain in the thigh",
        "right buttock without radiation to the thigh",
        "right buttock; thigh spared",
        "right buttock, not below the knee",
    ],
)
def test_what_is_denied_is_not_painted(reader: Reader, words: str) -> None:
    """ "No pain in", "without", "spared" and "not below" leave a place blank."""
    assert painted(reader.read(words)) == {"buttock_upper.right", "buttock_lower.right"}


def test_what_makes_it_worse_is_not_where_it_hurts(reader: Reader) -> None:
    """Places in what aggravates, in accidents and in tests are not painted."""
    text = "left temple; worse turning the neck; after a fall on the hip; Spurling negative"
    assert painted(reader.read(text)) == {"temple.left"}


def test_client_qualities_and_history(reader: Reader) -> None:
    """Age, sex, how it feels, and answers for yes and for no."""
    reading = reader.read(
        "A 61-year-old man with burning pain in the left foot for 2 weeks. No fever or chills."
    )
    assert (reading.age, reading.sex, reading.qualities) == (61, "male", ("burning",))
    assert reading.history["duration_days"] == 14
    assert reading.history["fever"] is False
    assert reading.history["chills"] is False


def test_swelling_is_of_the_limb_that_hurts(reader: Reader) -> None:
    """Words such as swelling and weakness belong to the painful limb; without one they are left."""
    assert reader.read("left calf pain with swelling").history["leg_swelling"] is True
    assert "swelling" in reader.read("swelling").not_understood


def test_what_was_not_understood_is_said(reader: Reader) -> None:
    """No guess: words without a meaning are listed, and paint nothing."""
    reading = reader.read("flibbertigibbet of the left temple; zorbing helps")
    assert painted(reading) == {"temple.left"}
    assert "flibbertigibbet" in reading.not_understood
    assert any("zorbing" in words for words in reading.not_understood)


def test_a_side_that_was_not_said_is_assumed_aloud(reader: Reader) -> None:
    """Without a side both are painted, and the reading says so."""
    reading = reader.read("knee")
    assert {mark.side for mark in reading.pain} == {"left", "right"}
    assert reading.assumed


def test_the_case_is_one_that_can_be_answered(reader: Reader, desk: Desk) -> None:
    """What was read is a case like any other."""
    case = reader.read("dull ache in the left temple and upper teeth, worse chewing").case()
    assert desk.order(case)[0].endswith(".left")
