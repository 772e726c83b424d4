"""Loopy belief propagation: a quick, rough guess at every source, to guide the sweep.

Alone it is confident and wrong where sources share several findings. It is good at what is weak,
and tells which sources are.
"""

import math
from typing import NamedTuple

import numpy as np

from .kernels import BoolArray, FloatArray, IndexArray, LongArray, kernel
from .network import Network
from .powers import EXPONENTS, expansion
from .reduction import Reduced

_NEVER = -60.0
"""Log odds of a source that cannot matter."""
_FAINTEST = 1e-5
"""Sources whose odds given no other source lie below this send no messages."""
_SURE = 1.0 - 1e-9
"""Largest probability believed: what is certain could not be taken out of a product again."""
_PASSES = 10
_SETTLED = 1e-3


class Problem(NamedTuple):
    """The reduced problem with its factors as sums of powers; c candidates, k factors, e pairs.

    own (c,), indptr (c+1,), indices (links,), q (links,): as in Reduced. survive: (links, 6) powers
    of 1 - q. coefficients: (k, 6). factor_ptr (k+1,), factor_link (links,), source (links,): links
    by factor, and the candidate of every link. prior: (c,). parent, child (e,), r (e,): satellite
    pairs by child, child_ptr: (c+1,).
    """

    own: FloatArray
    indptr: LongArray
    indices: IndexArray
    q: FloatArray
    survive: FloatArray
    coefficients: FloatArray
    factor_ptr: LongArray
    factor_link: LongArray
    source: LongArray
    prior: FloatArray
    parent: LongArray
    child: LongArray
    r: FloatArray
    child_ptr: LongArray


class Messages(NamedTuple):
    """What was exchanged, all in natural-log odds.

    alone: (c,) odds of each candidate given no other source. total: (c,) odds believed.
    from_factor: (links,) part of each link in it. up: (e,) part of a satellite in its parent's
    odds, down: (c,) part of the parents in the satellite's.
    """

    alone: FloatArray
    total: FloatArray
    from_factor: FloatArray
    up: FloatArray
    down: FloatArray


def problem(network: Network, reduced: Reduced, power: FloatArray) -> Problem:
    """Prepare the reduced problem; `power` (k,) is the exponent of each factor."""
    indptr, indices, q = reduced.links
    count, factors = reduced.candidate.size, reduced.base.size
    slot = np.full(network.source_count, -1)
    slot[reduced.candidate] = np.arange(count)
    rows = network.parents
    child, parent = slot[rows.row_numbers()], slot[rows.indices]
    both = (child >= 0) & (parent >= 0)
    return Problem(
        own=reduced.own,
        indptr=indptr,
        indices=indices,
        q=q,
        survive=(1.0 - q)[:, None] ** EXPONENTS,
        coefficients=expansion(reduced.base, power),
        factor_ptr=_starts(indices, factors),
        factor_link=np.argsort(indices, kind="stable"),
        source=reduced.links.row_numbers(),
        prior=network.prior[reduced.candidate],
        parent=parent[both],
        child=child[both],
        r=rows.values[both],
        child_ptr=_starts(child[both], count),
    )


def _starts(numbers: np.ndarray, count: int) -> LongArray:
    starts = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(numbers, minlength=count), out=starts[1:])
    return starts


def exchange(given: Problem) -> Messages:
    """Exchange messages until they settle, or ten times."""
    return Messages(*_exchange(given, _PASSES, _SETTLED))


@kernel
def _exchange(
    given: Problem, passes: int, settled: float
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray, FloatArray]:
    count = given.own.size
    alone = given.own.copy()
    for i in range(count):
        for t in range(given.indptr[i], given.indptr[i + 1]):
            mean = 0.0
            for u in range(6):
                mean += given.coefficients[given.indices[t], u] * given.survive[t, u]
            alone[i] += math.log(mean)
    awake = alone > math.log(_FAINTEST)
    total = np.where(awake, given.own, _NEVER)
    from_factor = np.zeros(given.q.size)
    up = np.zeros(given.r.size)
    down = np.zeros(count)
    for _ in range(passes):
        change = _hear_factors(given, awake, total, from_factor)
        change = max(change, _hear_partners(given, awake, total, up, down))
        if change < settled:
            break
    return alone, total, from_factor, up, down


@kernel
def _hear_factors(
    given: Problem, awake: BoolArray, total: FloatArray, from_factor: FloatArray
) -> float:
    """Renew the messages of all factors in turn; the largest change that matters."""
    change = 0.0
    means = np.empty(6)
    for f in range(given.factor_ptr.size - 1):
        means[:] = given.coefficients[f]
        for z in range(given.factor_ptr[f], given.factor_ptr[f + 1]):
            t = given.factor_link[z]
            i = given.source[t]
            if awake[i]:
                p = min(_chance(total[i] - from_factor[t]), _SURE)
                for u in range(6):
                    means[u] *= 1.0 - p * (1.0 - given.survive[t, u])
        for z in range(given.factor_ptr[f], given.factor_ptr[f + 1]):
            t = given.factor_link[z]
            i = given.source[t]
            if awake[i]:
                p = min(_chance(total[i] - from_factor[t]), _SURE)
                on, off = 0.0, 0.0
                for u in range(6):
                    others = means[u] / (1.0 - p * (1.0 - given.survive[t, u]))
                    off += others
                    on += others * given.survive[t, u]
                new = math.log(max(on, 1e-300) / max(off, 1e-300))
                change = max(change, p * abs(new - from_factor[t]))
                total[i] += new - from_factor[t]
                from_factor[t] = new
    return change


@kernel
def _hear_partners(
    given: Problem, awake: BoolArray, total: FloatArray, up: FloatArray, down: FloatArray
) -> float:
    """Renew the messages between parents and satellites; the largest change that matters.

    Own odds hold log(1 - r) for a silent satellite, so an active one is as much likelier.
    """
    change = 0.0
    for c in range(awake.size):
        first, last = given.child_ptr[c], given.child_ptr[c + 1]
        if not awake[c] or first == last:
            continue
        prior = given.prior[c]
        grown = 1.0
        for e in range(first, last):
            grown *= 1.0 + _chance(total[given.parent[e]] - up[e]) * _lift(given.r[e])
        new = math.log((grown - 1.0 + prior) / prior)
        p = _chance(total[c] - down[c])
        change = max(change, p * abs(new - down[c]))
        total[c] += new - down[c]
        down[c] = new
        for e in range(first, last):
            k = given.parent[e]
            if awake[k]:
                lift = _lift(given.r[e])
                other = grown / (1.0 + _chance(total[k] - up[e]) * lift)
                on = 1.0 - p + p * (other * (1.0 + lift) - 1.0 + prior) / prior
                off = 1.0 - p + p * (other - 1.0 + prior) / prior
                new = math.log(on / off)
                change = max(change, _chance(total[k]) * abs(new - up[e]))
                total[k] += new - up[e]
                up[e] = new
    return change


@kernel
def _chance(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-log_odds))


@kernel
def _lift(r: float) -> float:
    return r / (1.0 - r)
