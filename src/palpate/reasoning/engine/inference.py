"""The way in: search, and refinement by sampling where the search says it needs it."""

import numpy as np

from .contributions import leave_one_out
from .evidence import Evidence
from .gibbs import gibbs, merge
from .hypotheses import HypothesisList, marginals
from .information import TestBank, expected_information
from .network import Network
from .search import search

FRONTIER_LIMIT = 0.3
"""Share of the mass in unexpanded sets above which the list is refined by sampling."""


def infer(
    network: Network,
    evidence: Evidence,
    budget: int = 200,
    tol: float = 1e-3,
    *,
    limit: float = FRONTIER_LIMIT,
    sweeps: int = 400,
) -> HypothesisList:
    """Search, and if more than `limit` of the mass stays open, sample from the best set and merge.

    Raises ValueError when the evidence does not fit the network.
    """
    found = search(network, evidence, budget, tol)
    if found.frontier <= limit:
        return found
    best = found.sets[0]
    sampled = gibbs(network, evidence, best[best >= 0], sweeps)
    return merge(network, found, sampled)


def warm() -> None:
    """Compile (or load from the cache) every loop, on a network of three sources."""
    network = Network(
        prior=np.full(3, 0.1),
        leak=np.full(3, 0.01),
        weight=np.ones(3),
        indptr=np.array([0, 2, 3, 4]),
        indices=np.array([0, 1, 1, 2], np.int32),
        q=np.full(4, 0.5),
        satellite_indptr=np.array([0, 1, 1, 1]),
        satellite_indices=np.array([1], np.int32),
        satellite_r=np.array([0.2]),
    )
    evidence = Evidence.of(3, present=(0, 1), absent=(2,))
    found = search(network, evidence)
    gibbs(network, evidence, (0,), 4)
    tests = TestBank(np.array([0.1]), np.array([0, 1, 1, 1]), np.array([0], np.int32),
                     np.array([0.6]))  # fmt: skip
    expected_information(found, tests)
    leave_one_out(found, network, evidence, np.arange(3))
    marginals(found)
