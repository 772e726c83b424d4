"""How good and how honest probabilities are on simulated clients."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from palpate.reasoning.calibration.clients import SimulatedClient
from palpate.reasoning.engine import infer, marginals
from palpate.reasoning.model import Model
from palpate.reasoning.observe import observe

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

SAID = 0.02
"""Probabilities below this are left out: nearly all sources are improbable in every case, and
their small errors would hide the large ones."""
BINS = 10


@dataclass(frozen=True, eq=False)
class Score:
    """Scores over clients.

    `nll` is the mean negative log likelihood of the true state of all sources; `first` the share
    of clients whose first source was active; `error` the expected calibration error; `bins` holds
    (mean said, share that came true, count) for each tenth.
    """

    clients: int
    nll: float
    first: float
    error: float
    bins: tuple[tuple[float, float, int], ...]


@dataclass(frozen=True, eq=False)
class Answered:
    """Raw numbers of some clients: for each its log loss and whether the first source was
    active; and all probabilities above SAID with whether they came true."""

    nll: Floats
    first: Flags
    said: Floats
    came: Flags


def answer(model: Model, clients: Iterable[SimulatedClient]) -> Answered:
    """Answer every client and compare with the truth."""
    nll, first, said, came = [], [], [], []
    for client in clients:
        found = infer(model.network, observe(model, client.case))
        p = np.clip(marginals(found), 1e-6, 1 - 1e-6)
        nll.append(-np.log(np.where(client.active, p, 1 - p)).sum())
        first.append(client.active[np.argmax(p)])
        said.append(p[p > SAID])
        came.append(client.active[p > SAID])
    return Answered(np.array(nll), np.array(first), np.concatenate(said), np.concatenate(came))


def score(model: Model, clients: Iterable[SimulatedClient]) -> Score:
    """Answer every client and put the numbers together."""
    return summarise([answer(model, clients)])


def summarise(parts: Sequence[Answered]) -> Score:
    """Put the numbers of many clients together."""
    nll = np.concatenate([part.nll for part in parts])
    said = np.concatenate([part.said for part in parts])
    came = np.concatenate([part.came for part in parts])
    return Score(
        clients=len(nll),
        nll=float(nll.mean()),
        first=float(np.concatenate([part.first for part in parts]).mean()),
        error=calibration_error(said, came),
        bins=tuple(_bins(said, came)),
    )


def calibration_error(said: Floats, came: Flags) -> float:
    """Expected calibration error: mean gap between said and come true, over equal bins."""
    total = max(len(said), 1)
    return sum(abs(mean - share) * count for mean, share, count in _bins(said, came)) / total


def _bins(said: Floats, came: Flags) -> list[tuple[float, float, int]]:
    which = np.minimum((said * BINS).astype(int), BINS - 1)
    return [
        (float(said[which == k].mean()), float(came[which == k].mean()), int((which == k).sum()))
        for k in range(BINS)
        if (which == k).any()
    ]
