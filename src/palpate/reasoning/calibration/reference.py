"""Probabilities to hold answers against, and how far these can be trusted themselves."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from palpate.reasoning.engine import Evidence, Network, chain_marginals, marginals, search

Floats = npt.NDArray[np.float64]

CLOSED = 0.02
"""A deep search that leaves less than this share open is a reference."""
DEEP = 4000
SWEEPS = 20_000
CHAINS = 4


def reference(
    network: Network, evidence: Evidence, deep: int = DEEP, sweeps: int = SWEEPS
) -> tuple[Floats, float]:
    """Probabilities (n,) of a deep search or, where that stays open, of four long chains.

    The chains start from the best set and from nothing. The second number is the precision: half
    the largest gap between the mean of two chains and that of the other two; 0 for a search.
    """
    found = search(network, evidence, deep, 1e-6, keep=1e-8, prune=1e-5, capacity=600_000, tail=0.0)
    if found.frontier <= CLOSED:
        return marginals(found), 0.0
    best = found.sets[0]
    starts = (best[best >= 0], np.zeros(0, np.int64))
    chains = np.array([
        chain_marginals(network, evidence, starts[k % 2], sweeps, seed=17 + 1000 * k)
        for k in range(CHAINS)
    ])  # fmt: skip
    gap = np.abs(chains[0::2].mean(axis=0) - chains[1::2].mean(axis=0)).max()
    return np.asarray(chains.mean(axis=0)), float(gap / 2)
