"""Compiled arithmetic on sets of sources: how much one more source changes the log weight."""

import math

from .kernels import FloatArray, IndexArray, LongArray, kernel

_FLUSH = 24
"""Factors multiplied before a logarithm is taken: each is at most 1e4, so 1e96 is the largest."""


@kernel
def finding_gain(
    i: int,
    odds: FloatArray,
    indptr: LongArray,
    indices: IndexArray,
    q: FloatArray,
    power: FloatArray,
) -> float:
    """Return the log-likelihood gained by switching source i on.

    `odds` (k,) is E / (1 - E) for the current E of each factor 1 - E, so that a link multiplies
    the factor by 1 + odds * q. `power` (links,) is the exponent of each link's factor.
    """
    product = 1.0
    total = 0.0
    count = 0
    exponent = 1.0
    for t in range(indptr[i], indptr[i + 1]):
        if power[t] != exponent or count == _FLUSH:
            if count > 0:
                total += exponent * math.log(product)
                product = 1.0
                count = 0
            exponent = power[t]
        product *= 1.0 + odds[indices[t]] * q[t]
        count += 1
    return total + exponent * math.log(product)


@kernel
def coupling_gain(
    i: int, members: IndexArray, size: int, skip: int, prior: FloatArray, r: FloatArray
) -> float:
    """Return the log prior gained by adding source i to the set, beyond what its own odds hold.

    The own odds hold logit(prior) and log(1 - r) for every satellite of i, as if no parent were
    active and no satellite were. `members[:size]` is the set, `skip` a member to leave out (or
    -1), `r` (c, c) the probability that the row's source induces the column's.
    """
    quiet = 1.0
    for a in range(size):
        k = members[a]
        if k != skip and k != i:
            quiet *= 1.0 - r[k, i]
    off = (1.0 - prior[i]) * quiet
    total = math.log((1.0 - off) / off * ((1.0 - prior[i]) / prior[i]))
    for a in range(size):
        child = members[a]
        if child in (skip, i) or r[i, child] == 0.0:
            continue
        quiet = 1.0 - prior[child]
        for b in range(size):
            k = members[b]
            if k != skip and k != i and k != child:
                quiet *= 1.0 - r[k, child]
        off = 1.0 - r[i, child]
        total += math.log((1.0 - quiet * off) / ((1.0 - quiet) * off))
    return total


@kernel
def set_odds(
    members: IndexArray,
    size: int,
    skip: int,
    base: FloatArray,
    indptr: LongArray,
    indices: IndexArray,
    q: FloatArray,
    miss: FloatArray,
    odds: FloatArray,
) -> None:
    """Fill E and E / (1 - E), both (k,), for the set `members[:size]` without `skip`."""
    miss[:] = base
    for a in range(size):
        i = members[a]
        if i != skip:
            for t in range(indptr[i], indptr[i + 1]):
                miss[indices[t]] *= 1.0 - q[t]
    for j in range(miss.size):
        odds[j] = miss[j] / (1.0 - miss[j])
