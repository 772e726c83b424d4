"""M2, central inhibition: painful pressure quietens pain everywhere, for a while.

Pressed: `A' = (A_end - A) / on` with `A_end = most * r^p / (1 + r^p)` and `r` the pressure as a
share of the untreated threshold. At rest: `A' = -A / off`. The threshold is lifted by A.
"""

from __future__ import annotations

import numpy as np

from palpate.physiology.checks import Array
from palpate.physiology.ladder.model import SORENESS, Load, Values
from palpate.physiology.ladder.soreness import advance_soreness

INHIBITION = SORENESS


def inhibit(values: Values, inhibition: Array, load: Load, seconds: float) -> Array:
    """Return inhibition (n,) after so many seconds under a constant load; exact."""
    strength = (load.equivalent_kpa / values["threshold"]) ** values["inhibition_power"]
    end = values["inhibition_max"] * strength / (1.0 + strength)
    pressed = load.equivalent_kpa > 0
    lasting = np.where(pressed, values["inhibition_on"], values["inhibition_off"])
    found: Array = end + (inhibition - end) * np.exp(-seconds / lasting)
    return found


class CentralInhibition:
    """State: two stages of soreness, inhibition."""

    id = "M2"
    name = "central inhibition"
    width = SORENESS + 1

    def prepare(self, values: Values, point: str) -> dict[str, Array]:
        """Nothing follows from the parameters."""
        del values, point
        return {}

    def rest(self, values: Values) -> Array:
        """Untreated: zero throughout."""
        return np.zeros((len(values["threshold"]), self.width))

    def advance(self, values: Values, state: Array, load: Load, seconds: float) -> Array:
        """Step soreness and inhibition; exact."""
        found = np.empty_like(state)
        found[:, :SORENESS] = advance_soreness(values, state, load, seconds)
        found[:, INHIBITION] = inhibit(values, state[:, INHIBITION], load, seconds)
        return found

    def gain(self, values: Values, state: Array) -> Array:
        """The share by which the threshold is lifted now."""
        del values
        return state[:, INHIBITION]

    def remote(self, values: Values, state: Array) -> Array | None:
        """Inhibition reaches every place alike."""
        return self.gain(values, state)
