"""Best-first search over sets of sources (shotgun stochastic search without the chance).

From the most probable set not yet expanded, every set reached by adding, exchanging or removing
one source is weighed exactly. The sets not expanded when the budget ends, the frontier, hold a
share of the mass that predicts how good the answer is.
Source: FINEMAP (Benner et al. 2016), TopN (Henrion 1991).
"""

import math

import numpy as np

from .evidence import Evidence
from .factors import coupling_gain, finding_gain, set_odds
from .hypotheses import Found, HypothesisList, collect
from .kernels import BoolArray, FloatArray, IndexArray, LongArray, kernel
from .network import Network
from .reduction import Reduced, reduce
from .table import find, pop, push

CAPACITY = 24_576
"""Sets stored by default; beyond it the weight found is counted into the frontier."""
_REMEMBERED = 2048
"""Expansions whose gains are kept as bounds for later ones; the last place is scratch."""
_ROUNDING = 1e-9


@kernel
def _store(members: IndexArray, size: int, skip: int, extra: int, target: IndexArray) -> None:
    """Write the set `members[:size]` less `skip`, plus `extra` (-1: none), in ascending order."""
    at = 0
    for a in range(size):
        k = members[a]
        if k == skip:
            continue
        if extra >= 0 and extra < k:
            target[at] = extra
            at += 1
            extra = -1
        target[at] = k
        at += 1
    if extra >= 0:
        target[at] = extra
        at += 1
    target[at:] = -1


@kernel
def _inherit(
    members: IndexArray,
    size: int,
    skip: int,
    key: int,
    keys: LongArray,
    done_slots: IndexArray,
    done: LongArray,
    limit: FloatArray,
    at: int,
) -> None:
    """Lower `limit[at]` (n,) to the least gain known for a set with one source less.

    A source gains least where most is explained already, so these are upper bounds.
    """
    for a in range(size):
        if members[a] == skip:
            continue
        entry = find(done_slots, done, key ^ keys[members[a]])[0]
        if entry >= 0 and entry < at:
            for i in range(limit.shape[1]):
                limit[at, i] = min(limit[at, i], limit[entry, i] + _ROUNDING)


@kernel
def _open(log_weight: FloatArray, expanded: BoolArray, best: float) -> float:
    """Return the mass of the sets not expanded, in units of the best."""
    mass = 0.0
    for k in range(log_weight.size):
        if not expanded[k]:
            mass += math.exp(log_weight[k] - best)
    return mass


@kernel
def _search(
    own: FloatArray,
    indptr: LongArray,
    indices: IndexArray,
    q: FloatArray,
    power: FloatArray,
    base: FloatArray,
    prior: FloatArray,
    r: FloatArray,
    reach: FloatArray,
    keys: LongArray,
    budget: int,
    patience: int,
    hopeless: float,
    tolerance: float,
    slack: float,
    largest: int,
    capacity: int,
) -> tuple[IndexArray, FloatArray, BoolArray, int, float]:
    """Return sets (K, w), log weights (K,), expanded (K,), expansions made and lost mass."""
    n = own.size
    coupled = r.shape[0] > 0
    joined = (r > 0.0) | (r.T > 0.0)
    near = np.zeros(n, np.bool_)
    sets = np.empty((capacity, largest), np.int32)
    log_weight = np.empty(capacity)
    name = np.empty(capacity, np.int64)
    size_of = np.zeros(capacity, np.int32)
    expanded = np.zeros(capacity, np.bool_)
    room = 2
    while room < 2 * capacity:
        room *= 2
    slots = np.full(room, -1, np.int32)
    done = np.empty(budget + 1, np.int64)
    room = 2
    while room < 2 * (budget + 1):
        room *= 2
    done_slots = np.full(room, -1, np.int32)
    rank = np.empty(capacity)
    item = np.empty(capacity, np.int64)
    miss = np.empty(base.size)
    odds = np.empty(base.size)
    monotone = not np.any(base < 0.0)
    limit = np.empty((min(budget, _REMEMBERED), n))
    inside = np.zeros(n, np.bool_)
    sets[0] = -1
    log_weight[0] = 0.0
    name[0] = 0
    slots[find(slots, name, 0)[1]] = 0
    count = 1
    waiting = push(rank, item, 0, 0.0, 0)
    best = 0.0
    total = 1.0
    lost = 0.0
    expansions = 0
    widest = 1
    judged = False
    while waiting > 0 and expansions < budget:
        if rank[0] < best + math.log(total) + tolerance:
            break
        if expansions >= patience and not judged:
            judged = True
            if _open(log_weight[:count], expanded, best) > hopeless * total:
                break
        parent = item[0]
        waiting = pop(rank, item, waiting)
        expanded[parent] = True
        size = size_of[parent]
        members = sets[parent]
        for turn in range(-1, size):
            skip = -1
            key = name[parent]
            if turn >= 0:
                skip = members[turn]
                key ^= keys[skip]
            entry, slot = find(done_slots, done, key)
            if entry >= 0:
                continue
            if expansions >= budget:
                break
            done[expansions] = key
            done_slots[slot] = expansions
            expansions += 1
            set_odds(members, size, skip, base, indptr, indices, q, miss, odds)
            level = log_weight[parent]
            kept = size
            if skip >= 0:
                kept -= 1
                level -= own[skip] + finding_gain(skip, odds, indptr, indices, q, power)
                if coupled:
                    level -= coupling_gain(skip, members, size, skip, prior, r)
            at = min(expansions, _REMEMBERED) - 1
            gains = limit[at]
            gains[:] = np.inf
            if monotone:
                _inherit(members, size, skip, key, keys, done_slots, done, limit, at)
            for a in range(size):
                inside[members[a]] = members[a] != skip
            if coupled:
                near[:] = False
                for a in range(size):
                    if members[a] != skip:
                        near |= joined[members[a]]
            for i in range(-1, n):
                key_of = key
                value = level
                if i < 0:
                    if skip < 0:
                        continue
                else:
                    if inside[i] or kept == largest:
                        continue
                    gain = gains[i]
                    support = reach[i] if near[i] else 0.0
                    if level + gain + support < best + slack:
                        continue
                    gain = own[i] + finding_gain(i, odds, indptr, indices, q, power)
                    gains[i] = gain
                    value += gain
                    if value + support < best + slack:
                        continue
                    if near[i]:
                        value += coupling_gain(i, members, size, skip, prior, r)
                    key_of = key ^ keys[i]
                if value < best + slack:
                    continue
                entry, slot = find(slots, name, key_of)
                if entry >= 0:
                    continue
                if value > best:
                    total *= math.exp(best - value)
                    lost *= math.exp(best - value)
                    best = value
                if count >= capacity:
                    lost += math.exp(value - best)
                    continue
                total += math.exp(value - best)
                _store(members, size, skip, i, sets[count])
                size_of[count] = kept + (1 if i >= 0 else 0)
                widest = max(widest, size_of[count])
                log_weight[count] = value
                name[count] = key_of
                slots[slot] = count
                if value >= best + math.log(total) + tolerance:
                    waiting = push(rank, item, waiting, value, count)
                count += 1
            for a in range(size):
                inside[members[a]] = False
    return (
        sets[:count, :widest].copy(), log_weight[:count].copy(), expanded[:count].copy(),
        expansions, lost,
    )  # fmt: skip


