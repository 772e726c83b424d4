"""Left and right are the same body."""

import pytest
from tests.support import Desk, Json, finding, mirrored, opposite, pain, symmetric

SAMPLING = 1.5e-2

CASES: list[Json] = [
    {"pain": pain("temple", "upper_teeth")},
    {"pain": pain("thenar", "index_finger_palmar"), "findings": [finding("phalen", "positive")]},
    {"pain": pain("shoulder_front.right", "neck_back.left"), "history": {"fever": False}},
    {"findings": [finding("palpate_infraspinatus", "tender", "right")]},
]


@pytest.fixture(scope="module")
def even(desk: Desk) -> Desk:
    """A desk that leaves out the organs of one side: the heart is on the left."""
    return Desk(symmetric(desk.reasoner))


@pytest.mark.parametrize("data", CASES, ids=str)
def test_the_mirrored_case_gives_the_mirrored_answer(even: Desk, data: Json) -> None:
    """Painting the other side gives the same sources on the other side, equally probable.

    Where the search needs sampling to finish, both sides agree within the sampling error.
    """
    names = list(even.reasoner.model.groups)
    left, right = even.groups(data), even.groups(mirrored(data))
    for number, name in enumerate(names):
        assert right[names.index(opposite(name))] == pytest.approx(left[number], abs=SAMPLING), name


def test_pain_on_both_sides_is_equally_likely_from_either(desk: Desk) -> None:
    """Pain in both temples leaves left and right temporalis level."""
    data = {"pain": pain("temple", "upper_teeth", side="both")}
    left = desk.probability(data, "temporalis.left")
    assert desk.probability(data, "temporalis.right") == pytest.approx(left, abs=1e-3)


def test_pain_of_one_side_is_sent_from_that_side(desk: Desk) -> None:
    """Pain in the left hand is not sent by the right arm."""
    first = desk.order({"pain": pain("thenar", "thumb_palmar", "index_finger_palmar")})[:5]
    assert all(group.endswith(".left") for group in first)
