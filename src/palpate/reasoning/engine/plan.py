"""What the sweep branches on, in which order, and what it takes for granted."""

import math
from typing import NamedTuple

import numpy as np

from .kernels import BoolArray, FloatArray, LongArray, kernel
from .messages import Messages, Problem

_HOPE = 0.2
"""How far a guess about sources still to come leans from what messages believe towards what the
source would be on its own. Belief alone rules rivals out too soon."""
_DOUBT = 0.15
"""The same for the choice of the sources to branch on."""
_SUREST = 0.5
"""Largest chance given to a source still to come: belief in one source hides its rivals."""


class Plan(NamedTuple):
    """Order of the sweep over b of c candidates, and what stands for the others.

    order: (b,) candidates. own: (c,) log odds, the effect of partners outside the order included.
    guess: (c,) chance of each candidate while it is still to come. rest: (k, 6) mean powers of the
    misses of the candidates outside the order. last: (k,) step that closes each factor, -1 if none
    touches it. until: (c,) last step at which a partner asks for the candidate, -1 if none does.
    faint: (c,) probability of the candidates outside the order, 0 of the others.
    """

    order: LongArray
    own: FloatArray
    guess: FloatArray
    rest: FloatArray
    last: LongArray
    until: LongArray
    faint: FloatArray


def plan(given: Problem, heard: Messages, least: float, fewest: int) -> Plan:
    """Choose the candidates whose probability may reach `least`, at least `fewest`; order them.

    The others are independent of the sweep's sets: their mean effect enters the factors.
    """
    believed, leaning = heard.total, heard.alone - heard.total
    hoped = np.maximum(believed, believed + _DOUBT * leaning)
    bar = math.log(least / (1.0 - least))
    if hoped.size > fewest:
        bar = min(bar, float(np.partition(hoped, -fewest)[-fewest]))
    chosen = hoped >= bar if hoped.size > fewest else np.ones(hoped.size, np.bool_)
    guess = np.minimum(_chance(believed + _HOPE * leaning), _SUREST)
    order = _eliminate(chosen, given.indptr, given.indices, given.factor_ptr, given.factor_link,
                       given.source)  # fmt: skip
    place = np.full(chosen.size, -1)
    place[order] = np.arange(order.size)
    return Plan(
        order=order,
        own=_own(given, heard, chosen),
        guess=guess,
        rest=_rest(given, heard, chosen),
        last=_last(given, place),
        until=_until(given, place),
        faint=np.where(chosen, 0.0, _chance(believed)),
    )


def _chance(log_odds: FloatArray) -> FloatArray:
    chance: FloatArray = 1.0 / (1.0 + np.exp(-log_odds))
    return chance


def _own(given: Problem, heard: Messages, chosen: BoolArray) -> FloatArray:
    """Own log odds (c,) with the messages of partners that are not in the order."""
    parent, child = given.parent, given.child
    lost = chosen[parent] & ~chosen[child]
    own: FloatArray = given.own + np.bincount(parent[lost], heard.up[lost], given.own.size)
    outside = chosen[child] & ~chosen[parent]
    lift = given.r[outside] / (1.0 - given.r[outside])
    factor = 1.0 + _chance(heard.total[parent[outside]] - heard.up[outside]) * lift
    grown = np.exp(np.bincount(child[outside], np.log(factor), given.own.size))
    return own + np.log((grown - 1.0 + given.prior) / given.prior)


def _rest(given: Problem, heard: Messages, chosen: BoolArray) -> FloatArray:
    """Mean powers (k, 6) of the misses of the candidates outside the order."""
    outside = ~chosen[given.source]
    chance = _chance(heard.total[given.source[outside]] - heard.from_factor[outside])
    rest = np.ones_like(given.coefficients)
    np.multiply.at(
        rest, given.indices[outside], 1.0 - chance[:, None] * (1.0 - given.survive[outside])
    )
    return rest


def _last(given: Problem, place: LongArray) -> LongArray:
    """Last step (k,) that touches each factor."""
    last = np.full(given.factor_ptr.size - 1, -1)
    np.maximum.at(last, given.indices, place[given.source])
    return last


def _until(given: Problem, place: LongArray) -> LongArray:
    """Last step (c,) of the family, a satellite with its parents, that a candidate belongs to."""
    both = (place[given.parent] >= 0) & (place[given.child] >= 0)
    parent, child = given.parent[both], given.child[both]
    end = np.full(place.size, -1)
    np.maximum.at(end, child, np.maximum(place[parent], place[child]))
    until = end.copy()
    np.maximum.at(until, parent, end[child])
    return until


@kernel
def _eliminate(
    chosen: BoolArray,
    indptr: LongArray,
    indices: np.ndarray,
    factor_ptr: LongArray,
    factor_link: LongArray,
    source: LongArray,
) -> LongArray:
    """Order the chosen so that few factors are open at a time.

    Next is the factor whose remaining sources open fewest others, then the one with fewest
    sources left; its sources follow, those with few links first. Sources without factors come last.
    """
    left = chosen.copy()
    opened = np.zeros(factor_ptr.size - 1, np.bool_)
    order = np.empty(chosen.size, np.int64)
    seen = np.full(opened.size, -1, np.int64)
    count = 0
    while True:
        best, cost = -1, 0
        for f in range(opened.size):
            fresh, waiting = 0, 0
            for z in range(factor_ptr[f], factor_ptr[f + 1]):
                i = source[factor_link[z]]
                if not left[i]:
                    continue
                waiting += 1
                for t in range(indptr[i], indptr[i + 1]):
                    g = indices[t]
                    if not opened[g] and seen[g] != f:
                        seen[g] = f
                        fresh += 1
            if waiting > 0 and (best < 0 or fresh * 10_000 + waiting < cost):
                best, cost = f, fresh * 10_000 + waiting
        if best < 0:
            break
        seen[:] = -1
        start = count
        for z in range(factor_ptr[best], factor_ptr[best + 1]):
            i = source[factor_link[z]]
            if left[i]:
                left[i] = False
                order[count] = i
                count += 1
                for t in range(indptr[i], indptr[i + 1]):
                    opened[indices[t]] = True
        links = np.empty(count - start, np.int64)
        for a in range(start, count):
            links[a - start] = indptr[order[a] + 1] - indptr[order[a]]
        order[start:count] = order[start:count][np.argsort(links, kind="mergesort")]
    for i in range(left.size):
        if left[i]:
            order[count] = i
            count += 1
    return order[:count].copy()
