"""Two drawings compared, and many laid over one another."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest

from palpate.anatomy import Body, load_body
from palpate.assessment import BEYOND, WITHIN
from palpate.evidence import UserError
from palpate.outcomes import drawing_change, heat_map, read_drawing, summary
from palpate.outcomes.repeatability import load_repeatability, repeatability_for

Json = dict[str, Any]


@pytest.fixture(scope="module")
def body() -> Body:
    return load_body()


def places(body: Body, side: str = "left", count: int = 3) -> list[str]:
    """Regions of the back on one side, so that no special figures apply."""
    return [region for region, own in body.region_keys if own == side][:count]


def region(name: str, side: str = "left", intensity: float = 6, *words: str) -> Json:
    return {"region": name, "side": side, "intensity": intensity, "qualities": list(words)}


def test_the_same_drawing_has_not_changed(body: Body) -> None:
    pain = [region(name) for name in places(body)]
    change = drawing_change(body, pain, pain)
    assert change.overlap == 1
    assert change.area_difference == 0
    assert change.centroid_shift_cm == 0
    assert change.verdict == WITHIN
    assert not change.gained
    assert not change.lost


def test_areas_are_those_of_the_patches(body: Body) -> None:
    name = places(body)[0]
    change = drawing_change(body, [], [region(name)])
    expected = float(body.patch_area[body.patches_of(name, "left")].sum()) * 1e4
    assert change.after_cm2 == pytest.approx(expected)
    assert change.after_share == pytest.approx(expected / (body.patch_area.sum() * 1e4))
    assert change.load_after == pytest.approx(6 * expected)
    assert change.mean_intensity_after == pytest.approx(6)
    assert change.sides["left"].after_cm2 == pytest.approx(expected)
    assert change.sides["right"].after_cm2 == 0
    assert change.centroid_shift_cm is None
    assert change.gained == ((name, "left"),)
    assert change.verdict == BEYOND


def test_pain_that_is_gone_is_a_measurable_change(body: Body) -> None:
    name = places(body)[0]
    change = drawing_change(body, [region(name)], [])
    assert change.area_verdict == BEYOND
    assert change.lost == ((name, "left"),)


def test_nothing_before_and_nothing_after_is_no_change(body: Body) -> None:
    change = drawing_change(body, [], [])
    assert change.verdict == WITHIN
    assert change.overlap == 1


def test_a_third_less_may_be_the_scatter_of_drawing_twice(body: Body) -> None:
    before, after = patches_of_area(body, 300), patches_of_area(body, 220)
    change = drawing_change(body, [before], [after])
    assert change.area_verdict == WITHIN
    assert change.verdict == WITHIN
    assert drawing_change(body, [before], [patches_of_area(body, 100)]).area_verdict == BEYOND


def patches_of_area(body: Body, wanted_cm2: float) -> Json:
    painted, area = {}, 0.0
    for patch, size in zip(body.patch_ids, body.patch_area, strict=True):
        if area >= wanted_cm2:
            break
        painted[patch] = 5
        area += float(size) * 1e4
    return {"patches": painted}


def test_pain_that_moved_to_the_other_side_is_a_measurable_change(body: Body) -> None:
    name = places(body)[0]
    change = drawing_change(body, [region(name)], [region(name, "right")])
    assert change.area_verdict == WITHIN
    assert change.place_verdict == BEYOND
    assert change.overlap == 0
    assert change.centroid_shift_cm is not None
    assert change.centroid_shift_cm > 1


def test_a_mirrored_body_gives_mirrored_figures(body: Body) -> None:
    first, second, *_ = places(body)
    left = drawing_change(body, [region(first)], [region(second)])
    right = drawing_change(body, [region(first, "right")], [region(second, "right")])
    assert left.sides["left"].after_cm2 == pytest.approx(right.sides["right"].after_cm2)
    assert left.overlap == pytest.approx(right.overlap)
    assert left.centroid_shift_cm == pytest.approx(right.centroid_shift_cm)


def test_words_that_came_and_went_are_named(body: Body) -> None:
    name = places(body)[0]
    change = drawing_change(
        body, [region(name, "left", 5, "ache")], [region(name, "left", 5, "burning")]
    )
    assert change.qualities_gained == ("burning",)
    assert change.qualities_lost == ("ache",)


def test_the_limits_are_those_of_the_study() -> None:
    usual = repeatability_for("low_back")
    assert usual.extent == pytest.approx(2335 / 6074.5)
    assert usual.overlap == pytest.approx(0.62 - 1.959964 * 0.18, abs=1e-4)
    assert repeatability_for("shoulder").overlap < usual.overlap
    assert all(entry.citations for entry in load_repeatability())


def test_the_summary_is_plain_json(body: Body) -> None:
    text = json.dumps(summary(drawing_change(body, [], [region(places(body)[0])])))
    assert "Leoni" in text


def test_a_heat_map_is_the_share_of_drawings(body: Body) -> None:
    name = places(body)[0]
    inside = body.patches_of(name, "left")
    drawings = [[region(name)], [], [region(name, "right")], [region(name, "both")]]
    share = heat_map(body, drawings)
    assert share[inside] == pytest.approx(0.5)
    assert float(share.max()) == pytest.approx(0.5)
    weighted = heat_map(body, drawings, [3, 0, 0, 1])
    assert weighted[inside] == pytest.approx(1)
    assert not heat_map(body, []).any()
    assert not heat_map(body, [[]], [0]).any()


@pytest.mark.parametrize("weights", [[1], [1, -1], [1, math.nan]])
def test_bad_weights_are_refused(body: Body, weights: list[float]) -> None:
    with pytest.raises(UserError, match="weights"):
        heat_map(body, [[], []], weights)


@pytest.mark.parametrize(
    "pain",
    [
        "temple",
        [3],
        [{"region": "nowhere", "side": "left"}],
        [{"patches": {"nowhere.left.1": 5}}],
        [{"patches": [1]}],
        [{"region": "temple", "side": "left", "intensity": 11}],
        [{"region": "temple", "side": "left", "intensity": math.nan}],
        [{"region": "temple", "side": "left", "qualities": ["odd"]}],
    ],
)
def test_a_drawing_that_cannot_be_read_is_refused_with_a_remedy(body: Body, pain: object) -> None:
    with pytest.raises(UserError) as refused:
        read_drawing(body, pain)
    assert refused.value.remedy


def test_the_stronger_of_two_entries_counts(body: Body) -> None:
    name = places(body)[0]
    drawing = read_drawing(body, {"pain": [region(name), region(name, "left", 9)]})
    assert np.unique(drawing.intensity[drawing.painted]).tolist() == [9]
