"""M3, inhibition and release of tone: creep under the hand lets the band's tone go.

Creep `e' = (tissue / reference - e) / creep_time`; tone, as a share of its untreated value,
`u' = (1 - u) / recovery - release * e * u`. Tone carries a share of the tenderness:
`threshold = untreated * (1 + A) / (1 - tone_share * (1 - u))`, so that `u = 1` gives the
untreated threshold. Given creep in closed form, tone is an integral, taken by Gauss and Legendre
while creep still moves, and exact afterwards.
"""

from __future__ import annotations

import numpy as np

from palpate.physiology.checks import Array
from palpate.physiology.ladder.inhibition import inhibit
from palpate.physiology.ladder.model import SORENESS, Load, Values
from palpate.physiology.ladder.soreness import SECONDS_PER_MINUTE, advance_soreness

INHIBITION, CREEP, TONE = SORENESS, SORENESS + 1, SORENESS + 2
NODES, WEIGHTS = np.polynomial.legendre.leggauss(40)
SETTLED = 25.0
"""Creep times after which creep has come to its end, within 1e-11."""


class ToneRelease:
    """State: two stages of soreness, inhibition, creep, tone as a share of the untreated."""

    id = "M3"
    name = "inhibition and tone release"
    width = SORENESS + 3

    def prepare(self, values: Values, point: str) -> dict[str, Array]:
        """Nothing follows from the parameters."""
        del values, point
        return {}

    def rest(self, values: Values) -> Array:
        """Untreated: full tone, all else zero."""
        state = np.zeros((len(values["threshold"]), self.width))
        state[:, TONE] = 1.0
        return state

    def advance(self, values: Values, state: Array, load: Load, seconds: float) -> Array:
        """Step all states under a constant load."""
        found = np.empty_like(state)
        found[:, :SORENESS] = advance_soreness(values, state, load, seconds)
        found[:, INHIBITION] = inhibit(values, state[:, INHIBITION], load, seconds)
        end = load.tissue_kpa / values["creep_reference"]
        found[:, CREEP], found[:, TONE] = _release(values, state, end, seconds)
        return found

    def gain(self, values: Values, state: Array) -> Array:
        """The share by which the threshold is lifted now."""
        eased = 1.0 - values["tone_share"] * (1.0 - state[:, TONE])
        gain: Array = (1.0 + state[:, INHIBITION]) / eased - 1.0
        return gain

    def remote(self, values: Values, state: Array) -> Array | None:
        """Only inhibition reaches another place."""
        del values
        return state[:, INHIBITION]


def _release(values: Values, state: Array, end: Array, seconds: float) -> tuple[Array, Array]:
    """Creep and tone (n,) after a step; `end` is where creep is going."""
    creep, tone = state[:, CREEP], state[:, TONE]
    times = values["creep_time"]
    moving = np.minimum(seconds, SETTLED * times)
    tone = _while_creeping(values, creep, tone, end, moving)
    creep = end + (creep - end) * np.exp(-seconds / times)
    recovery = SECONDS_PER_MINUTE * values["tone_recovery"]
    rate = 1.0 / recovery + values["release_rate"] / SECONDS_PER_MINUTE * end
    level = 1.0 / (recovery * rate)
    return creep, level + (tone - level) * np.exp(-rate * (seconds - moving))


def _while_creeping(values: Values, creep: Array, tone: Array, end: Array, seconds: Array) -> Array:
    """Tone after `seconds` (n,) in which creep moves: an integrating factor and a quadrature."""
    times, recovery = values["creep_time"], SECONDS_PER_MINUTE * values["tone_recovery"]
    release = values["release_rate"] / SECONDS_PER_MINUTE

    def exponent(at: Array) -> Array:
        """Integral from 0 to `at` of the rate at which tone is lost."""
        crept = end * at + (creep - end) * times * -np.expm1(-at / times)
        found: Array = at / recovery + release * crept
        return found

    total = exponent(seconds)
    at = 0.5 * seconds * (1.0 + NODES[:, None])
    regained = WEIGHTS @ np.exp(exponent(at) - total)
    found: Array = tone * np.exp(-total) + 0.5 * seconds / recovery * regained
    return found
