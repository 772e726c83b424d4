"""What each target asks of a model: a number, or None where the model does not speak of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from palpate.physiology.clients import draw_clients, typical_client
from palpate.physiology.contact import PROBE_CM2, transfer
from palpate.physiology.stepping import follow, wait
from palpate.physiology.validation.blood import BLOOD
from palpate.physiology.validation.trials import (
    DAY,
    KPA_PER_KG_CM2,
    MINUTE,
    SETTLE_S,
    gain_percent,
    given,
    high_pressure,
    low_pressure,
    mean_gains,
    painful,
    presses,
    usual_session,
)

Measure = Callable[[str], float | None]
DRAWN, SEED = 2_000, 20261122
TESTED_KPA = 2.5 * KPA_PER_KG_CM2
SESSIONS, SESSION_DAYS = 12, 3.5


def _hou(model: str) -> dict[str, float]:
    """Gain in per cent of the six cells of pressure and seconds."""
    clients = typical_client(model)
    return {
        f"P{p}T{t}": gain_percent(model, "active", [(pressure, 30.0 * t)])
        for p, pressure in ((1, low_pressure(clients)), (2, high_pressure(clients)))
        for t in (1, 2, 3)
    }


def hou_order(model: str) -> float:
    """The worst of the better doses less the best of the weaker ones, points of per cent."""
    cells = _hou(model)
    better = min(cells[name] for name in ("P1T3", "P2T2", "P2T3"))
    return better - max(cells["P1T1"], cells["P1T2"])


def manual_gain(model: str) -> float:
    """Gain in kPa two minutes after the middle dose of the heavier pressure."""
    threshold = float(typical_client(model).values["threshold"][0])
    return threshold * _hou(model)["P2T2"] / 100.0


def _rolled(model: str) -> tuple[float, float | None, float, float | None]:
    """Per cent here and elsewhere after half a minute, and their means over a quarter hour."""
    clients = typical_client(model)
    state = given(clients.rest(), [(high_pressure(clients), 90.0)])
    soon = wait(state, 0.5 * MINUTE)
    away = soon.remote()
    remote = None if away is None else 100.0 * float(away[0])
    return 100.0 * float(soon.gain()[0]), remote, *mean_gains(state, 30.0, 15.5 * MINUTE)


def pain_before(model: str) -> float:
    """Pain of an untreated active point at 2.5 kg/cm2."""
    return float(typical_client(model).rest().pain(TESTED_KPA)[0])


def pain_change(model: str) -> float:
    """Change of that pain after 90 s at the higher pressure."""
    clients = typical_client(model)
    state = given(clients.rest(), [(high_pressure(clients), 90.0), (0.0, SETTLE_S)])
    return float(state.pain(TESTED_KPA)[0]) - pain_before(model)


def sore_share(model: str) -> float:
    """Share of drawn clients, per cent, with soreness of 1 or more after a usual session."""
    clients = draw_clients(model, DRAWN, np.random.default_rng(SEED))
    course = follow(given(clients.rest(), usual_session(clients)), 1.0, 1.0)
    return 100.0 * float((course.soreness.max(axis=0) >= 1.0).mean())


def sore_peak(model: str) -> float:
    """Hours until soreness is worst."""
    return _soreness(model)[0]


def sore_left(model: str) -> float:
    """Share of the worst soreness, per cent, left after 36 h."""
    return _soreness(model)[1]


def _soreness(model: str) -> tuple[float, float]:
    clients = typical_client(model)
    course = follow(given(clients.rest(), usual_session(clients)), 1.5, 0.25)
    sore = course.soreness[:, 0]
    return float(course.times_h[sore.argmax()]), 100.0 * float(sore[-1] / sore.max())


def latent_gain(model: str) -> float:
    """Gain in per cent at a latent point after 90 s at the higher pressure."""
    clients = typical_client(model, "latent")
    return gain_percent(model, "latent", [(high_pressure(clients), 90.0)])


def latent_seconds(model: str) -> float:
    """Gain of 90 s less gain of 30 s at a latent point, points of per cent."""
    pressure = high_pressure(typical_client(model, "latent"))
    return latent_gain(model) - gain_percent(model, "latent", [(pressure, 30.0)])


def session_gain(model: str) -> float:
    """Gain in per cent two minutes after a usual session."""
    return gain_percent(model, "active", usual_session(typical_client(model)))


def two_days_less(model: str) -> float:
    """Gain at 48 h less gain at once after a usual session, points of per cent."""
    doses = usual_session(typical_client(model))
    return gain_percent(model, "active", doses, 2 * DAY) - session_gain(model)


def _healthy(model: str, share: float, times: int) -> float:
    """Gain a minute after presses of 30 s at a share of the threshold, healthy people."""
    pressure = share * typical_client(model, "healthy").values["threshold"]
    return gain_percent(model, "healthy", presses(pressure, times, 30.0, 15.0), MINUTE)


def pain_order(model: str) -> float:
    """The smaller of moderate less mild and mild less none, points of per cent."""
    none, mild, moderate = (_healthy(model, share, 1) for share in (0.5, 1.1, 1.5))
    return min(moderate - mild, mild - none)


def repeated(model: str) -> float:
    """Four stimuli less one, points of per cent."""
    return _healthy(model, 1.5, 4) - _healthy(model, 1.5, 1)


def one_step(model: str) -> float:
    """Gain in per cent after one step of 30 s."""
    return _stepped(model, 1)


def three_steps(model: str) -> float:
    """Gain in per cent after three steps of 30 s."""
    return _stepped(model, 3)


def _stepped(model: str, steps: int) -> float:
    pressure = high_pressure(typical_client(model))
    return gain_percent(model, "active", [(pressure, 30.0)] * steps)


def on_less_beside(model: str) -> float | None:
    """Gain at the point pressed on it less pressed beside it, points of per cent."""
    clients = typical_client(model)
    state = given(clients.rest(), presses(painful(clients, 7.0), 12, 90.0, 30.0))
    state = wait(state, SETTLE_S)
    away = state.remote()
    return None if away is None else 100.0 * float((state.gain() - away)[0])


def _course_of_twelve(model: str) -> tuple[float, float]:
    """Gain in per cent before the last of twelve sessions, and what that session adds."""
    clients = typical_client(model)
    state = clients.rest()
    for _ in range(SESSIONS - 1):
        state = given(state, [*usual_session(clients), (0.0, SESSION_DAYS * DAY)])
    after = wait(given(state, usual_session(clients)), SETTLE_S)
    before = float(state.gain()[0])
    return 100.0 * before, 100.0 * (float(after.gain()[0]) - before)


def responders(model: str) -> float:
    """Share of drawn clients, per cent, whose pain of 5 falls by 2 or more after 60 s of it."""
    clients = draw_clients(model, DRAWN, np.random.default_rng(SEED))
    pressure = painful(clients, 5.0)
    after = given(clients.rest(), [(pressure, 60.0), (0.0, SETTLE_S)])
    return 100.0 * float((after.pain(pressure) <= 3.0).mean())


def cuff(model: str) -> float:
    """Gain in per cent at the end of ten minutes under a cuff that puts 25 kPa in the muscle."""
    depth = typical_client(model, "healthy").values["depth"]
    return gain_percent(model, "healthy", [(25.0 / transfer(PROBE_CM2, depth), 600.0)], 0.0)


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "hou_order": hou_order,
        "manual_gain": manual_gain,
        "rolled_here": lambda model: _rolled(model)[0],
        "rolled_elsewhere": lambda model: _rolled(model)[1],
        "rolled_here_mean": lambda model: _rolled(model)[2],
        "rolled_elsewhere_mean": lambda model: _rolled(model)[3],
        "pain_before": pain_before,
        "pain_change": pain_change,
        "sore_share": sore_share,
        "sore_peak": sore_peak,
        "sore_left": sore_left,
        "latent_gain": latent_gain,
        "latent_seconds": latent_seconds,
        "session_gain": session_gain,
        "two_days_less": two_days_less,
        "pain_order": pain_order,
        "repeated": repeated,
        "one_step": one_step,
        "three_steps": three_steps,
        "on_less_beside": on_less_beside,
        "twelve_cumulative": lambda model: _course_of_twelve(model)[0],
        "twelve_again": lambda model: _course_of_twelve(model)[1],
        "responders": responders,
        "cuff": cuff,
        **BLOOD,
    }
)
