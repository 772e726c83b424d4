"""Clients drawn from the network itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from palpate.reasoning.calibration.drawing import Painter
from palpate.reasoning.case import Case, Client
from palpate.reasoning.model import Model

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class SimulatedClient:
    """Which sources (n,) are active, and the case that came of it."""

    active: Flags
    case: Case


def sample_sources(model: Model, rng: np.random.Generator, fewest: int = 1, most: int = 4) -> Flags:
    """Active sources (n,) from the coupled prior, as many as wanted."""
    network = model.network
    while True:
        active = np.zeros(network.source_count, dtype=bool)
        chance = 1 - network.prior
        for source in network.order:
            active[source] = rng.random() > chance[source]
            if active[source]:
                below, r = network.satellites.row(int(source))
                chance[below] *= 1 - r
        if fewest <= active.sum() <= most:
            return active


def some_sources(model: Model, rng: np.random.Generator, count: int) -> Flags:
    """Active sources (n,), exactly `count` of them, drawn by their prior without regard to
    satellites: the prior alone would hardly ever give many."""
    odds = model.network.prior / model.network.prior.sum()
    active = np.zeros(model.network.source_count, dtype=bool)
    active[rng.choice(len(odds), size=count, replace=False, p=odds)] = True
    return active


def simulate(painter: Painter, rng: np.random.Generator, count: int) -> Iterator[SimulatedClient]:
    """`count` clients who paint something."""
    while count:
        active = sample_sources(painter.model, rng)
        intensity = painter.drawn(painter.felt(active, rng), rng)
        if intensity.any():
            yield SimulatedClient(active, Case(Client(), intensity))
            count -= 1
