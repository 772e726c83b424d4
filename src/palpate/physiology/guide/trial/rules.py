"""The guide and the simple rules that it has to beat, behind one face."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from palpate.physiology.guide.belief import Floats
from palpate.physiology.guide.policy import Guides
from palpate.physiology.guide.prior import Prior
from palpate.physiology.guide.setting import Setting
from palpate.physiology.levels import starting_level

GAIN = 0.06  # the proportional rule changes pressure by 6 % for each point of pain
WORD_MEANS = np.array([9.0, 2.0, np.nan, np.nan])


class Rule(Protocol):
    """What decides the pressure of each press and the end of each hold."""

    def choose(self) -> Floats:
        """Pressures of the next press, kPa (clients,)."""

    def press(self, pressure: Floats, rest_seconds: Floats) -> None:
        """The press begins."""

    def hear(self, pain: Floats, word: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Hear reports (clients,), and say which holds end."""

    def hold(self, seconds: Floats) -> None:
        """The press goes on."""

    def deepen(self) -> Floats:
        """Pressures to go on with, kPa (clients,)."""

    def release(self) -> None:
        """The press is over."""


class Fixed:
    """One pressure for everybody: where the typical client feels the middle of the band."""

    def __init__(self, clients: int, pressure: float) -> None:
        self._pressure: Floats = np.full(clients, pressure)

    def choose(self) -> Floats:
        """The same pressure for ever."""
        return self._pressure

    def press(self, pressure: Floats, rest_seconds: Floats) -> None:
        """Nothing is learnt."""

    def hear(self, pain: Floats, word: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Hold to the end."""
        del word
        return np.zeros(len(pain), dtype=bool)

    def hold(self, seconds: Floats) -> None:
        """Nothing moves."""

    def deepen(self) -> Floats:
        """The pressure stays."""
        return self._pressure

    def release(self) -> None:
        """Nothing is learnt."""


class Proportional(Fixed):
    """After each press, change the pressure in proportion to the last report's distance."""

    def __init__(self, clients: int, pressure: float, aim: float) -> None:
        super().__init__(clients, pressure)
        self._aim = aim
        self._said: Floats = np.full(clients, np.nan)

    def hear(self, pain: Floats, word: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Keep the first report of a press; end the hold when it was too much."""
        meant = np.where(np.isfinite(pain), pain, np.where(word < 0, np.nan, WORD_MEANS[word]))
        self._said = np.where(np.isfinite(self._said), self._said, meant)
        ended: NDArray[np.bool_] = (word == 0) | (meant > 8)
        return ended

    def release(self) -> None:
        """Correct the pressure by at most 30 % where something was said."""
        change = np.clip(1 + GAIN * (self._aim - self._said), 0.7, 1.3)
        self._pressure = self._pressure * np.where(np.isfinite(self._said), change, 1.0)
        self._said = np.full(len(change), np.nan)


class Guided:
    """The guide, as a treatment page drives it."""

    def __init__(self, clients: int, prior: Prior, setting: Setting, seed: int) -> None:
        share = starting_level("active", "chronic", "muscle").level.share_of_threshold
        self._guides = Guides(clients, prior, setting, seed, start=share * prior.threshold)

    def choose(self) -> Floats:
        """What the guide proposes."""
        return self._guides.propose().pressure

    def press(self, pressure: Floats, rest_seconds: Floats) -> None:
        """The press begins."""
        self._guides.press(pressure, rest_seconds)

    def hear(self, pain: Floats, word: NDArray[np.intp]) -> NDArray[np.bool_]:
        """The guide listens and may end the hold."""
        self._guides.hear(pain, word)
        return self._guides.ended

    def hold(self, seconds: Floats) -> None:
        """The press goes on."""
        self._guides.hold(seconds)

    def deepen(self) -> Floats:
        """More pressure where the reports have not reached the band."""
        return self._guides.deepen()

    def release(self) -> None:
        """The guide learns."""
        self._guides.release()


def rules(clients: int, prior: Prior, setting: Setting, seed: int) -> dict[str, Callable[[], Rule]]:
    """The rules of the table: two start at the typical client's pressure, two carefully."""
    aim = (setting.band_low + setting.band_high) / 2
    typical = prior.threshold + aim / prior.slope
    careful = float(Guided(1, prior, setting, seed).choose()[0])
    return {
        "fixed": lambda: Fixed(clients, typical),
        "proportional": lambda: Proportional(clients, typical, aim),
        "proportional, careful start": lambda: Proportional(clients, careful, aim),
        "guide": lambda: Guided(clients, prior, setting, seed),
    }
