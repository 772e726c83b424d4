"""One visit of many virtual clients under one rule, and what to count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from palpate.physiology.guide.belief import Floats
from palpate.physiology.guide.policy import DELIVERY, TOO_HIGH
from palpate.physiology.guide.setting import Setting
from palpate.physiology.guide.trial.patients import Patients
from palpate.physiology.guide.trial.reporters import Voice
from palpate.physiology.guide.trial.rules import Rule

PRESSES = 8
ASK_SECONDS = 15.0
REST_SECONDS = 30.0
Seed = int | tuple[int, ...]


class Score(NamedTuple):
    """What one rule did to true pain, over `presses` presses.

    Pain is looked at every 15 s under pressure. `outside` is its mean distance from the band in
    points; `middle` the root mean square distance from the middle; `in_band` the share of looks
    inside. `above` is the share of presses whose pain passed 8 at any moment; `first` that share
    for first presses.
    """

    presses: int
    outside: float
    middle: float
    above: float
    first: float
    in_band: float


def merge(scores: Sequence[Score]) -> Score:
    """One score of several groups of clients, each counted by its presses."""
    presses = np.array([score.presses for score in scores])
    table = np.array([score[1:] for score in scores])
    table[:, 1] **= 2
    mean = presses @ table / presses.sum()
    mean[1] = np.sqrt(mean[1])
    return Score(int(presses.sum()), *(float(value) for value in mean))


def visit(
    patients: Patients, voice: Voice, rule: Rule, setting: Setting, clients: int, seed: Seed
) -> Score:
    """Eight presses on one site, asked every 15 s; force is given with its error."""
    chance = np.random.default_rng(seed)
    peaks = np.zeros((PRESSES, clients))
    felt: list[Floats] = []
    for number in range(PRESSES):
        slip = np.exp(DELIVERY[setting.gauge] * chance.standard_normal(clients))
        asked = rule.choose()
        rule.press(asked, np.full(clients, REST_SECONDS if number else 0.0))
        held = np.ones(clients, dtype=bool)
        for step in range(int(setting.hold_seconds // ASK_SECONDS) + 1):
            pain = patients.pain(asked * slip)
            felt.append(pain[held])
            peaks[number] = np.maximum(peaks[number], np.where(held, pain, 0.0))
            if step == int(setting.hold_seconds // ASK_SECONDS):
                break
            said, word = voice.speak(pain)
            held &= ~rule.hear(np.where(held, said, np.nan), np.where(held, word, -1))
            if not held.any():
                break
            asked = np.where(held, rule.deepen(), asked)
            now = patients.pain(asked * slip)
            peaks[number] = np.maximum(peaks[number], np.where(held, now, 0.0))
            rule.hold(np.where(held, ASK_SECONDS, 0.0))
            patients.hold(np.where(held, asked * slip, 0.0), ASK_SECONDS)
        rule.release()
        patients.wait(REST_SECONDS)
    return _score(peaks, np.concatenate(felt), setting)


def _score(peaks: Floats, felt: Floats, setting: Setting) -> Score:
    low, high = setting.band_low, setting.band_high
    outside = np.maximum(np.maximum(low - felt, felt - high), 0)
    above = peaks > TOO_HIGH
    return Score(
        presses=peaks.size,
        outside=float(outside.mean()),
        middle=float(np.sqrt(((felt - (low + high) / 2) ** 2).mean())),
        above=float(above.mean()),
        first=float(above[0].mean()),
        in_band=float((outside == 0).mean()),
    )
