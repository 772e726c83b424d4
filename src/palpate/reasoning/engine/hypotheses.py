"""The weighted list of hypotheses, and the probabilities that are sums over it."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .kernels import BoolArray, FloatArray, IndexArray, LongArray
from .network import Network
from .reduction import Reduced


@dataclass(frozen=True, eq=False)
class HypothesisList:
    """K sets of active sources with their posterior weights, by falling weight.

    sets: (K, w) source numbers, ascending, padded with -1. log_weight: (K,) log weight relative to
    the set without sources (search), log of visits (gibbs), log probability (merged), or log
    weight, over the chance of being drawn where a set was drawn (swept).
    weight: (K,) the same, summing to 1.
    alone: (n,) probability of the sources that are in no set: exact where they are independent of
    the sets, nearly so in a swept list. frontier: share of the mass, 0..1, in sets whose neighbours
    the search did not look at. expansions: sets expanded, sweeps made or states kept. method:
    "search", "gibbs", "merged" or "swept".
    """

    sets: IndexArray
    log_weight: FloatArray
    weight: FloatArray
    alone: FloatArray
    frontier: float
    expansions: int
    method: str

    @property
    def source_count(self) -> int:
        """Number of sources of the network, n."""
        return int(self.alone.size)

    def top(self, share: float = 0.995, at_most: int = 2000) -> "HypothesisList":
        """Return the shortest head of the list that holds `share` of the mass, renormalised."""
        count = min(int(np.searchsorted(np.cumsum(self.weight), share)) + 1, at_most)
        if count >= self.weight.size:
            return self
        weight = self.weight[:count]
        return replace(
            self,
            sets=self.sets[:count],
            log_weight=self.log_weight[:count],
            weight=weight / weight.sum(),
        )

    def reweighted(self, change: FloatArray) -> "HypothesisList":
        """Add (K,) log factors to the weights and sort anew."""
        return ordered(
            self.sets, self.log_weight + change, self.alone, self.frontier, self.expansions,
            self.method,
        )  # fmt: skip


def ordered(
    sets: IndexArray,
    log_weight: FloatArray,
    alone: FloatArray,
    frontier: float,
    expansions: int,
    method: str,
) -> HypothesisList:
    """Sort by falling weight (ties in the order found) and normalise."""
    order = np.argsort(-log_weight)
    sorted_weight = log_weight.take(order)
    if np.any(sorted_weight[1:] == sorted_weight[:-1]):
        order = np.argsort(-log_weight, kind="stable")
    weight = np.exp(sorted_weight - sorted_weight[0])
    return HypothesisList(
        sets.take(order, axis=0),
        sorted_weight,
        weight / weight.sum(),
        alone,
        frontier,
        expansions,
        method,
    )


class Found(NamedTuple):
    """What the search found, before sorting.

    Sets (K, w) of candidates padded with -1, their log weights (K,), whether they were expanded
    (K,), the number of expansions, and the mass there was no room for, in units of the best set.
    """

    sets: IndexArray
    log_weight: FloatArray
    expanded: BoolArray
    expansions: int
    lost: float


def collect(network: Network, reduced: Reduced, found: Found, tail: float) -> HypothesisList:
    """Measure the frontier, leave out the light tail and turn candidates into sources."""
    best = float(found.log_weight.max())
    share = np.exp(found.log_weight - best)
    frontier = (share[~found.expanded].sum() + found.lost) / (share.sum() + found.lost)
    heavy = _without_tail(best - found.log_weight, share, tail)
    result = ordered(
        source_sets(reduced, found.sets.take(heavy, axis=0)), found.log_weight.take(heavy),
        reduced.alone, float(frontier), found.expansions, "search",
    )  # fmt: skip
    return with_barren(network, reduced, result)


def _without_tail(depth: FloatArray, share: FloatArray, tail: float) -> LongArray:
    """Choose the sets left when the lightest, at most `tail` of the mass, are taken away.

    Sorts by quarters of a natural-log unit below the best only, which is faster than a full sort.
    """
    if tail <= 0.0:
        return np.arange(depth.size)
    level = (depth * 4.0).astype(np.int64)
    mass = np.bincount(level, share)
    beyond = np.cumsum(mass[::-1])[::-1]
    cut = int(np.searchsorted(-beyond, -tail * beyond[0], side="left"))
    return np.flatnonzero(level < max(cut, 1))


def source_sets(reduced: Reduced, sets: IndexArray) -> IndexArray:
    """Rename sets of candidates (K, w) to sets of sources (K, w)."""
    names = np.append(reduced.candidate, np.int32(-1))
    return names.take(sets)


def names_of(sets: IndexArray, keys: LongArray) -> LongArray:
    """Return a hash (K,) of each set (K, w), padded with -1, by random numbers of sources."""
    names: LongArray = np.bitwise_xor.reduce(np.append(keys, 0)[sets], axis=1)
    return names


def with_barren(network: Network, reduced: Reduced, found: HypothesisList) -> HypothesisList:
    """Fill in the probability of coupled sources without observations below them.

    Exact given the sets; parents that are themselves outside the sets count as independent.
    """
    parents = network.parents
    if not network.coupled:
        return found
    alone = found.alone.copy()
    listed = np.zeros(network.source_count, np.bool_)
    listed[reduced.candidate] = True
    induced_only = reduced.barren & (np.diff(parents.indptr) > 0)
    for source in network.order[induced_only[network.order]]:
        above, r = parents.row(int(source))
        quiet = np.ones(found.weight.size)
        for parent, induced in zip(above, r, strict=True):
            if listed[parent]:
                quiet[(found.sets == parent).any(axis=1)] *= 1.0 - induced
            quiet *= 1.0 - induced * alone[parent]
        alone[source] = 1.0 - (1.0 - network.prior[source]) * float(found.weight @ quiet)
    return replace(found, alone=alone)


def marginals(found: HypothesisList) -> FloatArray:
    """Return the posterior probability (n,) that each source is active."""
    flat, width = found.sets.ravel(), found.sets.shape[1]
    inside = flat >= 0
    mass = np.repeat(found.weight, width)[inside]
    counted = np.bincount(flat[inside], weights=mass, minlength=found.source_count)
    return np.minimum(counted + found.alone, 1.0)


def group_marginals(found: HypothesisList, group_of_source: npt.ArrayLike) -> FloatArray:
    """Return the probability (g,) that at least one source of each group is active.

    `group_of_source` (n,) numbers the groups from 0; -1 belongs to none.
    """
    group = np.asarray(group_of_source, np.int64)
    if group.shape != (found.source_count,):
        raise ValueError(f"group_of_source must have {found.source_count} entries")
    count = int(group.max(initial=-1)) + 1
    groups = np.append(group, -1)[found.sets]
    groups.sort(axis=1)
    first = np.ones(groups.shape, np.bool_)
    first[:, 1:] = groups[:, 1:] != groups[:, :-1]
    chosen = first & (groups >= 0)
    mass = np.broadcast_to(found.weight[:, None], groups.shape)[chosen]
    listed = np.bincount(groups[chosen], weights=mass, minlength=count)
    member = group >= 0
    quiet = np.zeros(count)
    np.add.at(quiet, group[member], np.log1p(-np.minimum(found.alone[member], 1.0 - 1e-15)))
    none = np.maximum(1.0 - listed, 0.0) * np.exp(quiet)
    any_member: FloatArray = 1.0 - none
    return any_member
