"""A referral pattern laid over the patches of the body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    layers = {True: np.zeros(len(body.patch_ids)), False: np.zeros(len(body.patch_ids))}
    for essential, layer in layers.items():
        zones = (zone for zone in source.referral.zones if zone.essential is essential)
        weights = strongest(body, zones, source.side)
        layer[list(weights)] = list(weights.values())
    return Pattern(layers[True], layers[False])


def strongest(body: Body, zones: Iterable[Zone], own: str) -> dict[int, float]:
    """Probability of each patch that the zones reach, for a source on side `own`."""
    found: dict[int, float] = {}
    for zone in zones:
        for side in zone_sides(body, zone, own):
            patches = body.patches_of(zone.region, side)
            for patch, weight in zip(
                patches.tolist(), _faded(body, zone, side, patches), strict=True
            ):
                if weight > found.get(patch, 0.0):
                    found[patch] = weight
    return found


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


def _faded(body: Body, zone: Zone, side: str, patches: npt.NDArray[np.int32]) -> Sequence[float]:
    """Weight of each patch of a zone: even, or gathered near its focus."""
    if not zone.focus:
        return [zone.weight] * len(patches)
    points = np.array([_focus(body, name, side) for name in zone.focus])
    gaps = body.patch_centre[patches][:, None, :] - points[None, :, :]
    nearest = np.linalg.norm(gaps, axis=2).min(axis=1)
    nearest -= nearest.min()
    faded: list[float] = (zone.weight * (FLOOR + (1 - FLOOR) * np.exp(-nearest / FADE_M))).tolist()
    return faded


def _focus(body: Body, name: str, side: str) -> tuple[float, float, float]:
    prefix, _, landmark = name.rpartition(":")
    side = _OTHER[side] if prefix == "opposite" else side
    midline = body.landmarks.get(f"{landmark}.midline")
    return midline or body.landmarks[f"{landmark}.{side}"]