def search(
    network: Network,
    evidence: Evidence,
    budget: int = 200,
    tol: float = 1e-3,
    *,
    keep: float = 1e-5,
    prune: float = 1e-4,
    max_causes: int = 12,
    capacity: int = CAPACITY,
    tail: float = 1e-3,
) -> HypothesisList:
    """Find the most probable sets of active sources, with exact relative weights.

    Parameters
    ----------
    network:
        The network.
    evidence:
        What was observed of its findings.
    budget:
        Most sets expanded.
    tol:
        Stop when the best set not expanded has less than this share of the mass.
    keep:
        Sets below this share of the best set are not stored.
    prune:
        Sources whose posterior odds provably stay below this are left out.
    max_causes:
        Most sources active at once.
    capacity:
        Most sets stored.
    tail:
        Share of the mass, at the light end, left out of the list.

    Returns
    -------
    The list by falling weight; its frontier tells how far to trust it (0.3 and less is good).
    Repeats bit for bit.

    Raises ValueError when the evidence does not fit the network.
    """
    return search_reduced(
        network, reduce(network, evidence, prune), budget, tol, keep=keep, max_causes=max_causes,
        capacity=capacity, tail=tail,
    )  # fmt: skip


def search_reduced(
    network: Network,
    reduced: Reduced,
    budget: int = 200,
    tol: float = 1e-3,
    *,
    keep: float = 1e-5,
    max_causes: int = 12,
    capacity: int = CAPACITY,
    tail: float = 1e-3,
    patience: int | None = None,
    hopeless: float = 1.0,
) -> HypothesisList:
    """Search a reduced problem, see `search`.

    After `patience` expansions it gives up if more than the share `hopeless` is still open.
    """
    width = max(1, min(max_causes, reduced.candidate.size))
    found = _search(
        reduced.own, *reduced.links, reduced.power, reduced.base, reduced.prior, reduced.r,
        reduced.reach, network.keys[reduced.candidate], budget,
        budget if patience is None else patience, hopeless, math.log(tol), math.log(keep), width,
        min(capacity, budget * (reduced.candidate.size + 1) + 1),
    )  # fmt: skip
    return collect(network, reduced, Found(*found), tail)


def exhaustive(network: Network, evidence: Evidence, capacity: int = 70_000) -> HypothesisList:
    """Weigh every set of sources that matters: exact, for networks of about 16 sources."""
    return search(
        network, evidence, budget=capacity, tol=1e-15, keep=1e-18, prune=1e-18,
        max_causes=32, capacity=capacity, tail=0.0,
    )  # fmt: skip
