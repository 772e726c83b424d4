"""Does sampling take over where the search alone would err? Checked on many causes at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from palpate.reasoning.calibration.clients import some_sources
from palpate.reasoning.calibration.drawing import Painter
from palpate.reasoning.case import Case, Client
from palpate.reasoning.engine import Evidence, Network, gibbs, infer, marginals, merge, search
from palpate.reasoning.observe import observe

Floats = npt.NDArray[np.float64]

DEEP = 20_000
SWEEPS = 20_000


@dataclass(frozen=True)
class GateRow:
    """Largest error of any source's probability in one case, by way of answering.

    `frontier` is the share of mass that the budgeted search left open; `gold_frontier` that of
    the deep search it is compared with.
    """

    causes: int
    frontier: float
    gold_frontier: float
    searched: float
    answered: float
    sampled: float


def gate(
    painter: Painter,
    seed: int,
    each: int,
    causes: tuple[int, ...],
    deep: int = DEEP,
    sweeps: int = SWEEPS,
) -> Iterator[GateRow]:
    """`each` clients for every number of causes, compared with a search of `deep` expansions and,
    where that stays open, a chain of `sweeps`."""
    rng = np.random.default_rng(seed)
    model = painter.model
    for count in causes:
        for _ in range(each):
            active = some_sources(model, rng, count)
            drawing = painter.drawn(painter.felt(active, rng), rng)
            evidence = observe(model, Case(Client(), drawing))
            gold = _gold(model.network, evidence, deep, sweeps)
            yield _row(count, model.network, evidence, *gold)


def _row(
    count: int, network: Network, evidence: Evidence, gold: Floats, open_mass: float
) -> GateRow:
    plain = search(network, evidence)

    def error(limit: float) -> float:
        return float(np.abs(marginals(infer(network, evidence, limit=limit)) - gold).max())

    return GateRow(
        causes=count,
        frontier=plain.frontier,
        gold_frontier=open_mass,
        searched=float(np.abs(marginals(plain) - gold).max()),
        answered=float(np.abs(marginals(infer(network, evidence)) - gold).max()),
        sampled=error(-1.0),
    )


def _gold(network: Network, evidence: Evidence, deep: int, sweeps: int) -> tuple[Floats, float]:
    """Probabilities of a search a hundred times deeper, refined by a long chain where open."""
    found = search(network, evidence, deep, 1e-6, keep=1e-8, prune=1e-5, capacity=600_000, tail=0.0)
    if found.frontier <= 0.02:
        return marginals(found), found.frontier
    best = found.sets[0]
    chain = gibbs(network, evidence, best[best >= 0], sweeps)
    return marginals(merge(network, found, chain)), found.frontier
