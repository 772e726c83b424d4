"""The way in: a search, and a sweep where the search says that it is not enough."""

import numpy as np

from .contributions import leave_one_out
from .draw import swept_list
from .effort import STANDARD, Effort
from .evidence import Evidence
from .gibbs import gibbs, merge
from .hypotheses import HypothesisList, marginals
from .information import TestBank, expected_information
from .network import Network
from .reduction import reduce
from .search import search, search_reduced


def infer(network: Network, evidence: Evidence, effort: Effort = STANDARD) -> HypothesisList:
    """Search, and if too much of the mass stays open, sweep; `effort` holds all numbers.

    Raises ValueError when the evidence does not fit the network.
    """
    reduced = reduce(network, evidence)
    found = search_reduced(
        network, reduced, effort.budget, patience=effort.patience, hopeless=effort.hopeless
    )
    if found.frontier <= effort.open_share:
        return found
    power = (network.weight * evidence.strength)[reduced.factor]
    swept = swept_list(network, reduced, power, effort, found)
    if swept is not None:
        return swept
    best = found.sets[0]
    return merge(network, found, gibbs(network, evidence, best[best >= 0], effort.sweeps))


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
    infer(network, evidence, Effort(open_share=-1.0, draws=7))
    gibbs(network, evidence, (0,), 4)
    tests = TestBank(np.array([0.1]), np.array([0, 1, 1, 1]), np.array([0], np.int32),
                     np.array([0.6]))  # fmt: skip
    expected_information(found, tests)
    leave_one_out(found, network, evidence, np.arange(3))
    marginals(found)
