"""Patterns as vectors over the regions of the body, so that they can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from palpate.anatomy import Body
from palpate.knowledge import Source, Zone
from palpate.reasoning.pattern import zone_sides

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Felt:
    """How strongly a source on one side is felt in one region on one side."""

    region: str
    side: str
    weight: float
    essential: bool


def felt(body: Body, source: Source) -> Iterator[Felt]:
    """Every region and side that a source reaches; a region named twice counts once, stronger."""
    strongest: dict[tuple[str, str], Zone] = {}
    for zone in source.referral.zones:
        for side in zone_sides(body, zone, source.side):
            known = strongest.get((zone.region, side))
            if known is None or zone.weight > known.weight:
                strongest[zone.region, side] = zone
    for (region, side), zone in strongest.items():
        yield Felt(region, side, zone.weight, zone.essential)


def vector(body: Body, source: Source) -> Floats:
    """Weight of a source in every place of `body.region_keys` (R,)."""
    places = {key: number for number, key in enumerate(body.region_keys)}
    weights = np.zeros(len(places))
    for each in felt(body, source):
        weights[places[each.region, each.side]] = each.weight
    return weights
