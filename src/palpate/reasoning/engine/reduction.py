"""From observations to the small problem the search works on.

A finding looked for and absent is log-linear in the sources, so it moves into the prior odds
exactly. Every other observed finding becomes one factor ``(1 - E)**weight`` with
``E = r * (1 - leak) * prod(1 - q)`` and ``r = 1 - l0 / l1``. Sources that cannot matter are then
left out: a source without factors and partners is exactly independent of the rest, a source
without observed findings below it is summed out, and a source whose certified upper bound on the
posterior odds is below a threshold is dropped.
"""

import math
from dataclasses import dataclass

import numpy as np

from .evidence import Evidence
from .factors import finding_gain
from .kernels import BoolArray, FloatArray, IndexArray, LongArray, kernel
from .network import Network
from .sparse import Csr

_IMPOSSIBLE = 1e-12
"""Likelihood ratio below which a finding counts as looked for and absent."""


@dataclass(frozen=True, eq=False)
class Reduced:
    """The problem left for the search, over c candidate sources and k factors.

    candidate: (c,) source numbers, ascending. own: (c,) log odds with absent findings absorbed.
    links: rows by candidate; columns are factors, values q. power: (links,) exponent of each
    link's factor, equal ones next to each other. base: (k,) the E of the empty set.
    prior: (c,), r: (c, c) satellite probabilities (0 x 0 when no candidate is coupled),
    reach: (c,) largest log prior a candidate can gain from its partners.
    factor: (k,) finding of each factor. alone: (n,) exact posterior probability of the sources
    that are independent of the candidates, 0 elsewhere. barren: (n,) sources summed out.
    bound: (n,) certified upper bound on the posterior log odds of every source.
    """

    candidate: IndexArray
    own: FloatArray
    links: Csr
    power: FloatArray
    base: FloatArray
    prior: FloatArray
    r: FloatArray
    reach: FloatArray
    factor: IndexArray
    alone: FloatArray
    barren: BoolArray
    bound: FloatArray


@kernel
def _absorb(
    log_odds: FloatArray,
    log_miss: FloatArray,
    indptr: LongArray,
    indices: IndexArray,
    absent: FloatArray,
) -> None:
    """Add the absent findings, by their exponent (m,) or 0, to the log odds (n,) in place."""
    for i in range(log_odds.size):
        change = 0.0
        for t in range(indptr[i], indptr[i + 1]):
            change += absent[indices[t]] * log_miss[t]
        log_odds[i] += change


@kernel
def _sum_out(
    log_odds: FloatArray,
    indptr: LongArray,
    indices: IndexArray,
    observed: BoolArray,
    order: IndexArray,
    child_indptr: LongArray,
    child_indices: IndexArray,
    child_r: FloatArray,
) -> BoolArray:
    """Find sources (n,) without observed findings below; add the silence of other satellites."""
    n = log_odds.size
    barren = np.ones(n, np.bool_)
    for at in range(n - 1, -1, -1):
        i = order[at]
        for t in range(indptr[i], indptr[i + 1]):
            if observed[indices[t]]:
                barren[i] = False
                break
        for t in range(child_indptr[i], child_indptr[i + 1]):
            if not barren[child_indices[t]]:
                barren[i] = False
                log_odds[i] += math.log(1.0 - child_r[t])
    return barren


@kernel
def _factor_rows(
    factor: IndexArray, indptr: LongArray, sources: IndexArray, q: FloatArray, n: int
) -> tuple[LongArray, IndexArray, FloatArray]:
    """Collect the links to the factors in rows by source (columns in factor order)."""
    start = np.zeros(n + 1, np.int64)
    for j in factor:
        for t in range(indptr[j], indptr[j + 1]):
            start[sources[t] + 1] += 1
    for i in range(n):
        start[i + 1] += start[i]
    place = start[:n].copy()
    column = np.empty(start[n], np.int32)
    strength = np.empty(start[n])
    for k in range(factor.size):
        j = factor[k]
        for t in range(indptr[j], indptr[j + 1]):
            i = sources[t]
            column[place[i]] = k
            strength[place[i]] = q[t]
            place[i] += 1
    return start, column, strength


@kernel
def _coupling_reach(
    prior: FloatArray,
    barren: BoolArray,
    alive: BoolArray,
    child_indptr: LongArray,
    child_indices: IndexArray,
    child_r: FloatArray,
) -> FloatArray:
    """Return the largest log prior (n,) a source can gain from partners that are alive."""
    n = prior.size
    quiet = np.ones(n)
    reach = np.zeros(n)
    for i in range(n):
        for t in range(child_indptr[i], child_indptr[i + 1]):
            c = child_indices[t]
            if alive[i]:
                quiet[c] *= 1.0 - child_r[t]
            if alive[c] and not barren[c]:
                keep = 1.0 - child_r[t]
                reach[i] += math.log((1.0 - (1.0 - prior[c]) * keep) / (prior[c] * keep))
    for i in range(n):
        off = (1.0 - prior[i]) * quiet[i]
        reach[i] += math.log((1.0 - off) / off * ((1.0 - prior[i]) / prior[i]))
    return reach


@kernel
def _bounds(
    own: FloatArray,
    base: FloatArray,
    power: FloatArray,
    indptr: LongArray,
    indices: IndexArray,
    q: FloatArray,
) -> FloatArray:
    """Return a certified upper bound (n,) on the log odds, partners aside.

    Factors that speak against their sources are left out: they gain at most nothing.
    """
    positive = np.maximum(base, 0.0)
    odds = positive / (1.0 - positive)
    bound = own.copy()
    for i in range(own.size):
        bound[i] += finding_gain(i, odds, indptr, indices, q, power)
    return bound


