"""How likely each report is, given what a particle would say."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import expit

from palpate.physiology.guide.belief import Floats

WORDS = ("too much", "too little", "better", "worse")
PAIN_SPREAD = 1.2
WORD_SPREAD = 1.0
ASTRAY = 0.05  # share of reports that say nothing about the press
STOP_PAIN = 8.0


def pain_said(said: Floats, expected: Floats, spread: Floats | float = PAIN_SPREAD) -> Floats:
    """Likelihood of numbers (clients,) when (clients, particles) would be expected."""
    away = (said[:, None] - expected) / spread
    return (1 - ASTRAY) * np.exp(-0.5 * away**2) + ASTRAY * spread / 4


def too_much(expected: Floats, first: Floats, band: tuple[float, float]) -> Floats:
    """The word for pain above the band."""
    del first
    return _word(expected - (band[1] + 0.5))


def too_little(expected: Floats, first: Floats, band: tuple[float, float]) -> Floats:
    """The word for pain below the band."""
    del first
    return _word((band[0] - 0.5) - expected)


def better(expected: Floats, first: Floats, band: tuple[float, float]) -> Floats:
    """Pain has fallen since the press began."""
    del band
    return _word(first - expected - 0.5)


def worse(expected: Floats, first: Floats, band: tuple[float, float]) -> Floats:
    """Pain has risen since the press began, or stands above the band."""
    return _word(np.maximum(expected - first - 0.5, expected - (band[1] + 0.5)))


def _word(beyond: Floats) -> Floats:
    return (1 - ASTRAY) * np.asarray(expit(beyond / (WORD_SPREAD / 1.7))) + ASTRAY / 2


WORD_LIKELIHOOD: dict[str, Callable[[Floats, Floats, tuple[float, float]], Floats]] = {
    "too much": too_much,
    "too little": too_little,
    "better": better,
    "worse": worse,
}


def stopped(expected: Floats) -> Floats:
    """The word "stop": pain near or above 8, or another reason that the press does not show."""
    return 0.7 * _word(expected - STOP_PAIN) + 0.3


def threshold_read(read: Floats, threshold: Floats, spread: float = 0.15) -> Floats:
    """An algometer reading (clients,) kPa under the reference thumb, against thresholds."""
    away = np.log(read[:, None] / threshold) / spread
    return (1 - ASTRAY) * np.exp(-0.5 * away**2) + ASTRAY * 0.1


def soreness_said(said: Floats, expected: Floats) -> Floats:
    """Soreness of the next day, 0-10, whose dose-response is hardly known: a wide likelihood."""
    return pain_said(said, expected, spread=2.5)
