"""Targets on flow, oxygen and lactate, of which only the tissue loop speaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType

import numpy as np

from palpate.physiology.checks import Array
from palpate.physiology.clients import State, typical_client
from palpate.physiology.ladder.loop import parameter_table
from palpate.physiology.ladder.model import SORENESS
from palpate.physiology.loop import MMHG_PER_KPA, STATES, openness
from palpate.physiology.stepping import wait
from palpate.physiology.validation.trials import MINUTE, given, usual_session

LOOP = "M4"
HALF_SATURATION_MMHG, HILL = 26.8, 2.7
"""Of haemoglobin; textbook figures that were not looked up."""
OCCLUSION_S, WATCHED_S = 300.0, 300


def _loop_only(measure: Callable[[], float]) -> Callable[[str], float | None]:
    @wraps(measure)
    def asked(model: str) -> float | None:
        return measure() if model == LOOP else None

    return asked


def column(state: State, name: str) -> Array:
    """One state of the loop (n,) by its name."""
    found: Array = state.values[:, SORENESS + STATES.index(name)]
    return found


def flow(state: State, tissue_mmhg: float = 0.0) -> float:
    """The first client's flow in ml/100 g/min."""
    row = parameter_table(state.clients.values)[0]
    open_ = openness(float(column(state, "tone")[0]), tissue_mmhg, row)
    return float(row[0] * column(state, "dilation")[0] * open_)


def oxygen_mmhg(state: State) -> float:
    """The first client's oxygen pressure, by the curve of haemoglobin."""
    store = float(np.clip(column(state, "store")[0], 1e-6, 0.999))
    return float(HALF_SATURATION_MMHG * (store / (1.0 - store)) ** (1.0 / HILL))


def _at_rest(point: str) -> State:
    return typical_client(LOOP, point).rest()


def lactate_active() -> float:
    """Lactate of the untreated active point, mM."""
    return float(column(_at_rest("active"), "lactate")[0])


def lactate_healthy() -> float:
    """Lactate of healthy muscle, mM."""
    return float(column(_at_rest("healthy"), "lactate")[0])


def healthy_threshold() -> float:
    """Threshold in kPa that the active point would have in its healthy state."""
    clients = typical_client(LOOP)
    tender = (
        clients.values["rest_tenderness"]
        / typical_client(LOOP, "healthy").values["rest_tenderness"]
    )
    return float((clients.values["threshold"] * tender)[0])


def _flow_under(tissue_mmhg: float) -> float:
    """Flow of healthy muscle under outer pressure, per cent of that without."""
    state = _at_rest("healthy")
    return 100.0 * flow(state, tissue_mmhg) / flow(state)


def hyperaemia() -> float:
    """Half-life in s of the flow above rest, after five minutes without any."""
    state = _at_rest("healthy")
    rest = flow(state)
    state = given(state, [(100.0 * MMHG_PER_KPA, OCCLUSION_S)])
    flows = []
    for _ in range(WATCHED_S):
        flows.append(flow(state) - rest)
        state = wait(state, 1.0)
    peak = int(np.argmax(flows))
    below = np.flatnonzero(np.array(flows[peak:]) < 0.5 * flows[peak])
    return float(below[0])


def flow_ratio() -> float:
    """Flow at rest of the active point over that of healthy muscle."""
    return flow(_at_rest("active")) / flow(_at_rest("healthy"))


def oxygen_difference() -> float:
    """Oxygen pressure of the active point less that of healthy muscle, mmHg."""
    return oxygen_mmhg(_at_rest("active")) - oxygen_mmhg(_at_rest("healthy"))


def _treated(seconds: float) -> tuple[State, State]:
    clients = typical_client(LOOP)
    before = clients.rest()
    return before, wait(given(before, usual_session(clients)), seconds)


def flow_after() -> float:
    """Change of flow 30 min after a usual session, per cent."""
    before, after = _treated(30.0 * MINUTE)
    return 100.0 * (flow(after) / flow(before) - 1.0)


def lactate_after() -> float:
    """Change of lactate an hour after a usual session, mM."""
    before, after = _treated(60.0 * MINUTE)
    return float((column(after, "lactate") - column(before, "lactate"))[0])


BLOOD: Mapping[str, Callable[[str], float | None]] = MappingProxyType(
    {
        "lactate_active": _loop_only(lactate_active),
        "lactate_healthy": _loop_only(lactate_healthy),
        "healthy_threshold": _loop_only(healthy_threshold),
        "flow_at_40": _loop_only(lambda: _flow_under(40.0)),
        "flow_at_85": _loop_only(lambda: _flow_under(85.0)),
        "hyperaemia": _loop_only(hyperaemia),
        "flow_ratio": _loop_only(flow_ratio),
        "oxygen_difference": _loop_only(oxygen_difference),
        "flow_after": _loop_only(flow_after),
        "lactate_after": _loop_only(lactate_after),
    }
)
