"""Soreness: pressing above the threshold sets off something that ripens, then fades.

Two stages in a row, both linear, so that a step of any length is exact:
`G' = rate * overload - G / delay` and `D' = G / delay - D / fade`, with
`overload = max(0, pressure / threshold - 1)`. D is soreness, 0-10.
"""

from __future__ import annotations

import numpy as np

from palpate.physiology.checks import Array
from palpate.physiology.ladder.model import Load, Values

MINUTES_PER_HOUR = 60.0
SECONDS_PER_MINUTE = 60.0


def advance_soreness(values: Values, state: Array, load: Load, seconds: float) -> Array:
    """Return both stages (n, 2) after so many seconds under a constant load."""
    minutes = seconds / SECONDS_PER_MINUTE
    delay = values["soreness_delay"] * MINUTES_PER_HOUR
    fade = values["soreness_fade"] * MINUTES_PER_HOUR
    overload = np.maximum(0.0, load.equivalent_kpa / values["threshold"] - 1.0)
    feed = values["soreness_rate"] * overload
    forming_end, sore_end = feed * delay, feed * fade
    forming, sore = state[:, 0], state[:, 1]
    ripened, faded = np.exp(-minutes / delay), np.exp(-minutes / fade)
    # What the first stage still holds above its end passes through the second.
    passing = (forming - forming_end) / delay / (1.0 / fade - 1.0 / delay)
    found = np.empty((len(forming), 2))
    found[:, 0] = forming_end + (forming - forming_end) * ripened
    found[:, 1] = sore_end + (sore - sore_end - passing) * faded + passing * ripened
    return np.maximum(found, 0.0)
