"""Step virtual clients through presses, rests and days; every edge of pressure is met exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from palpate.evidence import UserError
from palpate.physiology.checks import Array, number, numbers
from palpate.physiology.clients import State
from palpate.physiology.contact import (
    MOST_FORCE_N,
    MOST_KPA,
    PROBE_CM2,
    equivalent_kpa,
    transfer,
)
from palpate.physiology.dose import Press, Session
from palpate.physiology.ladder import Load, model_of

SECONDS_PER_DAY = 86_400.0
SECONDS_PER_HOUR = 3_600.0
LONGEST_DAYS = 365.0
EDGE = 1e-9


@dataclass(frozen=True)
class Pressed:
    """What one press did to `n` clients.

    `times_s` (m,) from the start of the press; `pain` (m, n) 0-10 without noise; `before` and
    `after` (n,) thresholds in kPa; `state` at the end.
    """

    times_s: Array
    pain: Array
    before: Array
    after: Array
    state: State

    @property
    def peak(self) -> Array:
        """The worst pain of each client (n,)."""
        worst: Array = self.pain.max(axis=0)
        return worst


@dataclass(frozen=True)
class Course:
    """Hours (m,), threshold kPa (m, n), soreness 0-10 (m, n), and the state at the end."""

    times_h: Array
    threshold: Array
    soreness: Array
    state: State


def hold(state: State, pressure_kpa: npt.ArrayLike, seconds: float) -> State:
    """Return the state after constant pressure: kPa under a 1 cm2 tip, a number or (n,).

    0 kPa is rest. Raises UserError.
    """
    number(seconds, "seconds", 0.0, LONGEST_DAYS * SECONDS_PER_DAY, "s")
    given = numbers(pressure_kpa, "equivalent_kpa", 0.0, MOST_KPA, "kPa")
    pressed = _each(given, state.clients.n, "equivalent_kpa")
    return _step(state, _load(state, pressed), seconds)


def wait(state: State, seconds: float) -> State:
    """Return the state after a rest in seconds. Raises UserError."""
    return hold(state, 0.0, seconds)


def apply(
    state: State, press: Press, sample_s: float = 5.0, force_n: npt.ArrayLike | None = None
) -> Pressed:
    """Rest as the press says, then press; pain is read every `sample_s` and at every edge.

    `force_n` gives each client a force of their own (n,) instead of that of the press. Raises
    UserError.
    """
    number(sample_s, "sample_s", 0.05, 3600.0, "s")
    given = press.force_n if force_n is None else force_n
    force = _each(numbers(given, "force_n", 0.0, MOST_FORCE_N, "N"), state.clients.n, "force_n")
    state = wait(state, press.rest_s) if press.rest_s else state
    full = equivalent_kpa(force, press.area_cm2, state.clients.values["depth"])
    before = state.threshold()
    times, pains, clock = [0.0], [np.zeros(state.clients.n)], 0.0
    for seconds, share in press.way.pieces(press.seconds):
        load = _load(state, full * share)
        pains[-1] = np.maximum(pains[-1], state.pain(load.equivalent_kpa))
        for step in _steps(seconds, sample_s):
            state = _step(state, load, step)
            clock += step
            times.append(clock)
            pains.append(state.pain(load.equivalent_kpa))
    return Pressed(np.array(times), np.array(pains), before, state.threshold(), state)


def treat(
    state: State, session: Session, sample_s: float = 5.0
) -> tuple[State, tuple[Pressed, ...]]:
    """Give a whole session; return the state at its end and what each press did."""
    done = []
    for press in session.presses:
        done.append(apply(state, press, sample_s))
        state = done[-1].state
    return state, tuple(done)


def follow(state: State, days: float, every_h: float = 6.0) -> Course:
    """Let days pass without treatment and read threshold and soreness. Raises UserError."""
    number(days, "days", 0.0, LONGEST_DAYS, "days")
    number(every_h, "every_h", 0.1, 24.0 * LONGEST_DAYS, "h")
    hours, thresholds, sore = [0.0], [state.threshold()], [state.soreness()]
    for seconds in _steps(days * SECONDS_PER_DAY, every_h * SECONDS_PER_HOUR):
        state = wait(state, seconds)
        hours.append(hours[-1] + seconds / SECONDS_PER_HOUR)
        thresholds.append(state.threshold())
        sore.append(state.soreness())
    return Course(np.array(hours), np.array(thresholds), np.array(sore), state)


def _steps(total: float, longest: float) -> list[float]:
    """Cut a length into pieces of `longest` and what is left."""
    whole = int(total / longest + EDGE)
    left = total - whole * longest
    return [longest] * whole + ([left] if left > EDGE * total else [])


def _each(given: Array, n: int, field: str) -> Array:
    if given.shape not in ((), (n,)):
        raise UserError(f"has shape {given.shape}.", f"Give one number, or {n}.", field)
    return np.broadcast_to(given, (n,))


def _load(state: State, pressed: Array) -> Load:
    reached = transfer(PROBE_CM2, state.clients.values["depth"])
    return Load(pressed, pressed * reached)


def _step(state: State, load: Load, seconds: float) -> State:
    clients = state.clients
    advanced = model_of(clients.model).advance(clients.values, state.values, load, seconds)
    return State(clients, advanced)
