"""M0, constant effect: any press lifts the threshold by one share, which then fades."""

from __future__ import annotations

import numpy as np

from palpate.physiology.checks import Array
from palpate.physiology.ladder.model import SORENESS, Load, Values
from palpate.physiology.ladder.soreness import SECONDS_PER_MINUTE, advance_soreness

GAIN = SORENESS


class ConstantEffect:
    """State: two stages of soreness, gain."""

    id = "M0"
    name = "constant effect"
    width = SORENESS + 1

    def prepare(self, values: Values, point: str) -> dict[str, Array]:
        """Nothing follows from the parameters."""
        del values, point
        return {}

    def rest(self, values: Values) -> Array:
        """Untreated: zero throughout."""
        return np.zeros((len(values["threshold"]), self.width))

    def advance(self, values: Values, state: Array, load: Load, seconds: float) -> Array:
        """Pressed, the whole effect at once; at rest it fades exponentially."""
        found = np.empty_like(state)
        found[:, :SORENESS] = advance_soreness(values, state, load, seconds)
        faded = np.exp(-seconds / (SECONDS_PER_MINUTE * values["effect_fade"]))
        pressed = load.equivalent_kpa > 0
        full = values["effect"] if seconds > 0 else state[:, GAIN]
        found[:, GAIN] = np.where(pressed, full, state[:, GAIN] * faded)
        return found

    def gain(self, values: Values, state: Array) -> Array:
        """The share by which the threshold is lifted now."""
        del values
        return state[:, GAIN]

    def remote(self, values: Values, state: Array) -> Array | None:
        """The model does not say where."""
        del values, state
        return None
