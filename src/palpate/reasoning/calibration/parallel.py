"""Many simulated clients on all processors; the same clients whatever their number."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from palpate.reasoning.calibration.clients import sample_sources, simulate
from palpate.reasoning.calibration.drawing import Noise, Painter, repeatability
from palpate.reasoning.calibration.score import Answered, Score, answer, summarise
from palpate.reasoning.model import Model

CHUNK = 250
"""Clients simulated from one seed."""
REDRAWN = 300
"""Pains drawn twice to measure how repeatable a drawing is."""


def calibrate(
    model: Model, clients: int, seed: int, workers: int = 2
) -> tuple[Score, tuple[float, float]]:
    """Score of `clients` simulated people, and the Jaccard index (mean, sd) of two drawings."""
    painter = Painter(model, Noise())
    sizes = [min(CHUNK, clients - start) for start in range(0, clients, CHUNK)]

    def chunk(number: int) -> Answered:
        rng = np.random.default_rng([seed, number])
        return answer(model, simulate(painter, rng, sizes[number]))

    with ThreadPoolExecutor(workers) as pool:
        parts = list(pool.map(chunk, range(len(sizes))))
    rng = np.random.default_rng([seed, len(sizes)])
    pains = [sample_sources(model, rng) for _ in range(REDRAWN)]
    return summarise(parts), repeatability(painter, pains, rng)
