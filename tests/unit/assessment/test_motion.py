"""Ranges of motion and the error of measuring them twice."""

from __future__ import annotations

import math
from typing import Any

import pytest

from palpate.assessment import (
    BEYOND,
    DEVICES,
    WAYS,
    WITHIN,
    RangeOfMotion,
    compare_motion,
    load_movements,
)
from palpate.assessment.error import UNKNOWN, smallest_change, standard_error
from palpate.evidence import UserError, load_references


def motion(degrees: float, **changed: Any) -> RangeOfMotion:
    given = {
        "movement": "neck_rotation",
        "side": "left",
        "way": "active",
        "device": "inclinometer",
    }
    return RangeOfMotion.read(**{**given, "degrees": degrees, **changed})


def test_a_change_of_nine_degrees_in_the_neck_is_not_measurable() -> None:
    assert compare_motion(motion(50), motion(59)).verdict == WITHIN
    change = compare_motion(motion(50), motion(60))
    assert change.verdict == BEYOND
    assert change.difference == pytest.approx(10)
    assert change.error is not None
    assert "Fletcher" in change.error.citations[0]


def test_a_figure_at_90_percent_is_brought_to_95() -> None:
    error = motion(120, movement="shoulder_flexion").error()
    assert error is not None
    assert error.smallest_change == pytest.approx(8 * 1.959964 / 1.644854, 1e-4)
    assert smallest_change(standard_error(7, 0.95)) == pytest.approx(7)


def test_a_standard_error_gives_the_smallest_change() -> None:
    error = motion(100, movement="hip_flexion", way="passive", device="goniometer").error()
    assert error is not None
    assert error.smallest_change == pytest.approx(1.959964 * math.sqrt(2) * 3.5, 1e-4)


def test_one_examiners_error_is_never_used_for_two() -> None:
    assert motion(50).error(same_examiner=False) is None
    elbow = motion(100, movement="elbow_flexion", device="goniometer")
    same, different = elbow.error(), elbow.error(same_examiner=False)
    assert same is not None
    assert different is not None
    assert same.smallest_change < different.smallest_change


def test_without_a_published_error_nothing_is_judged() -> None:
    low, high = (motion(d, movement="trunk_rotation") for d in (30, 60))
    assert compare_motion(low, high).verdict == UNKNOWN


@pytest.mark.parametrize("field", ["movement", "side", "way", "device"])
def test_only_like_is_compared_with_like(field: str) -> None:
    other = {
        "movement": "neck_side_bending",
        "side": "right",
        "way": "passive",
        "device": "phone",
    }
    with pytest.raises(UserError, match=f"^{field}: "):
        compare_motion(motion(50), motion(50, **{field: other[field]}))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"degrees": math.nan}, "degrees"),
        ({"degrees": 400}, "degrees"),
        ({"degrees": -31}, "degrees"),
        ({"degrees": "fifty"}, "degrees"),
        ({"movement": "neck_rotate"}, "movement"),
        ({"side": "midline"}, "side"),
        ({"way": "both"}, "way"),
        ({"device": "ruler"}, "device"),
    ],
)
def test_bad_input_is_refused_with_the_field_and_a_remedy(
    changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(UserError, match=f"^{field}: ") as refused:
        motion(**{"degrees": 50, **changed})
    assert refused.value.remedy


def test_a_joint_that_does_not_reach_neutral_is_a_negative_number() -> None:
    assert motion(-10, movement="knee_extension", device="goniometer").degrees == -10


def test_every_error_has_a_verified_source() -> None:
    references = load_references()
    for movement in load_movements().values():
        for published in movement.errors:
            assert published.way in WAYS
            assert set(published.devices) <= set(DEVICES)
            assert any(references[source].verified for source in published.error.sources)
