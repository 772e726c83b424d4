"""The guide itself, for many clients at once: what to press, what was heard, when to end.

Everything a client can be is an array over clients, so one client of a treatment page and
thousands of virtual ones run the same lines.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from palpate.physiology.guide import listening
from palpate.physiology.guide.belief import PARTICLES, Belief, Floats, quantile
from palpate.physiology.guide.motion import hold, rest
from palpate.physiology.guide.prior import Prior
from palpate.physiology.guide.setting import PROTOCOLS, Setting

Flags = NDArray[np.bool_]
Whole = NDArray[np.intp]

TOO_HIGH = 8.0
LOWEST, HIGHEST = 10.0, 600.0  # kPa under the reference thumb
DELIVERY = {True: 0.03, False: 0.10}  # log spread of pressure given, with and without a gauge
RISE = 1.5  # the largest step up from one press to the next
EASE = 0.85  # of the pressure that was too much: the ceiling for the rest of the visit
LIFT = 1.15  # what "too little" lifts that ceiling by
AFTER_STOP = 0.7
FALL = 2.0  # points that a report must fall before a hold ends early
DEEPER = 1.05  # the smallest step within a press that is worth taking
DEEPENINGS = 2  # steps within one press
LATER = 1.0  # what a further report within one press counts, beside the first
WANDER = (0.02, 0.02)  # log spreads of threshold and slope from press to press
SORE = 3.0  # soreness of the next day above which the next visit is lighter
LIGHTER = 0.05  # lighter by this share for each point of soreness above that
SORE_RATE = 0.2  # points of soreness from a minute at twice the threshold
BOUNDS = ("aim", "risk", "step", "ceiling", "silence", "start", "sore")


class Choice(NamedTuple):
    """A proposal for each client: pressures in kPa, expected pain, risk of more than 8.

    `bound` says which rule decided, an index of BOUNDS.
    """

    pressure: Floats
    pain: Floats
    risk: Floats
    bound: Whole


class Guides:
    """Guides of `clients` sites with one setting. Deterministic for a seed."""

    def __init__(
        self,
        clients: int,
        prior: Prior,
        setting: Setting,
        seed: int,
        start: float = HIGHEST,
        particles: int = PARTICLES,
    ) -> None:
        self.setting = setting
        self.most = HIGHEST
        self._first_limit = start
        self.belief = Belief(clients, prior, particles)
        self._chance = np.random.default_rng(seed)
        self._slip = ndtri((self._chance.permutation(particles) + 0.5) / particles)
        self._band = (setting.band_low, setting.band_high)
        self._met = False
        self.presses = 0
        self.pressing = False
        self.pressure: Floats = np.full(clients, np.nan)
        self.ceiling: Floats = np.full(clients, HIGHEST)
        self.gentle: Floats = np.ones(clients)
        self.heard: Flags = np.zeros(clients, dtype=bool)
        self.first: Floats = np.full(clients, np.nan)
        self.last: Floats = np.full(clients, np.nan)
        self.ended: Flags = np.zeros(clients, dtype=bool)
        self.deepened: Flags = np.zeros(clients, dtype=bool)
        self._steps: Whole = np.zeros(clients, dtype=np.intp)
        self.strain: Floats = np.zeros((clients, particles))
        self._start = self.belief.reported(self.belief.pain(np.zeros(clients)))

    def aim(self) -> Floats:
        """The pain that the next press aims at, (clients,)."""
        aims = PROTOCOLS[self.setting.protocol].aims
        low, high = self._band
        stepped = self.setting.protocol == "stepped"
        number = self.presses - self.pressing
        turn = min(number, len(aims) - 1) if stepped else number % len(aims)
        return np.full(len(self.ended), low + aims[turn] * (high - low))

    def propose(self) -> Choice:
        """Choose a pressure for each client; nothing changes."""
        belief = self.belief
        wanted = belief.pressure_for(belief.pain_behind(self.aim()))
        best = quantile(wanted, belief.weights * belief.slope(), 0.5)
        slips = np.exp(-DELIVERY[self.setting.gauge] * self._slip)
        limit = belief.pressure_for(TOO_HIGH) * slips
        safe = quantile(limit, belief.weights, self.setting.risk)
        begun = np.isfinite(self.pressure)
        step = np.where(begun & self.heard, self.pressure * RISE, HIGHEST)
        silence = np.where(begun & ~self.heard, self.pressure, HIGHEST)
        start = np.full(len(best), HIGHEST if self._met else self._first_limit)
        bounds = np.array([best, safe * (1 - 1e-9), step, self.ceiling, silence, start])
        pressure = np.clip(bounds.min(axis=0) * self.gentle, LOWEST, self.most)
        risk = belief.mean((limit < pressure[:, None]).astype(np.float64))
        pain = belief.mean(belief.pain(pressure))
        bound = np.where(self.gentle < 1, BOUNDS.index("sore"), bounds.argmin(axis=0))
        return Choice(pressure, pain, risk, bound)

    def press(self, pressure: Floats, rest_seconds: Floats) -> None:
        """A press begins with a pressure (clients,) in kPa after `rest_seconds` without."""
        rest(self.belief, rest_seconds)
        self.belief.drift(self._chance, WANDER)
        self.pressure = np.asarray(pressure, dtype=np.float64)
        self.strain = self.strain if self.presses else np.zeros_like(self.strain)
        self._met = True
        self.presses += 1
        self.pressing = True
        self.heard = np.zeros(len(pressure), dtype=bool)
        self.first, self.last = np.full((2, len(pressure)), np.nan)
        self.ended = np.zeros(len(pressure), dtype=bool)
        self._steps = np.zeros(len(pressure), dtype=np.intp)
        self._start = self.belief.reported(self.belief.pain(self.pressure))

    def hold(self, seconds: Floats) -> None:
        """The press goes on for `seconds` (clients,)."""
        beyond = np.maximum(self.pressure[:, None] / self.belief.threshold() - 1, 0.0)
        self.strain = self.strain + SORE_RATE * beyond * seconds[:, None] / 60
        hold(self.belief, self.pressure, seconds)

    def hear(self, pain: Floats, word: Whole) -> None:
        """Reports (clients,): pain 0-10 or NaN, and an index into WORDS or -1."""
        expected = self.belief.reported(self.belief.pain(self.pressure))
        spread = np.hypot(
            listening.PAIN_SPREAD,
            self.belief.mean(self.belief.slope()) * self.pressure * DELIVERY[self.setting.gauge],
        )
        number = np.isfinite(pain)
        share = np.where(self.heard, LATER, 1.0)[:, None]
        likelihood = np.where(
            number[:, None],
            listening.pain_said(np.nan_to_num(pain), expected, spread[:, None]),
            1.0,
        )
        for index, name in enumerate(listening.WORDS):
            said = word == index
            if said.any():
                heard = listening.WORD_LIKELIHOOD[name](expected, self._start, self._band)
                likelihood = np.where(said[:, None], likelihood * heard, likelihood)
        self.belief.weigh(likelihood**share)
        self.first = np.where(np.isfinite(self.first), self.first, pain)
        self.last = np.where(number, pain, self.last)
        self.heard |= number | (word >= 0)
        self._obey(pain, word)

    def _obey(self, pain: Floats, word: Whole) -> None:
        """What reports do at once, whatever is believed."""
        much = (word == 0) | (pain > self._band[1] + 1)
        self.ceiling = np.where(much, np.fmin(self.ceiling, EASE * self.pressure), self.ceiling)
        self.ceiling = np.where(word == 1, self.ceiling * LIFT, self.ceiling)
        self.ended |= much | (word == 3) | (self.first - self.last >= FALL)

    def deepen(self) -> Floats:
        """The pressure to go on with, (clients,): more where reports have not reached the band."""
        short = self.last < self._band[0]
        more = self.propose().pressure
        wanted = short & ~self.ended & (self._steps < DEEPENINGS) & (more > DEEPER * self.pressure)
        self.deepened = wanted
        self.pressure = np.where(wanted, more, self.pressure)
        self.first = np.where(wanted, np.nan, self.first)
        self._steps = self._steps + wanted
        return self.pressure

    def stop(self, stopped: Flags) -> None:
        """The word "stop" of some clients: the press ends, and the next may only be lighter."""
        expected = self.belief.reported(self.belief.pain(self.pressure))
        self.belief.weigh(np.where(stopped[:, None], listening.stopped(expected), 1.0))
        ceiling = np.fmin(self.ceiling, AFTER_STOP * self.pressure)
        self.ceiling = np.where(stopped, ceiling, self.ceiling)
        self.ended |= stopped

    def release(self) -> None:
        """The press is over for everybody."""
        self.pressing = False
        self.belief.refresh(self._chance)

    def read(self, threshold: Floats) -> None:
        """Algometer readings (clients,), kPa under the reference thumb, NaN for none."""
        expected = self.belief.threshold() * (1 + self.belief.raised)
        heard = listening.threshold_read(np.nan_to_num(threshold, nan=1.0), expected)
        self.belief.weigh(np.where(np.isfinite(threshold)[:, None], heard, 1.0))
        self.belief.refresh(self._chance)

    def sore(self, soreness: Floats) -> None:
        """Soreness 0-10 (clients,) of the day after, NaN for none."""
        expected = np.clip(self.strain, 0, 10)
        said = np.isfinite(soreness)
        heard = listening.soreness_said(np.nan_to_num(soreness), expected)
        self.belief.weigh(np.where(said[:, None], heard, 1.0))
        beyond = np.maximum(np.nan_to_num(soreness) - SORE, 0.0)
        self.gentle = np.where(said, 1 - LIGHTER * beyond, self.gentle)

    def new_visit(self, days: Floats) -> None:
        """Another visit after `days` (clients,): relief has faded, ceilings are lifted."""
        rest(self.belief, days * 86400)
        wander = 0.1 * np.sqrt(np.clip(days.max(), 0, 30))
        self.belief.drift(self._chance, (min(wander, 0.25), min(wander, 0.25) / 2))
        clients = len(self.pressure)
        self.ceiling, self.pressure = np.full(clients, HIGHEST), np.full(clients, np.nan)
        self.presses = 0