def _ruled_out(evidence: Evidence) -> BoolArray:
    """Mark the findings (m,) whose observation is impossible, or nearly so, if present."""
    impossible: BoolArray = evidence.l1 <= _IMPOSSIBLE * evidence.l0
    return impossible


def _factors(network: Network, evidence: Evidence) -> tuple[IndexArray, FloatArray, FloatArray]:
    """List the findings that become factors, by weight, with their E and exponents."""
    power = network.weight * evidence.strength
    taken = np.flatnonzero((power > 0.0) & (evidence.l1 != evidence.l0) & ~_ruled_out(evidence))
    chosen = taken[np.argsort(power[taken], kind="stable")].astype(np.int32)
    ratio = 1.0 - evidence.l0[chosen] / evidence.l1[chosen]
    return chosen, ratio * (1.0 - network.leak[chosen]), power[chosen]


def reduce(network: Network, evidence: Evidence, prune: float = 1e-4) -> Reduced:
    """Absorb the absent findings and keep the sources whose posterior odds can reach `prune`.

    Raises ValueError when the evidence does not have one entry per finding.
    Source: Heckerman 1989 (absent findings), log-submodularity of noisy-OR (bound).
    """
    if evidence.l1.size != network.finding_count:
        raise ValueError(
            f"evidence has {evidence.l1.size} entries, the network {network.finding_count} findings"
        )
    exponent = network.weight * evidence.strength
    observed = (exponent > 0.0) & (evidence.l1 != evidence.l0)
    absent = np.where(observed & _ruled_out(evidence), exponent, 0.0)
    own = network.logit_prior.copy()
    _absorb(own, network.log_miss, network.indptr, network.indices, absent)
    barren = np.zeros(own.size, np.bool_)
    if network.coupled:
        barren = _sum_out(
            own, network.indptr, network.indices, observed, network.order, *network.satellites
        )
    factor, base, weight = _factors(network, evidence)
    rows = Csr(*_factor_rows(factor, *network.by_finding, network.source_count))
    power = weight.take(rows.indices)
    free = _bounds(own, base, power, *rows)
    alive = np.ones(network.source_count, np.bool_)
    bound = free
    if network.coupled:
        reach = _coupling_reach(network.prior, barren, alive, *network.satellites)
        bound = free + reach
        alive, reach = _survivors(network, barren, free, math.log(prune))
    else:
        reach = np.zeros(0)
        alive = bound >= math.log(prune)
    return _compress(network, own, barren, rows, bound, alive, reach, factor, base, power)


def _survivors(
    network: Network, barren: BoolArray, free: FloatArray, threshold: float
) -> tuple[BoolArray, FloatArray]:
    """Find the sources (n,) that reach the threshold, and the help (n,) of their partners."""
    alive = ~barren
    while True:
        reach = _coupling_reach(network.prior, barren, alive, *network.satellites)
        remaining = alive & (free + reach >= threshold)
        if np.array_equal(remaining, alive):
            return alive, reach
        alive = remaining


def _compress(
    network: Network,
    own: FloatArray,
    barren: BoolArray,
    rows: Csr,
    bound: FloatArray,
    alive: BoolArray,
    reach: FloatArray,
    factor: IndexArray,
    base: FloatArray,
    power: FloatArray,
) -> Reduced:
    """Split the sources into candidates, independent ones and dropped ones."""
    linked = np.diff(rows.indptr) > 0
    partnered = _partnered(network, alive & ~barren)
    chosen = alive & ~barren & (linked | partnered)
    independent = ~linked & ~chosen
    alone = np.zeros(network.source_count)
    alone[independent] = np.exp(-np.logaddexp(0.0, -own[independent]))
    candidate = np.flatnonzero(chosen).astype(np.int32)
    starts, lengths = rows.indptr[candidate], np.diff(rows.indptr)[candidate]
    indptr = np.concatenate(([0], np.cumsum(lengths)))
    pick = np.repeat(starts - indptr[:-1], lengths) + np.arange(indptr[-1])
    joined = network.coupled and bool(partnered[candidate].any())
    return Reduced(
        candidate=candidate,
        own=own[candidate],
        links=Csr(indptr, rows.indices.take(pick), rows.values.take(pick)),
        power=power.take(pick),
        base=base,
        prior=network.prior[candidate],
        r=_dense_satellites(network, candidate) if joined else np.zeros((0, 0)),
        reach=reach[candidate] if joined else np.zeros(candidate.size),
        factor=factor,
        alone=alone,
        barren=barren,
        bound=bound,
    )


def _partnered(network: Network, alive: BoolArray) -> BoolArray:
    """Mark the sources (n,) with a surviving parent or satellite."""
    mark = np.zeros(network.source_count, np.bool_)
    if network.coupled:
        parent, child = network.satellites.row_numbers(), network.satellite_indices
        both = alive[parent] & alive[child]
        mark[parent[both]] = True
        mark[child[both]] = True
    return mark


def _dense_satellites(network: Network, candidate: IndexArray) -> FloatArray:
    """Return the satellite probabilities among the candidates, (c, c)."""
    slot = np.full(network.source_count, -1)
    slot[candidate] = np.arange(candidate.size)
    parent, child = slot[network.satellites.row_numbers()], slot[network.satellite_indices]
    both = (parent >= 0) & (child >= 0)
    dense = np.zeros((candidate.size, candidate.size))
    dense[parent[both], child[both]] = network.satellite_r[both]
    return dense
