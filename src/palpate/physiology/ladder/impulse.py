"""M1, saturating impulse: what counts is pressure times time, up to a limit.

`J' = pressure - J / fade`, gain = `impulse_gain * (1 - exp(-J / impulse_scale))`.
"""

from __future__ import annotations

import numpy as np

from palpate.physiology.checks import Array
from palpate.physiology.ladder.model import SORENESS, Load, Values
from palpate.physiology.ladder.soreness import SECONDS_PER_MINUTE, advance_soreness

IMPULSE = SORENESS


class SaturatingImpulse:
    """State: two stages of soreness, impulse in kPa min."""

    id = "M1"
    name = "saturating impulse"
    width = SORENESS + 1

    def prepare(self, values: Values, point: str) -> dict[str, Array]:
        """Nothing follows from the parameters."""
        del values, point
        return {}

    def rest(self, values: Values) -> Array:
        """Untreated: zero throughout."""
        return np.zeros((len(values["threshold"]), self.width))

    def advance(self, values: Values, state: Array, load: Load, seconds: float) -> Array:
        """Gather impulse while it fades; exact for any step."""
        found = np.empty_like(state)
        found[:, :SORENESS] = advance_soreness(values, state, load, seconds)
        left = np.exp(-seconds / (SECONDS_PER_MINUTE * values["impulse_fade"]))
        end = load.equivalent_kpa * values["impulse_fade"]
        found[:, IMPULSE] = end + (state[:, IMPULSE] - end) * left
        return found

    def gain(self, values: Values, state: Array) -> Array:
        """The share by which the threshold is lifted now."""
        risen = -np.expm1(-state[:, IMPULSE] / values["impulse_scale"])
        gain: Array = values["impulse_gain"] * risen
        return gain

    def remote(self, values: Values, state: Array) -> Array | None:
        """The model does not say where."""
        del values, state
        return None
