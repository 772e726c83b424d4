"""The tissue loop: seven rates, and their derivatives where they are not zero.

Time in minutes, pressure in the tissue in mmHg, flow in ml/100 g/min, lactate in mM, tone as a
share of maximal contraction. Kinks are rounded over a width of 1e-3, so that rates have
derivatives everywhere. A hypothesis on show: most numbers of its slow half are assumed.
"""

from __future__ import annotations

import math

from palpate.physiology.checks import Array
from palpate.physiology.jit import compiled
from palpate.physiology.loop.names import (
    ARTERIAL_LACTATE,
    ARTERIAL_SATURATION,
    BLOOD_OXYGEN,
    CHEMICAL_WEIGHT,
    CLOSING_PRESSURE,
    CREEP,
    CREEP_REFERENCE,
    CREEP_TIME,
    DILATION,
    DILATION_MAX,
    DILATION_TIME,
    DRIVE,
    INHIBITION,
    INHIBITION_MAX,
    INHIBITION_OFF,
    INHIBITION_ON,
    INHIBITION_POWER,
    LACTATE,
    LACTATE_NORMAL,
    LACTATE_STEP,
    LACTATE_YIELD,
    OXYGEN_STORE,
    PARTITION,
    PRODUCTION,
    RELEASE_RATE,
    REST_TENDERNESS,
    RESTING_FLOW,
    RESTING_USE,
    SENSITISATION,
    SENSITISATION_TIME,
    STORE,
    STORE_REFERENCE,
    THRESHOLD,
    TONE,
    TONE_HALF,
    TONE_MAX,
    TONE_POWER,
    TONE_PRESSURE,
    TONE_REFERENCE,
    TONE_TIME,
    TONE_USE,
    TONE_WEIGHT,
    USE_HALF,
)

MMHG_PER_KPA = 7.50062
ROUND = 1e-3
LEAST_SENSITISATION, MOST_SENSITISATION = 0.3, 6.0
PER_100_G = 100.0


@compiled
def positive(x: float) -> float:
    """Return x where positive, else 0; rounded at 0."""
    return 0.5 * (x + math.sqrt(x * x + ROUND * ROUND))


@compiled
def rising(x: float) -> float:
    """Derivative of `positive`."""
    return 0.5 * (1.0 + x / math.sqrt(x * x + ROUND * ROUND))


@compiled
def openness(tone: float, tissue: float, p: Array) -> float:
    """Share of the flow that tone and outer pressure (mmHg) let pass."""
    return positive(1.0 - (p[TONE_PRESSURE] * tone + tissue) / p[CLOSING_PRESSURE])


@compiled
def sensitised(lactate: float, p: Array) -> float:
    """Sensitisation towards which a lactate leads."""
    x = 1.0 + (lactate - p[LACTATE_NORMAL]) / p[LACTATE_STEP]
    return (
        LEAST_SENSITISATION + positive(x - LEAST_SENSITISATION) - positive(x - MOST_SENSITISATION)
    )


@compiled
def toned(sensitisation: float, p: Array) -> float:
    """Tone towards which sensitisation and drive lead."""
    push = positive(sensitisation - 1.0) + p[DRIVE]
    tone: float = p[TONE_MAX] / (1.0 + (p[TONE_HALF] / push) ** p[TONE_POWER])
    return tone


@compiled
def tenderness(sensitisation: float, tone: float, p: Array) -> float:
    """What divides the threshold: 1 in a muscle without tone or sensitisation."""
    chemical = p[CHEMICAL_WEIGHT] * (sensitisation - 1.0)
    found: float = 1.0 + chemical + p[TONE_WEIGHT] * tone / p[TONE_REFERENCE]
    return found


@compiled
def rates(y: Array, tissue_kpa: float, pressed_kpa: float, p: Array, out: Array) -> None:
    """Write the seven rates per minute into `out` (7,).

    `tissue_kpa` is the pressure at the depth, `pressed_kpa` that under a 1 cm2 tip.
    """
    tone = y[TONE]
    flow = p[RESTING_FLOW] * y[DILATION] * openness(tone, MMHG_PER_KPA * tissue_kpa, p)
    need = p[RESTING_USE] + p[TONE_USE] * tone
    use = need * y[STORE] / (y[STORE] + p[USE_HALF])
    inflow = flow * p[BLOOD_OXYGEN] * (p[ARTERIAL_SATURATION] - y[STORE])
    wider = (p[DILATION_MAX] - 1.0) * positive(1.0 - y[STORE] / p[STORE_REFERENCE])
    washed = flow / (PER_100_G * p[PARTITION]) * (y[LACTATE] - p[ARTERIAL_LACTATE])
    out[STORE] = (inflow - use) / p[OXYGEN_STORE]
    out[DILATION] = (1.0 + wider - y[DILATION]) / p[DILATION_TIME]
    out[LACTATE] = p[PRODUCTION] + p[LACTATE_YIELD] * (need - use) - washed
    out[SENSITISATION] = (sensitised(y[LACTATE], p) - y[SENSITISATION]) / p[SENSITISATION_TIME]
    out[TONE] = (toned(y[SENSITISATION], p) - tone) / p[TONE_TIME] - p[RELEASE_RATE] * y[
        CREEP
    ] * tone
    out[CREEP] = (tissue_kpa / p[CREEP_REFERENCE] - y[CREEP]) / p[CREEP_TIME]
    if pressed_kpa > 0.0:
        sore = tenderness(y[SENSITISATION], tone, p) / p[REST_TENDERNESS]
        strength = (pressed_kpa / p[THRESHOLD] * sore) ** p[INHIBITION_POWER]
        end = p[INHIBITION_MAX] * strength / (1.0 + strength)
        out[INHIBITION] = (end - y[INHIBITION]) / p[INHIBITION_ON]
    else:
        out[INHIBITION] = -y[INHIBITION] / p[INHIBITION_OFF]


