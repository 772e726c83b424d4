"""Patterns agree with what was measured in people, the zones that never hurt included."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import binomtest
from tests.support import Desk

from palpate.knowledge import Source
from palpate.reasoning import pattern

FILE = Path(__file__).parent / "measured_referral.toml"
DATA = tomllib.loads(FILE.read_text(encoding="utf-8"))
NAMES = [f"{row['structure']}: {row['zone']}" for row in DATA["measured"]]
FACE = [
    "forehead",
    "eyebrow",
    "temple",
    "orbit",
    "preauricular",
    "cheekbone",
    "cheek",
    "upper_teeth",
    "lower_teeth",
    "jaw_body",
    "chin",
    "nose",
    "mouth",
]
NECK = [
    "neck_side",
    "neck_back",
    "neck_front",
    "cervical_spine",
    "suboccipital",
    "occiput",
    "mastoid",
    "shoulder_top",
    "jaw_angle",
    "scapula_supraspinous",
]


def sources(desk: Desk, structure: str) -> list[Source]:
    """The sites of a structure on the left."""
    found = [s for s in desk.knowledge.sources if s.structure == structure and s.side == "left"]
    assert found, structure
    return found


def shares(desk: Desk, source: Source, regions: list[str]) -> dict[str, float]:
    """Predicted share of people who feel pain in each region, on any side."""
    weight = pattern(desk.body, source).weight
    patches = np.array([desk.body.region_of(k)[0] for k in range(weight.size)])
    return {region: float(weight[patches == region].max(initial=0)) for region in regions}


def predicted(desk: Desk, structure: str, regions: list[str]) -> tuple[float, float]:
    """Share who feel pain somewhere in the zone: if regions hurt together, and if at random.

    Of a muscle with several points, that of the point that reaches the zone best.
    """
    together, apart = 0.0, 0.0
    for source in sources(desk, structure):
        values = np.array(list(shares(desk, source, regions).values()))
        together = max(together, values.max())
        apart = max(apart, 1 - np.prod(1 - values))
    return together, apart


def bounds(row: dict[str, Any]) -> tuple[float, float]:
    """Shares that the measurement allows: the exact 95 % interval of a count, or the words'."""
    if "felt" not in row:
        return row.get("least", 0.0), row.get("most", 1.0)
    low = binomtest(row["felt"], row["people"]).proportion_ci(0.95, "exact").low
    most = row.get("felt_at_most", row["felt"])
    return low, binomtest(most, row["people"]).proportion_ci(0.95, "exact").high


@pytest.mark.parametrize("row", DATA["measured"], ids=NAMES)
def test_the_predicted_share_is_one_that_the_measurement_allows(
    desk: Desk, row: dict[str, Any]
) -> None:
    low, high = bounds(row)
    together, apart = predicted(desk, row["structure"], row["regions"])
    assert apart >= low, f"predicts at most {apart:.2f}, measured at least {low:.2f}"
    assert together <= high, f"predicts at least {together:.2f}, measured at most {high:.2f}"


NEVER = [row for row in DATA["measured"] if row.get("felt") == 0]


@pytest.mark.parametrize("row", NEVER, ids=[f"{r['structure']}: {r['zone']}" for r in NEVER])
def test_where_nobody_felt_pain_nothing_is_predicted(desk: Desk, row: dict[str, Any]) -> None:
    assert predicted(desk, row["structure"], row["regions"]) == (0.0, 0.0)


SPREAD = [(name, row["area"]) for row in DATA["spread"] for name in row["structures"]]


@pytest.mark.parametrize(("structure", "area"), SPREAD)
def test_jaw_muscles_spread_over_the_face_and_neck_muscles_over_the_neck(
    desk: Desk, structure: str, area: str
) -> None:
    for source in sources(desk, structure):
        face = sum(shares(desk, source, FACE).values())
        neck = sum(shares(desk, source, NECK).values())
        assert (face > neck) == (area == "face"), source.id


def test_every_measured_structure_is_a_source_and_names_its_study() -> None:
    assert len(DATA["measured"]) >= 25
    for row in DATA["measured"]:
        assert row["source"]
        assert row["stimulus"]
        assert ("felt" in row) == ("people" in row)
        assert "felt" in row or "least" in row or "most" in row


def test_a_measured_pattern_is_graded_above_convention(desk: Desk) -> None:
    for structure in {row["structure"] for row in DATA["measured"]}:
        grades = [s.referral.support.grade for s in sources(desk, structure)]
        assert any(grade.needs_support for grade in grades), structure
