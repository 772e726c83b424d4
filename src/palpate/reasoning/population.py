"""Simulate people with a condition, and see whether what studies counted comes out.

A condition's measured shares are drawn towards the general prior as `background` does, but without
its ceiling. That ceiling is a caution of the ranking: it keeps a client's known condition from
outweighing what is drawn and felt. It is no statement about how often something is found, so a
population is simulated without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from palpate.knowledge import Shift
from palpate.reasoning.background import shrunk
from palpate.reasoning.evaluation import Rate
from palpate.reasoning.model import Model

CLIENTS = 4000
SIDE = "left"
"""The side of the complaint."""
MOST = 0.999
"""Largest share that a source may be expected with."""

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class BaseRate:
    """A share that a study counted, beside that of a simulated population."""

    condition: str
    target: str
    measured: Rate
    expected: float
    """The measured share after it was drawn towards the general prior."""
    simulated: Rate
    sources: tuple[str, ...]

    @property
    def reproduced(self) -> bool:
        """Whether the simulated share lies in the study's exact 95 % interval."""
        low, high = self.measured.interval
        return low <= (self.simulated.share or 0.0) <= high


def base_rates(model: Model, condition: str, seed: int, clients: int = CLIENTS) -> list[BaseRate]:
    """Every measured share of a condition, counted again in `clients` simulated people."""
    shifts = [s for s in model.knowledge.conditions[condition].shifts if s.share is not None]
    expected = {id(shift): _expected(model, shift) for shift in shifts}
    prior = np.array(model.network.prior)
    for shift in sorted(shifts, key=lambda shift: expected[id(shift)]):
        sites = _sites(model, shift)
        prior[sites] = np.maximum(prior[sites], _shared_out(prior[sites], expected[id(shift)]))
    active = simulate(model, prior, np.random.default_rng(seed), clients)
    return [
        BaseRate(
            condition=condition,
            target=shift.target,
            measured=Rate(round((shift.share or 0.0) * shift.count), shift.count),
            expected=expected[id(shift)],
            simulated=Rate(int(active[:, _sites(model, shift)].any(axis=1).sum()), clients),
            sources=shift.support.sources,
        )
        for shift in shifts
        if _sites(model, shift)
    ]


def simulate(model: Model, prior: Floats, rng: np.random.Generator, clients: int) -> Flags:
    """Which sources are active in each client (clients, n), satellites awakened by their keys."""
    network = model.network
    active: Flags = rng.random((clients, len(prior))) < prior
    for number in network.order:
        keys, chance = network.parents.row(int(number))
        if len(keys):
            missed = np.prod(np.where(active[:, keys], 1 - chance, 1.0), axis=1)
            active[:, number] |= rng.random(clients) >= missed
    return active


def _sites(model: Model, shift: Shift) -> list[int]:
    """Sources that a share speaks of, on the side of the complaint."""
    found = model.named.get((shift.by, shift.target), ())
    return [number for number in found if model.sources[number].side in (SIDE, "midline")]


def _expected(model: Model, shift: Shift) -> float:
    general = float(model.network.prior[_sites(model, shift)].sum())
    return min(shrunk(shift.share or 0.0, shift.count, general), MOST)


def _shared_out(prior: Floats, share: float) -> Floats:
    """Probability of each site so that any of them is active with probability `share`."""
    each: Floats = 1 - (1 - share) ** (prior / max(float(prior.sum()), 1e-12))
    return each


def all_base_rates(model: Model, seed: int, clients: int = CLIENTS) -> Iterator[BaseRate]:
    """The measured shares of every condition."""
    for number, condition in enumerate(model.knowledge.conditions):
        yield from base_rates(model, condition, seed + number, clients)