DERIVATIVES = 17
(
    STORE_STORE,
    STORE_DILATION,
    STORE_TONE,
    DILATION_STORE,
    DILATION_DILATION,
    LACTATE_STORE,
    LACTATE_DILATION,
    LACTATE_LACTATE,
    LACTATE_TONE,
    SENSITISATION_LACTATE,
    SENSITISATION_SENSITISATION,
    TONE_SENSITISATION,
    TONE_TONE,
    TONE_CREEP,
    CREEP_CREEP,
    INHIBITION_TENDERNESS,
    INHIBITION_INHIBITION,
) = range(DERIVATIVES)


@compiled
def derivatives(y: Array, tissue_kpa: float, pressed_kpa: float, p: Array, out: Array) -> None:
    """Write the derivatives of the rates into `out` (17,); the others are zero.

    `INHIBITION_TENDERNESS` is by tenderness, which depends linearly on sensitisation and tone.
    """
    store, tone = y[STORE], y[TONE]
    pressure = MMHG_PER_KPA * tissue_kpa
    open_ = openness(tone, pressure, p)
    closing = rising(1.0 - (p[TONE_PRESSURE] * tone + pressure) / p[CLOSING_PRESSURE])
    per_dilation = p[RESTING_FLOW] * open_
    flow = per_dilation * y[DILATION]
    per_tone = -p[RESTING_FLOW] * y[DILATION] * closing * p[TONE_PRESSURE] / p[CLOSING_PRESSURE]
    need = p[RESTING_USE] + p[TONE_USE] * tone
    filled = store / (store + p[USE_HALF])
    use_store = need * p[USE_HALF] / (store + p[USE_HALF]) ** 2
    gap = p[BLOOD_OXYGEN] * (p[ARTERIAL_SATURATION] - store)
    over = (y[LACTATE] - p[ARTERIAL_LACTATE]) / (PER_100_G * p[PARTITION])
    out[STORE_STORE] = (-flow * p[BLOOD_OXYGEN] - use_store) / p[OXYGEN_STORE]
    out[STORE_DILATION] = per_dilation * gap / p[OXYGEN_STORE]
    out[STORE_TONE] = (per_tone * gap - p[TONE_USE] * filled) / p[OXYGEN_STORE]
    narrow = rising(1.0 - store / p[STORE_REFERENCE]) / p[STORE_REFERENCE]
    out[DILATION_STORE] = -(p[DILATION_MAX] - 1.0) * narrow / p[DILATION_TIME]
    out[DILATION_DILATION] = -1.0 / p[DILATION_TIME]
    out[LACTATE_STORE] = -p[LACTATE_YIELD] * use_store
    out[LACTATE_DILATION] = -per_dilation * over
    out[LACTATE_LACTATE] = -flow / (PER_100_G * p[PARTITION])
    out[LACTATE_TONE] = p[LACTATE_YIELD] * p[TONE_USE] * (1.0 - filled) - per_tone * over
    x = 1.0 + (y[LACTATE] - p[LACTATE_NORMAL]) / p[LACTATE_STEP]
    steep = rising(x - LEAST_SENSITISATION) - rising(x - MOST_SENSITISATION)
    out[SENSITISATION_LACTATE] = steep / p[LACTATE_STEP] / p[SENSITISATION_TIME]
    out[SENSITISATION_SENSITISATION] = -1.0 / p[SENSITISATION_TIME]
    push = positive(y[SENSITISATION] - 1.0) + p[DRIVE]
    ratio = (p[TONE_HALF] / push) ** p[TONE_POWER]
    slope = p[TONE_MAX] * p[TONE_POWER] * ratio / (push * (1.0 + ratio) ** 2)
    out[TONE_SENSITISATION] = slope * rising(y[SENSITISATION] - 1.0) / p[TONE_TIME]
    out[TONE_TONE] = -1.0 / p[TONE_TIME] - p[RELEASE_RATE] * y[CREEP]
    out[TONE_CREEP] = -p[RELEASE_RATE] * tone
    out[CREEP_CREEP] = -1.0 / p[CREEP_TIME]
    if pressed_kpa > 0.0:
        sore = tenderness(y[SENSITISATION], tone, p)
        share = pressed_kpa / p[THRESHOLD] * sore / p[REST_TENDERNESS]
        strength = share ** p[INHIBITION_POWER]
        by = p[INHIBITION_MAX] * p[INHIBITION_POWER] * strength / (1.0 + strength) ** 2 / sore
        out[INHIBITION_TENDERNESS] = by / p[INHIBITION_ON]
        out[INHIBITION_INHIBITION] = -1.0 / p[INHIBITION_ON]
    else:
        out[INHIBITION_TENDERNESS] = 0.0
        out[INHIBITION_INHIBITION] = -1.0 / p[INHIBITION_OFF]
