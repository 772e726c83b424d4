"""Gibbs sampling with exchange moves: slow but without bias, to hold faster answers against."""

import math
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .evidence import Evidence
from .factors import coupling_gain, finding_gain, set_odds
from .hypotheses import HypothesisList, names_of, ordered, source_sets, with_barren
from .kernels import FloatArray, IndexArray, LongArray, kernel
from .network import Network
from .reduction import Reduced, reduce
from .sparse import transpose
from .table import find

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_S27, _S30, _S31, _S11 = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(11)
_REFRESH = 200
"""Sweeps after which the running products are computed anew, against drift."""


@kernel
def _uniform(state: npt.NDArray[np.uint64]) -> float:
    """Return the next number in [0, 1) (splitmix64); the same on every machine."""
    state[0] += _GOLDEN
    z = state[0]
    z = (z ^ (z >> _S30)) * _MIX_1
    z = (z ^ (z >> _S27)) * _MIX_2
    z = z ^ (z >> _S31)
    return float(z >> _S11) / 9007199254740992.0


@kernel
def _toggle(
    i: int,
    on: bool,
    indptr: LongArray,
    indices: IndexArray,
    q: FloatArray,
    miss: FloatArray,
    odds: FloatArray,
) -> None:
    """Multiply the links of source i into the running misses, or take them out."""
    for t in range(indptr[i], indptr[i + 1]):
        j = indices[t]
        if on:
            miss[j] *= 1.0 - q[t]
        else:
            miss[j] /= 1.0 - q[t]
        odds[j] = miss[j] / (1.0 - miss[j])


@kernel
def _gibbs(
    own: FloatArray,
    indptr: LongArray,
    indices: IndexArray,
    q: FloatArray,
    power: FloatArray,
    column_indptr: LongArray,
    column_indices: IndexArray,
    base: FloatArray,
    prior: FloatArray,
    r: FloatArray,
    keys: LongArray,
    start: IndexArray,
    sweeps: int,
    burn: int,
    exchanges: int,
    seed: int,
) -> tuple[IndexArray, FloatArray, FloatArray]:
    """Return the distinct sets visited after `burn` sweeps, (K, w), and how often, (K,).

    The third is the mean chance (n,) with which each source was switched on.
    """
    n = own.size
    coupled = r.shape[0] > 0
    largest = start.size
    state = np.array([seed], np.uint64)
    members = start.copy()
    size = 0
    place = np.full(n, -1, np.int32)
    key = np.int64(0)
    while size < largest and members[size] >= 0:
        place[members[size]] = size
        key ^= keys[members[size]]
        size += 1
    sets = np.full((sweeps, largest), -1, np.int32)
    visits = np.zeros(sweeps)
    chance = np.zeros(n)
    name = np.empty(sweeps, np.int64)
    room = 2
    while room < 2 * sweeps:
        room *= 2
    slots = np.full(room, -1, np.int32)
    count = 0
    miss = np.empty(base.size)
    odds = np.empty(base.size)
    for sweep in range(sweeps):
        if sweep % _REFRESH == 0:
            set_odds(members, size, -1, base, indptr, indices, q, miss, odds)
        for i in range(n):
            was = place[i] >= 0
            if not was and size == largest:
                continue
            if was:
                _toggle(i, False, indptr, indices, q, miss, odds)
            gain = own[i] + finding_gain(i, odds, indptr, indices, q, power)
            if coupled:
                gain += coupling_gain(i, members, size, i, prior, r)
            if sweep >= burn:
                chance[i] += 1.0 / (1.0 + math.exp(-gain))
            now = _uniform(state) * (1.0 + math.exp(-gain)) < 1.0
            if now:
                _toggle(i, True, indptr, indices, q, miss, odds)
            if now == was:
                continue
            key ^= keys[i]
            if now:
                members[size] = i
                place[i] = size
                size += 1
            else:
                size -= 1
                last = members[size]
                members[place[i]] = last
                place[last] = place[i]
                members[size] = -1
                place[i] = -1
        for _ in range(exchanges):
            if size == 0:
                break
            i = members[int(_uniform(state) * size)]
            degree = indptr[i + 1] - indptr[i]
            if degree == 0:
                continue
            j = indices[indptr[i] + int(_uniform(state) * degree)]
            options = column_indptr[j + 1] - column_indptr[j]
            h = column_indices[column_indptr[j] + int(_uniform(state) * options)]
            if place[h] >= 0:
                continue
            _toggle(i, False, indptr, indices, q, miss, odds)
            gain = own[h] + finding_gain(h, odds, indptr, indices, q, power)
            gain -= own[i] + finding_gain(i, odds, indptr, indices, q, power)
            if coupled:
                gain += coupling_gain(h, members, size, i, prior, r)
                gain -= coupling_gain(i, members, size, i, prior, r)
            gain += math.log(degree / (indptr[h + 1] - indptr[h]))
            chosen = i
            if gain >= 0.0 or _uniform(state) < math.exp(gain):
                chosen = h
                members[place[i]] = h
                place[h] = place[i]
                place[i] = -1
                key ^= keys[i] ^ keys[h]
            _toggle(chosen, True, indptr, indices, q, miss, odds)
        if sweep < burn:
            continue
        entry, slot = find(slots, name, key)
        if entry < 0:
            entry = count
            slots[slot] = count
            name[count] = key
            sets[count, :size] = np.sort(members[:size])
            count += 1
        visits[entry] += 1.0
    return sets[:count].copy(), visits[:count].copy(), chance / max(sweeps - burn, 1)


