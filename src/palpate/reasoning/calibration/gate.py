"""Does the sweep take over where the search alone would err? Checked on many causes at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from palpate.reasoning.calibration.clients import some_sources
from palpate.reasoning.calibration.drawing import Painter
from palpate.reasoning.calibration.reference import DEEP, SWEEPS, reference
from palpate.reasoning.case import Case, Client
from palpate.reasoning.engine import STANDARD, Evidence, Network, infer, marginals, search
from palpate.reasoning.observe import observe

Floats = npt.NDArray[np.float64]

ALWAYS = replace(STANDARD, open_share=-1.0)
"""The effort that sweeps in every case."""


@dataclass(frozen=True)
class GateRow:
    """Largest error of any source's probability in one case, by way of answering.

    `frontier` is the share of mass that the budgeted search left open; `precision` that of the
    reference the answers are compared with.
    """

    causes: int
    frontier: float
    precision: float
    searched: float
    answered: float
    swept: float


def gate(
    painter: Painter,
    seed: int,
    each: int,
    causes: tuple[int, ...],
    deep: int = DEEP,
    sweeps: int = SWEEPS,
) -> Iterator[GateRow]:
    """`each` clients for every number of causes, compared with a search of `deep` expansions or,
    where that stays open, chains of `sweeps`."""
    rng = np.random.default_rng(seed)
    model = painter.model
    for count in causes:
        for _ in range(each):
            active = some_sources(model, rng, count)
            drawing = painter.drawn(painter.felt(active, rng), rng)
            evidence = observe(model, Case(Client(), drawing))
            gold, precision = reference(model.network, evidence, deep, sweeps)
            yield _row(count, model.network, evidence, gold, precision)


def _row(
    count: int, network: Network, evidence: Evidence, gold: Floats, precision: float
) -> GateRow:
    plain = search(network, evidence, STANDARD.budget)
    return GateRow(
        causes=count,
        frontier=plain.frontier,
        precision=precision,
        searched=float(np.abs(marginals(plain) - gold).max()),
        answered=float(np.abs(marginals(infer(network, evidence)) - gold).max()),
        swept=float(np.abs(marginals(infer(network, evidence, ALWAYS)) - gold).max()),
    )
