"""Zones of a source become probabilities on patches, on the right side of the body."""

from dataclasses import replace

import numpy as np
import pytest
from tests.support import Desk

from palpate.knowledge import Knowledge, Source, Zone
from palpate.reasoning import pattern


@pytest.fixture(scope="module")
def source(knowledge: Knowledge) -> Source:
    return next(s for s in knowledge.sources if s.id == "temporalis.1.left")


def with_zones(source: Source, *zones: Zone, side: str = "left") -> Source:
    return replace(source, side=side, referral=replace(source.referral, zones=zones))


def zone(region: str, weight: float, side: str = "same", **more: object) -> Zone:
    return Zone(region, weight, side, more.get("focus", ()), more.get("essential", True))  # type: ignore[arg-type]


def painted(desk: Desk, source: Source) -> dict[tuple[str, str], float]:
    """Highest weight of each region that the pattern touches."""
    weight = pattern(desk.body, source).weight
    found: dict[tuple[str, str], float] = {}
    for patch in np.flatnonzero(weight):
        key = desk.body.region_of(int(patch))
        found[key] = max(found.get(key, 0.0), float(weight[patch]))
    return found


@pytest.mark.parametrize(
    ("side", "own", "sides"),
    [
        ("same", "left", {"left"}),
        ("same", "right", {"right"}),
        ("opposite", "left", {"right"}),
        ("both", "right", {"left", "right"}),
        ("right", "midline", {"right"}),
        ("same", "midline", {"left", "right"}),
    ],
)
def test_a_zone_lies_on_the_side_it_says(
    desk: Desk, source: Source, side: str, own: str, sides: set[str]
) -> None:
    found = painted(desk, with_zones(source, zone("temple", 0.5, side), side=own))
    assert found == {("temple", each): 0.5 for each in sides}


def test_a_midline_region_is_reached_from_either_side(desk: Desk, source: Source) -> None:
    for own in ("left", "right"):
        found = painted(desk, with_zones(source, zone("sternum_upper", 0.4), side=own))
        assert found == {("sternum_upper", "midline"): 0.4}


def test_where_zones_overlap_the_stronger_counts(desk: Desk, source: Source) -> None:
    both = with_zones(source, zone("temple", 0.7), zone("temple", 0.2, essential=False))
    assert painted(desk, both) == {("temple", "left"): 0.7}
    assert pattern(desk.body, both).spillover.max() == 0.2


def test_a_focus_gathers_the_pain_near_its_landmark(desk: Desk, source: Source) -> None:
    focused = with_zones(source, zone("forearm_back_upper", 0.8, focus=("lateral_epicondyle",)))
    weight = pattern(desk.body, focused).weight
    patches = desk.body.patches_of("forearm_back_upper", "left")
    mark = np.array(desk.body.landmarks["lateral_epicondyle.left"])
    gaps = np.linalg.norm(desk.body.patch_centre[patches] - mark, axis=1)
    order = np.argsort(gaps)
    assert weight[patches[order[0]]] == pytest.approx(0.8)
    assert np.all(np.diff(weight[patches[order]]) <= 1e-9)
    assert weight[patches].min() >= 0.35 * 0.8


def test_the_right_pattern_is_the_mirror_image_of_the_left(desk: Desk) -> None:
    sources = {s.id: s for s in desk.knowledge.sources}
    for name, left in sources.items():
        if left.side == "left" and f"{name[:-5]}.right" in sources:
            right = sources[f"{name[:-5]}.right"]
            np.testing.assert_allclose(
                pattern(desk.body, right).weight[desk.body.mirror_patch],
                pattern(desk.body, left).weight,
                atol=1e-9,
                err_msg=name,
            )