class _Chain(NamedTuple):
    reduced: Reduced
    sets: IndexArray
    visits: FloatArray
    chance: FloatArray


def _chain(
    network: Network, evidence: Evidence, start: npt.ArrayLike, sweeps: int, seed: int | None,
    prune: float, max_causes: int, exchanges: int,
) -> _Chain:  # fmt: skip
    """Reduce and run the chain; its sets hold candidates."""
    reduced = reduce(network, evidence, prune)
    width = max(1, min(max_causes, reduced.candidate.size))
    slot = np.full(network.source_count, -1, np.int32)
    slot[reduced.candidate] = np.arange(reduced.candidate.size)
    begin = slot[np.asarray(start, np.int64)]
    begin = begin[begin >= 0][:width]
    members = np.full(width, -1, np.int32)
    members[: begin.size] = begin
    columns = transpose(reduced.links, reduced.base.size)
    sets, visits, chance = _gibbs(
        reduced.own, *reduced.links, reduced.power, columns.indptr, columns.indices,
        reduced.base, reduced.prior, reduced.r, network.keys[reduced.candidate], members,
        sweeps, sweeps // 10, exchanges, evidence.seed() if seed is None else seed,
    )  # fmt: skip
    return _Chain(reduced, sets, visits, chance)


def gibbs(
    network: Network,
    evidence: Evidence,
    start: npt.ArrayLike = (),
    sweeps: int = 400,
    seed: int | None = None,
    *,
    prune: float = 1e-4,
    max_causes: int = 12,
    exchanges: int = 4,
) -> HypothesisList:
    """Visit sets with a Gibbs chain that also exchanges sources, and weight them by visits.

    Starts from the sources in `start`, normally the best set of a search, and makes `sweeps`
    passes over the candidates, of which the first tenth is left out. By default `seed` follows
    from the observations, so that the same case gives the same answer, bit for bit. `exchanges`
    moves per sweep swap an active source for one that shares a finding with it. `prune` and
    `max_causes` as in search. Source: Geman and Geman 1984.
    """
    reduced, sets, visits, _ = _chain(
        network, evidence, start, sweeps, seed, prune, max_causes, exchanges
    )
    found = ordered(source_sets(reduced, sets), np.log(visits), reduced.alone, 0.0, sweeps, "gibbs")
    return with_barren(network, reduced, found)


def chain_marginals(
    network: Network, evidence: Evidence, start: npt.ArrayLike = (), sweeps: int = 20_000,
    seed: int | None = None,
) -> FloatArray:  # fmt: skip
    """Return the probability (n,) of each source as the mean chance of being switched on.

    Less noisy than counting visits (Rao and Blackwell). Arguments as in gibbs.
    """
    chain = _chain(network, evidence, start, sweeps, seed, 1e-4, 24, 8)
    probability = chain.reduced.alone.copy()
    probability[chain.reduced.candidate] = chain.chance
    return probability


def merge(network: Network, searched: HypothesisList, sampled: HypothesisList) -> HypothesisList:
    """Make one list from a search and a chain, each doing what it does best.

    The chain tells how much mass lies inside the searched sets as a whole; inside, the exact
    weights of the search count, outside, the visits. The frontier stays that of the search.
    """
    inside = np.isin(names_of(sampled.sets, network.keys), names_of(searched.sets, network.keys))
    covered = float(sampled.weight[inside].sum())
    if covered == 0.0:
        return replace(sampled, frontier=searched.frontier, method="merged")
    width = max(searched.sets.shape[1], sampled.sets.shape[1])
    outside = sampled.sets[~inside]
    sets = np.full((len(searched.sets) + len(outside), width), -1, np.int32)
    sets[: len(searched.sets), : searched.sets.shape[1]] = searched.sets
    sets[len(searched.sets) :, : outside.shape[1]] = outside
    weight = np.concatenate((covered * searched.weight, sampled.weight[~inside]))
    positive = weight > 0.0
    return ordered(
        sets[positive], np.log(weight[positive]), sampled.alone, searched.frontier,
        searched.expansions, "merged",
    )  # fmt: skip
