"""The doses of published trials, as virtual clients receive them.

Trials give pressure under an algometer's tip or a finger and not force at a depth, so doses are
kPa under a 1 cm2 tip.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from palpate.physiology.checks import Array
from palpate.physiology.clients import Clients, State, typical_client
from palpate.physiology.stepping import hold, wait

KPA_PER_KG_CM2 = 98.0665
TOLERANCE_SLOPE, TOLERANCE_OFFSET_KG = 1.20, 0.48
"""Hou 2002, before treatment: tolerance = 1.20 threshold + 0.48 kg/cm2."""
SETTLE_S = 120.0
"""Thresholds are measured this long after the last press."""
MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
Dose = tuple[npt.ArrayLike, float]
"""kPa under a 1 cm2 tip (0 for rest), seconds."""


def low_pressure(clients: Clients) -> Array:
    """The lower pressure of Hou: each client's threshold, kPa (n,)."""
    return clients.values["threshold"]


def high_pressure(clients: Clients) -> Array:
    """The higher: half way between threshold and tolerance, kPa (n,)."""
    threshold = clients.values["threshold"]
    tolerance = TOLERANCE_SLOPE * threshold + TOLERANCE_OFFSET_KG * KPA_PER_KG_CM2
    return 0.5 * (threshold + tolerance)


def painful(clients: Clients, pain: float) -> Array:
    """The pressure that hurts that much (0-10) before treatment, kPa (n,)."""
    return clients.values["threshold"] + pain / clients.values["slope"]


def given(state: State, doses: Iterable[Dose]) -> State:
    """Return the state after doses in a row."""
    for pressure, seconds in doses:
        state = hold(state, pressure, seconds)
    return state


def presses(pressure: npt.ArrayLike, times: int, seconds: float, rest: float) -> list[Dose]:
    """Equal presses with equal rests after each."""
    return [(pressure, seconds), (0.0, rest)] * times


def usual_session(clients: Clients) -> list[Dose]:
    """Five presses of a minute at the higher pressure, half a minute apart."""
    return presses(high_pressure(clients), 5, 60.0, 30.0)


def gain_percent(model: str, point: str, doses: Iterable[Dose], later: float = SETTLE_S) -> float:
    """Rise of the typical client's threshold some seconds after the doses, in per cent."""
    state = given(typical_client(model, point).rest(), doses)
    return 100.0 * float(wait(state, later).gain()[0])


def mean_gains(state: State, first_s: float, last_s: float) -> tuple[float, float | None]:
    """Mean rise between two times of rest, in per cent: at the point and elsewhere."""
    state = wait(state, first_s)
    steps = 60
    here, away = [float(state.gain()[0])], [_first(state.remote())]
    for _ in range(steps):
        state = wait(state, (last_s - first_s) / steps)
        here.append(float(state.gain()[0]))
        away.append(_first(state.remote()))
    told = [share for share in away if share is not None]
    even = np.full(steps + 1, 1.0 / steps)
    even[[0, -1]] *= 0.5
    elsewhere = 100.0 * float(even @ told) if len(told) == len(away) else None
    return 100.0 * float(even @ here), elsewhere


def _first(shares: Array | None) -> float | None:
    return None if shares is None else float(shares[0])
