"""Choose the model's free numbers on simulated clients: one half chooses, the other reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from palpate.anatomy import Body
from palpate.knowledge import Knowledge
from palpate.reasoning.calibration.clients import SimulatedClient, simulate
from palpate.reasoning.calibration.drawing import Noise, Painter
from palpate.reasoning.calibration.score import Score, score
from palpate.reasoning.model import Model, build_model
from palpate.reasoning.weights import Weights

FITTED: dict[str, tuple[float, ...]] = {
    "temper": (0.5, 0.75, 1.0, 1.5, 2.0),
    "patch_leak": (0.01, 0.02, 0.03, 0.05),
    "unpainted": (0.45, 0.6, 0.8, 1.0),
    "beside_paint": (0.05, 0.1, 0.2),
}
"""Values tried for each number of `Weights`, the others kept at their shipped values."""


@dataclass(frozen=True)
class Trial:
    """One value of one number: score on the choosing half and on the other."""

    number: str
    value: float
    chooses: Score
    reports: Score


def fit(body: Body, knowledge: Knowledge, clients: int, seed: int) -> Iterator[Trial]:
    """Try every value of every number on the same simulated clients."""
    model = build_model(body, knowledge)
    people = _people(model, clients, seed)
    half = len(people) // 2
    for number, values in FITTED.items():
        for value in values:
            tried = build_model(body, knowledge, Weights(**{number: value}))
            yield Trial(number, value, score(tried, people[:half]), score(tried, people[half:]))


def _people(model: Model, clients: int, seed: int) -> Sequence[SimulatedClient]:
    return list(simulate(Painter(model, Noise()), np.random.default_rng(seed), clients))
