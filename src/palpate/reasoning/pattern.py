"""A referral pattern laid over the patches of the body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from palpate.anatomy import Body
from palpate.knowledge import Source, Zone

Floats = npt.NDArray[np.float64]

FADE_M = 0.06
"""Distance over which a zone with a focus fades to 1/e (metres)."""
FLOOR = 0.35
"""Share of a zone's weight that is left at its far end when it has a focus."""

_OTHER = {"left": "right", "right": "left", "midline": "midline"}


@dataclass(frozen=True, eq=False)
class Pattern:
    """Probability (P,) that each patch hurts when the source is active, by kind of zone."""

    essential: Floats
    spillover: Floats

    @property
    def weight(self) -> Floats:
        """Both kinds together (P,)."""
        return np.maximum(self.essential, self.spillover)


def pattern(body: Body, source: Source) -> Pattern:
    """Lay the zones of a source over the patches; where zones overlap the stronger counts."""
    essential, spillover = np.zeros(len(body.patch_ids)), np.zeros(len(body.patch_ids))
    for zone in source.referral.zones:
        target = essential if zone.essential else spillover
        for side in zone_sides(body, zone, source.side):
            patches = body.patches_of(zone.region, side)
            target[patches] = np.maximum(target[patches], _faded(body, zone, side, patches))
    return Pattern(essential, spillover)


def zone_sides(body: Body, zone: Zone, own: str) -> Iterator[str]:
    """The sides of the body on which a zone lies, for a source on side `own`."""
    if body.is_midline(zone.region):
        yield "midline"
    elif zone.side == "both" or (zone.side in ("same", "opposite") and own == "midline"):
        yield from ("left", "right")
    elif zone.side == "same":
        yield own
    elif zone.side == "opposite":
        yield _OTHER[own]
    else:
        yield zone.side


def _faded(body: Body, zone: Zone, side: str, patches: npt.NDArray[np.int32]) -> Floats:
    """Weight of each patch of a zone: even, or gathered near its focus."""
    if not zone.focus:
        return np.full(len(patches), zone.weight)
    points = np.array([_focus(body, name, side) for name in zone.focus])
    gaps = body.patch_centre[patches][:, None, :] - points[None, :, :]
    nearest = np.linalg.norm(gaps, axis=2).min(axis=1)
    nearest -= nearest.min()
    faded: Floats = zone.weight * (FLOOR + (1 - FLOOR) * np.exp(-nearest / FADE_M))
    return faded


def _focus(body: Body, name: str, side: str) -> tuple[float, float, float]:
    prefix, _, landmark = name.rpartition(":")
    side = _OTHER[side] if prefix == "opposite" else side
    midline = body.landmarks.get(f"{landmark}.midline")
    return midline or body.landmarks[f"{landmark}.{side}"]
