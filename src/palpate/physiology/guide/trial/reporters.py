"""Virtual clients' ways of saying what they feel. All numbers are assumed, and stated here."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from palpate.physiology.guide.belief import Floats

NONE, TOO_MUCH, TOO_LITTLE = -1, 0, 1
SAYS_SO = 0.5  # probability that a word is said when a number asks for it


class Reporter(NamedTuple):
    """How a client turns felt pain into a report.

    The number is `scale` times the pain, plus `offset` of either sign, plus noise of `spread`,
    rounded. `answers` is the chance to answer at all; `wordless` the chance to leave out the
    number. `scale_spread` is the range of the scale among clients, to either side.
    """

    scale: float = 1.0
    scale_spread: float = 0.0
    offset: float = 0.0
    spread: float = 1.0
    answers: float = 1.0
    wordless: float = 0.0


REPORTERS = {
    "honest": Reporter(),
    "lazy": Reporter(answers=0.4, wordless=0.5),
    "noisy": Reporter(spread=2.0),
    "biased": Reporter(offset=1.5),
    "stoic": Reporter(scale=0.75, scale_spread=0.15),
}


class Voice:
    """The reports of many clients who share a way of reporting."""

    def __init__(self, reporter: Reporter, clients: int, seed: int | tuple[int, ...]) -> None:
        self._reporter = reporter
        self._chance = np.random.default_rng(seed)
        width = reporter.scale_spread
        self._scale = reporter.scale + self._chance.uniform(-width, width, clients)
        self._offset = reporter.offset * self._chance.choice([-1.0, 1.0], clients)

    def speak(self, pain: Floats) -> tuple[Floats, NDArray[np.intp]]:
        """Numbers 0-10 or NaN, and words as an index or -1, for pains (clients,)."""
        answer, wordless, says = self._chance.random((3, len(pain)))
        meant = self._scale * pain + self._offset
        meant = meant + self._reporter.spread * self._chance.standard_normal(len(pain))
        number = np.clip(np.round(meant), 0, 10)
        silent = answer >= self._reporter.answers
        unsaid = wordless < self._reporter.wordless
        word = np.where(meant > 7.5, TOO_MUCH, np.where(meant < 3.5, TOO_LITTLE, NONE))
        word = np.where(silent | (~unsaid & (says >= SAYS_SO)), NONE, word)
        return np.where(silent | unsaid, np.nan, number), word.astype(np.intp)
