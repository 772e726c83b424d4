"""M4, the full tissue loop: what therapists tell of a tight band, as equations that can fail.

Tone squeezes vessels, oxygen falls short, lactate gathers, pain is sensitised, tone rises; a press
stops the flow, creeps, and lets tone go. See `loop/equations.py`. Soreness is that of all models.
"""

from __future__ import annotations

import numpy as np

from palpate.evidence import UserError
from palpate.physiology.checks import Array
from palpate.physiology.ladder.model import SORENESS, Load, Values
from palpate.physiology.ladder.soreness import SECONDS_PER_MINUTE, advance_soreness
from palpate.physiology.loop import (
    DERIVED,
    IN_SECONDS,
    INHIBITION,
    PARAMETERS,
    RELATIVE,
    SENSITISATION,
    STATES,
    TONE,
    integrate_all,
    production,
    untreated,
)

LATENT = 0.3
"""A latent point is placed this far from the healthy state to the one of most tone."""


class TissueLoop:
    """State: two stages of soreness, then the seven states of the loop."""

    id = "M4"
    name = "tissue loop"
    width = SORENESS + len(STATES)

    def prepare(self, values: Values, point: str) -> dict[str, Array]:
        """Return basal production, the untreated state of the point, and its tenderness."""
        table = parameter_table({**values, **dict.fromkeys(DERIVED, values["threshold"])})
        made = np.array([production(row) for row in table])
        table[:, PARAMETERS.index("production")] = made
        high, low = np.zeros((len(table), len(STATES))), np.zeros((len(table), len(STATES)))
        untreated(table, high, low)
        share = {"active": 1.0, "latent": LATENT, "healthy": 0.0}[point]
        rest = low + share * (high - low)
        found = {f"rest_{name}": rest[:, k] for k, name in enumerate(STATES)}
        return {**found, "production": made, "rest_tenderness": _tenderness(values, rest)}

    def rest(self, values: Values) -> Array:
        """Untreated: the equilibrium of most tone at an active point, of least at a healthy one."""
        state = np.zeros((len(values["threshold"]), self.width))
        for k, name in enumerate(STATES):
            state[:, SORENESS + k] = values[f"rest_{name}"]
        return state

    def advance(self, values: Values, state: Array, load: Load, seconds: float) -> Array:
        """Integrate the loop under a constant load. Raises UserError when it cannot be done."""
        found = np.empty_like(state)
        found[:, :SORENESS] = advance_soreness(values, state, load, seconds)
        loop = state[:, SORENESS:].copy()
        pressed = np.ascontiguousarray(load.equivalent_kpa, dtype=float)
        tissue = np.ascontiguousarray(load.tissue_kpa, dtype=float)
        minutes = seconds / SECONDS_PER_MINUTE
        if integrate_all(loop, minutes, tissue, pressed, parameter_table(values), RELATIVE) < 0:
            remedy = "Take numbers nearer to the central ones of `parameters.toml`."
            raise UserError("take too many steps.", remedy, "M4 parameters")
        found[:, SORENESS:] = loop
        return found

    def gain(self, values: Values, state: Array) -> Array:
        """The share by which the threshold is lifted now: inhibition and less tenderness."""
        loop = state[:, SORENESS:]
        eased = _tenderness(values, loop) / values["rest_tenderness"]
        gain: Array = (1.0 + loop[:, INHIBITION]) / eased - 1.0
        return gain

    def remote(self, values: Values, state: Array) -> Array | None:
        """Only inhibition reaches another place."""
        del values
        return state[:, SORENESS + INHIBITION]


def parameter_table(values: Values) -> Array:
    """Return parameters (n, k) in the order and the units of the equations: times in minutes."""
    table = np.column_stack([values[name] for name in PARAMETERS])
    for name in IN_SECONDS:
        table[:, PARAMETERS.index(name)] /= SECONDS_PER_MINUTE
    return table


def _tenderness(values: Values, loop: Array) -> Array:
    tone = loop[:, TONE] / values["tone_reference"]
    chemical = values["chemical_weight"] * (loop[:, SENSITISATION] - 1.0)
    found: Array = 1.0 + chemical + values["tone_weight"] * tone
    return found
