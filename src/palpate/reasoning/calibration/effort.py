"""Choose the numbers of the search and the sweep: error and processor time on noisy drawings."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from palpate.reasoning.calibration.clients import SimulatedClient
from palpate.reasoning.calibration.reference import reference
from palpate.reasoning.engine import STANDARD, Effort, Evidence, Network, infer, marginals
from palpate.reasoning.model import Model
from palpate.reasoning.observe import observe

Floats = npt.NDArray[np.float64]

EFFORTS: dict[str, tuple[float, ...]] = {
    "budget": (100, 200, 400),
    "patience": (5, 20, 40),
    "hopeless": (0.3, 0.5, 0.8),
    "open_share": (0.1, 0.3, 0.5),
    "states": (30_000, 60_000, 120_000, 240_000),
    "step": (0.4, 0.8, 1.2),
    "least": (0.0015, 0.003, 0.006),
    "fewest": (50, 150, 250),
    "draws": (1009, 2003, 4001),
}
"""Values tried for each number of `Effort`, the others kept at their shipped values."""
REPEATS = 3


@dataclass(frozen=True)
class EffortTrial:
    """One value of one number on all cases.

    `error` is (median, 90th percentile) of the largest error of any source's probability,
    `milliseconds` (median, 95th percentile) of processor time.
    """

    number: str
    value: float
    error: tuple[float, float]
    milliseconds: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Judged:
    """A case with its reference probabilities (n,) and their precision."""

    evidence: Evidence
    gold: Floats
    precision: float


def judge(
    model: Model, clients: Iterable[SimulatedClient], sweeps: int | None = None
) -> list[Judged]:
    """Find the reference of every client; slow."""
    longer = {} if sweeps is None else {"sweeps": sweeps}
    cases = (observe(model, client.case) for client in clients)
    return [Judged(case, *reference(model.network, case, **longer)) for case in cases]


def fit_effort(
    network: Network,
    judged: Sequence[Judged],
    tried: Mapping[str, tuple[float, ...]] = EFFORTS,
) -> Iterator[EffortTrial]:
    """Try every value of every number on the same cases."""
    for number, values in tried.items():
        for value in values:
            yield _trial(network, judged, number, value)


def _trial(network: Network, judged: Sequence[Judged], number: str, value: float) -> EffortTrial:
    kind = type(getattr(STANDARD, number))
    effort = replace(STANDARD, **{number: kind(value)})
    errors, times = [], []
    for case in judged:
        answer, spent = _timed(network, case.evidence, effort)
        errors.append(np.abs(answer - case.gold).max())
        times.append(spent)
    middle, high = np.quantile(errors, (0.5, 0.9))
    typical, slow = np.quantile(times, (0.5, 0.95))
    return EffortTrial(number, value, (float(middle), float(high)), (float(typical), float(slow)))


def _timed(network: Network, evidence: Evidence, effort: Effort) -> tuple[Floats, float]:
    """Probabilities (n,) and least milliseconds of processor time of a few runs."""
    best = np.inf
    for _ in range(REPEATS):
        started = time.thread_time()
        answer = marginals(infer(network, evidence, effort))
        best = min(best, time.thread_time() - started)
    return answer, 1000 * float(best)
