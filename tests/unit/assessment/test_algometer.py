"""Three repetitions, their scatter, and what two readings show."""

from __future__ import annotations

import math
from typing import Any

import pytest

from palpate.anatomy import load_regions
from palpate.assessment import (
    BEYOND,
    WITHIN,
    Algometer,
    compare_readings,
    pressure_kpa,
    pressure_to,
    side_difference,
)
from palpate.assessment.algometer import EXAMINERS, published
from palpate.evidence import UserError


def reading(*values: float, **changed: Any) -> Algometer:
    given: dict[str, Any] = {
        "region": "neck_back",
        "side": "left",
        "values": list(values) or [20.0, 22.0, 24.0],
        "unit": "N",
        "tip_area_cm2": 1.0,
    }
    given["region"] = next(r.id for r in load_regions() if r.area == "neck" and "left" in r.sides)
    return Algometer.read(**{**given, **changed})


def test_a_force_becomes_a_pressure_through_the_area_of_the_tip() -> None:
    assert pressure_kpa(10, "N", 1.0) == pytest.approx(100)
    assert pressure_kpa(10, "N", 0.5) == pytest.approx(200)
    assert pressure_kpa(1, "kgf", 1.0) == pytest.approx(98.0665)
    assert pressure_kpa(1, "kgf/cm2", 0.5) == pytest.approx(98.0665)
    assert pressure_to(pressure_kpa(3.2, "kgf/cm2", 1.0), "kgf/cm2") == pytest.approx(3.2)
    assert pressure_to(100, "N/cm2") == pytest.approx(10)


def test_mean_variation_and_standard_error_of_three_repetitions() -> None:
    one = reading(20, 22, 24)
    assert one.mean_kpa == pytest.approx(220)
    assert one.variation == pytest.approx(20 / 220)
    assert one.standard_error_kpa == pytest.approx(20 / math.sqrt(3))
    assert one.mean_in("N/cm2") == pytest.approx(22)
    assert reading(0, 0, 0).variation == 0


def test_the_published_error_of_the_neck_is_used_and_named() -> None:
    error = reading().error()
    assert error.smallest_change == pytest.approx(1.29 * 98.0665)
    assert error.smallest_change == pytest.approx(1.96 * math.sqrt(2) * error.standard_error, 1e-4)
    assert error.grade == "limited"
    assert "Antonaci" in error.citations[0]


def test_a_reading_that_scatters_more_than_published_gets_a_wider_error() -> None:
    wide = reading(10, 40, 70)
    assert wide.error().smallest_change > reading().error().smallest_change
    assert "Widened" in wide.error().note


def test_the_gain_of_a_usual_treatment_is_inside_the_error_of_one_person() -> None:
    change = compare_readings(reading(20, 20, 20), reading(22.8, 22.8, 22.8))
    assert change.difference_kpa == pytest.approx(28)
    assert change.verdict == WITHIN
    assert compare_readings(reading(20, 20, 20), reading(34, 34, 34)).verdict == BEYOND


def test_another_examiner_makes_the_error_larger() -> None:
    before, after = reading(20, 20, 20), reading(34, 34, 34)
    assert compare_readings(before, after, same_examiner=False).verdict == WITHIN


def test_sides_are_compared_with_the_error_of_side_differences() -> None:
    difference = side_difference(reading(40, 40, 40), reading(20, 20, 20, side="right"))
    assert difference.verdict == BEYOND
    assert difference.share == pytest.approx(2 / 3)
    with pytest.raises(UserError, match="two sides"):
        side_difference(reading(), reading())


def test_thresholds_under_different_tips_are_not_compared() -> None:
    with pytest.raises(UserError, match="different tips"):
        compare_readings(reading(), reading(tip_area_cm2=0.5))


@pytest.mark.parametrize("region", [region.id for region in load_regions()])
@pytest.mark.parametrize("examiner", EXAMINERS)
def test_every_region_has_an_error_with_a_source(region: str, examiner: str) -> None:
    error = published(region, examiner)
    assert error.smallest_change > 0
    assert error.sources
    assert error.note


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"tip_area_cm2": 0}, "tip_area_cm2"),
        ({"tip_area_cm2": -1}, "tip_area_cm2"),
        ({"tip_area_cm2": math.nan}, "tip_area_cm2"),
        ({"values": [1, 2]}, "values"),
        ({"values": [1, 2, 3, 4]}, "values"),
        ({"values": [1, -2, 3]}, r"values\[1\]"),
        ({"values": [1, 2, math.nan]}, r"values\[2\]"),
        ({"values": [1, 2, math.inf]}, r"values\[2\]"),
        ({"values": [1, 2, 9999]}, r"values\[2\]"),
        ({"values": [True, 2, 3]}, r"values\[0\]"),
        ({"unit": "psi"}, "unit"),
        ({"side": "both"}, "side"),
        ({"region": "nowhere"}, "region"),
    ],
)
def test_bad_input_is_refused_with_the_field_and_a_remedy(
    changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(UserError, match=f"^{field}: ") as refused:
        reading(**changed)
    assert refused.value.remedy
