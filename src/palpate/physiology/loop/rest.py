"""Where the loop stays: equilibria of an untreated muscle, by following tone."""

from __future__ import annotations

import numpy as np

from palpate.physiology.checks import Array
from palpate.physiology.jit import compiled
from palpate.physiology.loop.equations import PER_100_G, openness, positive, sensitised, toned
from palpate.physiology.loop.names import (
    ARTERIAL_LACTATE,
    ARTERIAL_SATURATION,
    BLOOD_OXYGEN,
    DILATION,
    DILATION_MAX,
    LACTATE,
    LACTATE_NORMAL,
    LACTATE_YIELD,
    PARTITION,
    PRODUCTION,
    RESTING_FLOW,
    RESTING_USE,
    SENSITISATION,
    STATES,
    STORE,
    STORE_REFERENCE,
    TONE,
    TONE_MAX,
    TONE_USE,
    USE_HALF,
)

HALVINGS = 50
GRID = 48


@compiled
def _blood(tone: float, p: Array, y: Array) -> float:
    """Write store and dilation at this tone into `y`; return the lactate that is missing oxygen's.

    Supply falls and use rises with the store, so halving finds where they meet.
    """
    need = p[RESTING_USE] + p[TONE_USE] * tone
    per_dilation = p[RESTING_FLOW] * openness(tone, 0.0, p)
    low, high = 0.0, p[ARTERIAL_SATURATION]
    wide = 1.0
    for _ in range(HALVINGS):
        store = 0.5 * (low + high)
        wide = 1.0 + (p[DILATION_MAX] - 1.0) * positive(1.0 - store / p[STORE_REFERENCE])
        supply = per_dilation * wide * p[BLOOD_OXYGEN] * (p[ARTERIAL_SATURATION] - store)
        if supply > need * store / (store + p[USE_HALF]):
            low = store
        else:
            high = store
    y[STORE], y[DILATION] = 0.5 * (low + high), wide
    missing: float = need * p[USE_HALF] / (y[STORE] + p[USE_HALF])
    return missing


@compiled
def production(p: Array) -> float:
    """Return the lactate production (mM/min) that gives healthy muscle without tone its lactate."""
    y = np.empty(len(STATES))
    missing = _blood(0.0, p, y)
    flow = p[RESTING_FLOW] * y[DILATION] * openness(0.0, 0.0, p)
    washed = flow / (PER_100_G * p[PARTITION]) * (p[LACTATE_NORMAL] - p[ARTERIAL_LACTATE])
    made: float = washed - p[LACTATE_YIELD] * missing
    return made


@compiled
def follow_tone(tone: float, p: Array, y: Array) -> float:
    """Write the state of a tone into `y` (7,); return the tone it leads to, less itself."""
    missing = _blood(tone, p, y)
    flow = p[RESTING_FLOW] * y[DILATION] * openness(tone, 0.0, p)
    made = p[PRODUCTION] + p[LACTATE_YIELD] * missing
    y[LACTATE] = p[ARTERIAL_LACTATE] + made * PER_100_G * p[PARTITION] / flow
    y[SENSITISATION] = sensitised(y[LACTATE], p)
    y[TONE] = tone
    return toned(y[SENSITISATION], p) - tone


@compiled
def _between(low: float, high: float, p: Array, y: Array) -> None:
    """Write the equilibrium between two tones, the lower led upward, the higher downward or not."""
    sign = 1.0 if follow_tone(low, p, y) >= 0.0 else -1.0
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        if sign * follow_tone(middle, p, y) >= 0.0:
            low = middle
        else:
            high = middle


@compiled
def equilibria(p: Array, found: Array) -> int:
    """Write up to `len(found)` equilibria (m, 7) by rising tone; return how many there are.

    Stable and unstable ones alternate, beginning and ending with a stable one.
    """
    y = np.zeros(len(STATES))
    count, before, lower = 0, follow_tone(0.0, p, y), 0.0
    for k in range(1, GRID + 1):
        tone = p[TONE_MAX] * k / GRID
        now = follow_tone(tone, p, y)
        if (now >= 0.0) != (before >= 0.0) and count < found.shape[0]:
            found[count] = 0.0
            _between(lower, tone, p, found[count])
            count += 1
        before, lower = now, tone
    return count


@compiled
def untreated(parameters: Array, high: Array, low: Array) -> None:
    """Write each client's equilibrium of most and of least tone, both (n, 7)."""
    found = np.zeros((9, len(STATES)))
    for client in range(parameters.shape[0]):
        count = equilibria(parameters[client], found)
        high[client] = found[max(count - 1, 0)]
        low[client] = found[0]
