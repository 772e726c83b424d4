from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palpate.anatomy import Body, Site, load_body, load_landmarks, parse_site, place
from palpate.anatomy.site import DIRECTIONS, SURFACES
from palpate.evidence import UserError

MIRROR = np.array([-1.0, 1.0, 1.0])
NAMES = sorted(load_landmarks())
SIDED = sorted(name for name, mark in load_landmarks().items() if len(mark.sides) == 2)

steps = st.lists(
    st.fixed_dictionaries(
        {
            "direction": st.sampled_from(DIRECTIONS),
            "cm": st.floats(0, 6, allow_nan=False),
        }
    ),
    max_size=2,
)
sites = st.fixed_dictionaries(
    {
        "from": st.sampled_from(NAMES),
        "to": st.sampled_from(SIDED) | st.sampled_from(SIDED).map("opposite:{}".format),
        "fraction": st.floats(0, 1, allow_nan=False),
        "surface": st.sampled_from(SURFACES),
        "offset": steps,
    }
)


@given(sites)
def test_right_site_mirrors_the_left_and_lies_on_the_skin(written: dict[str, object]) -> None:
    body = load_body()
    site = parse_site(written)
    left, right = place(body, site, "left"), place(body, site, "right")
    np.testing.assert_array_equal(left, right * MIRROR)
    nearest, _ = body.surface.nearest(left)
    assert np.linalg.norm(nearest - left) < 1e-4


@pytest.mark.parametrize("side", ["left", "right"])
def test_site_on_a_landmark_is_the_landmark(body: Body, side: str) -> None:
    found = place(body, parse_site({"at": "acromion_tip"}), side)
    np.testing.assert_allclose(found, body.landmarks[f"acromion_tip.{side}"], atol=1e-9)


def test_opposite_landmark_is_taken_from_the_other_side(body: Body) -> None:
    found = place(body, parse_site({"at": "opposite:nipple"}), "left")
    np.testing.assert_allclose(found, body.landmarks["nipple.right"], atol=1e-9)


def test_named_side_holds_on_a_midline_source(body: Body) -> None:
    found = place(body, parse_site({"at": "right:costal_margin_mid"}), "midline")
    np.testing.assert_allclose(found, body.landmarks["costal_margin_mid.right"], atol=1e-9)


def test_surface_says_which_way_to_go_to_the_skin(body: Body) -> None:
    between = {"from": "nipple", "to": "scapula_inferior_angle", "fraction": 0.5}
    front = place(body, parse_site({**between, "surface": "anterior"}), "left")
    back = place(body, parse_site({**between, "surface": "posterior"}), "left")
    assert front[2] > 0.05
    assert back[2] < -0.05
    np.testing.assert_allclose(front[:2], back[:2], atol=1e-9)


@pytest.mark.parametrize(
    ("direction", "axis", "sign"),
    [("up", 1, 1), ("down", 1, -1), ("lateral", 0, 1), ("medial", 0, -1)],
)
def test_offset_walks_along_the_skin(body: Body, direction: str, axis: int, sign: int) -> None:
    start = np.array(body.landmarks["nipple.left"])
    site = parse_site({"at": "nipple", "offset": [{"direction": direction, "cm": 3}]})
    gone = place(body, site, "left") - start
    assert 0.02 < np.linalg.norm(gone) < 0.035
    assert sign * gone[axis] > 0.015


def test_trigger_point_of_upper_trapezius_is_on_top_of_the_shoulder(body: Body) -> None:
    site = parse_site({"from": "c7_spinous", "to": "acromion_tip", "fraction": 0.5})
    region, side = body.region_of(body.nearest_patch(place(body, site, "right")))
    assert region in ("shoulder_top", "scapula_supraspinous")
    assert side == "right"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"at": "trapus"}, "'tragus'"),
        ({"at": "beside:tragus"}, "unknown prefix"),
        ({"from": "tragus"}, "site: is not complete"),
        ({"at": "tragus", "to": "gonion"}, "both"),
        ({"at": "tragus", "fraktion": 1}, "fraktion"),
        ({"from": "tragus", "to": "gonion", "fraction": 7}, "site.fraction"),
        ({"at": "tragus", "surface": "inside"}, "site.surface"),
        ({"at": "tragus", "offset": [{"direction": "north", "cm": 1}]}, "site.offset.direction"),
        ({"at": "tragus", "offset": [{"direction": "up", "cm": -1}]}, "site.offset.cm"),
        ({"at": 3}, "site.at"),
    ],
)
def test_wrong_site_is_a_clear_error(written: dict[str, object], message: str) -> None:
    with pytest.raises(UserError, match=message):
        parse_site(written)


def test_sided_landmark_on_a_midline_source_is_an_error(body: Body) -> None:
    with pytest.raises(UserError, match="needs a side"):
        place(body, Site("tragus", "tragus"), "midline")
    with pytest.raises(UserError, match="unknown side"):
        place(body, Site("tragus", "tragus"), "both")
    with pytest.raises(UserError, match="unknown landmark"):
        place(body, Site("trapus", "trapus"), "left")
