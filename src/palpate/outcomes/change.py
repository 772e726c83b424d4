"""What changed between two drawings, told apart from the scatter of drawing twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from palpate.anatomy import Body, load_regions
from palpate.anatomy.regions import SIDES
from palpate.assessment import BEYOND, WITHIN
from palpate.outcomes.drawing import Drawing, read_drawing
from palpate.outcomes.repeatability import Repeatability, repeatability_for

Floats = npt.NDArray[np.float64]
Place = tuple[str, str]
CM2 = 1e4
"""Square centimetres in a square metre."""
CM = 100.0


@dataclass(frozen=True)
class SideChange:
    """Painted area of one side of the body, cm2."""

    before_cm2: float
    after_cm2: float


@dataclass(frozen=True)
class DrawingChange:
    """Two drawings compared. Areas are those of the one canonical body, not of the client's own.

    `area_difference` is a share of the mean of both areas; `overlap` is the Jaccard overlap by
    area; `centroid_shift_cm` is the straight way between the centres, None where one drawing is
    empty. `load` sums intensity times area in cm2: no error was published for it.
    """

    before_cm2: float
    after_cm2: float
    before_share: float
    after_share: float
    area_difference: float
    overlap: float
    centroid_shift_cm: float | None
    load_before: float
    load_after: float
    mean_intensity_before: float
    mean_intensity_after: float
    gained: tuple[Place, ...]
    lost: tuple[Place, ...]
    qualities_gained: tuple[str, ...]
    qualities_lost: tuple[str, ...]
    sides: Mapping[str, SideChange]
    area_verdict: str
    place_verdict: str
    repeatability: Repeatability

    @property
    def measurable(self) -> bool:
        """Whether size or place changed by more than drawing twice does."""
        return BEYOND in (self.area_verdict, self.place_verdict)

    @property
    def verdict(self) -> str:
        """One phrase for the whole comparison."""
        return BEYOND if self.measurable else WITHIN


def drawing_change(body: Body, before: object, after: object) -> DrawingChange:
    """Compare two `pain` lists of a case. Raises UserError for a drawing that cannot be read."""
    first, second = read_drawing(body, before), read_drawing(body, after)
    known = repeatability_for(_main_area(body, first, second))
    areas = [_area(body, drawing.painted) for drawing in (first, second)]
    loads = [float(drawing.intensity @ body.patch_area) * CM2 for drawing in (first, second)]
    difference = _relative(*areas)
    overlap = _overlap(body, first, second)
    whole = float(body.patch_area.sum()) * CM2
    return DrawingChange(
        before_cm2=areas[0],
        after_cm2=areas[1],
        before_share=areas[0] / whole,
        after_share=areas[1] / whole,
        area_difference=difference,
        overlap=overlap,
        centroid_shift_cm=_shift(body, first, second),
        load_before=loads[0],
        load_after=loads[1],
        mean_intensity_before=loads[0] / areas[0] if areas[0] else 0.0,
        mean_intensity_after=loads[1] / areas[1] if areas[1] else 0.0,
        gained=_newly(body, first, second),
        lost=_newly(body, second, first),
        qualities_gained=tuple(sorted(second.qualities - first.qualities)),
        qualities_lost=tuple(sorted(first.qualities - second.qualities)),
        sides=_sides(body, first, second),
        area_verdict=BEYOND if abs(difference) > known.extent else WITHIN,
        place_verdict=BEYOND if overlap < known.overlap else WITHIN,
        repeatability=known,
    )


def _area(body: Body, painted: npt.NDArray[np.bool_]) -> float:
    return float(body.patch_area[painted].sum()) * CM2


def _relative(before: float, after: float) -> float:
    """Difference as a share of the mean, -2 to 2; 0 where both are empty."""
    mean = (before + after) / 2
    return (after - before) / mean if mean else 0.0


def _overlap(body: Body, one: Drawing, other: Drawing) -> float:
    """Jaccard overlap by area; two empty drawings are alike."""
    either = _area(body, one.painted | other.painted)
    return _area(body, one.painted & other.painted) / either if either else 1.0


def _shift(body: Body, one: Drawing, other: Drawing) -> float | None:
    if not one.painted.any() or not other.painted.any():
        return None
    return float(np.linalg.norm(_centre(body, other) - _centre(body, one))) * CM


def _centre(body: Body, drawing: Drawing) -> Floats:
    weight = body.patch_area * drawing.painted
    return np.asarray(weight @ body.patch_centre / weight.sum())


def _regions(body: Body, drawing: Drawing) -> frozenset[int]:
    return frozenset(int(place) for place in body.patch_region[drawing.painted])


def _newly(body: Body, one: Drawing, other: Drawing) -> tuple[Place, ...]:
    """Regions painted in the other drawing only, in the order of the body."""
    return tuple(body.region_keys[k] for k in sorted(_regions(body, other) - _regions(body, one)))


def _sides(body: Body, one: Drawing, other: Drawing) -> Mapping[str, SideChange]:
    on = np.array([SIDES.index(side) for _, side in body.region_keys])[body.patch_region]
    found = {}
    for place, side in enumerate(SIDES):
        here = on == place
        before, after = (_area(body, drawing.painted & here) for drawing in (one, other))
        found[side] = SideChange(before, after)
    return MappingProxyType(found)


def _main_area(body: Body, one: Drawing, other: Drawing) -> str:
    """Area of the body in which most of both drawings lies; empty where nothing is painted."""
    area_of = {region.id: region.area for region in load_regions()}
    weight = body.patch_area * (one.painted.astype(float) + other.painted)
    sums: dict[str, float] = {}
    by_region = np.bincount(body.patch_region, weight, len(body.region_keys))
    for (region, _), value in zip(body.region_keys, by_region, strict=True):
        sums[area_of[region]] = sums.get(area_of[region], 0.0) + float(value)
    main = max(sums, key=lambda area: sums[area])
    return main if sums[main] > sum(sums.values()) / 2 else ""


def summary(change: DrawingChange) -> dict[str, Any]:
    """Return the figures as plain JSON values, rounded to what they can bear."""
    known = change.repeatability
    return {
        "before_cm2": round(change.before_cm2),
        "after_cm2": round(change.after_cm2),
        "before_percent": round(change.before_share * 100, 1),
        "after_percent": round(change.after_share * 100, 1),
        "area_difference_percent": round(change.area_difference * 100),
        "area_error_percent": round(known.extent * 100),
        "area_verdict": change.area_verdict,
        "overlap": round(change.overlap, 2),
        "overlap_expected": round(known.overlap, 2),
        "place_verdict": change.place_verdict,
        "verdict": change.verdict,
        "note": known.note,
        "sources": list(known.citations),
    }
