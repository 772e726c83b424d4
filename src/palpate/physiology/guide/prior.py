"""What is assumed of a site before the first word, from the parameters of the model M2."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from palpate.physiology.contact import PROBE_CM2, transfer
from palpate.physiology.parameters import load_parameters

SPREADS = ("threshold", "slope", "inhibition_max", "inhibition_on")
THUMB_CM2 = 3.0
CORNERS = np.linspace(-2, 2, 9)


@dataclass(frozen=True)
class Prior:
    """Medians and spreads, all but the offset on a log scale.

    Pressure is in kPa under a 1 cm2 tip that is felt alike. `threshold` starts pain; `slope` is
    points of pain per kPa above it; `inhibition_max` is the largest share by which a press can
    raise the threshold, `inhibition_on` and `inhibition_off` its times in seconds and
    `inhibition_power` its steepness. `scale` and `offset` say how a report differs from what is
    felt. The scale is set low, so that clients who say less than they feel are not hurt.
    """

    threshold: float = 143.0
    slope: float = 0.045
    inhibition_max: float = 0.44
    inhibition_on: float = 60.0
    inhibition_off: float = 1500.0
    inhibition_power: float = 2.0
    scale: float = 0.65
    spreads: tuple[float, ...] = (0.35, 0.4, 0.4, 0.3)
    scale_spread: float = 0.1
    offset_spread: float = 0.5


def prior_for(point: str) -> Prior:
    """The prior of an active, latent or healthy point; the depth of a point is uncertain too.

    Raises KeyError for another word.
    """
    known = load_parameters()
    names = (*SPREADS, "inhibition_off", "inhibition_power")
    values: dict[str, Any] = {name: known[name].values[point] for name in names}
    prior = replace(Prior(), **values)
    depth = known["depth"]
    depths = np.clip(depth.values[point] * np.exp(depth.spread * CORNERS), depth.low, depth.high)
    shares = np.log(transfer(THUMB_CM2, depths) / transfer(PROBE_CM2, depths))
    weights = np.exp(-0.5 * CORNERS**2)
    unsure = np.sqrt(np.cov(shares, aweights=weights, ddof=0))
    spreads = [known[name].spread for name in SPREADS]
    spreads[:2] = [float(np.hypot(spread, unsure)) for spread in spreads[:2]]
    return replace(prior, spreads=tuple(spreads))
