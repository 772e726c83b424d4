"""The list of hypotheses of a sweep: sets drawn evenly, and weighed exactly."""

import math

import numpy as np

from .effort import Effort
from .factors import coupling_gain
from .hypotheses import HypothesisList, names_of, ordered, source_sets, with_barren
from .kernels import FloatArray, IndexArray, LongArray, kernel
from .messages import Problem, exchange, problem
from .network import Network
from .plan import Plan, plan
from .powers import misfit, raise_powers
from .reduction import Reduced
from .sweep import Swept, sweep

_LARGEST = 32
"""Most sources in a drawn set."""
_GOLDEN = 0.6180339887498949
_PLASTIC = 0.7548776662466927
_LARGEST_MISFIT = 0.05
_KNOWN = 1000
"""Sets of the search that are taken over."""


def swept_list(
    network: Network, reduced: Reduced, power: FloatArray, effort: Effort, searched: HypothesisList
) -> HypothesisList | None:
    """Sweep over the candidates, draw sets and weigh each: exact weight over chance of the draw.

    The best sets `searched` are taken over with their exact weight, so that draws stand only for
    what the search has not seen. `power` (k,) is the exponent of each factor. Candidates that are
    too improbable to be decided one by one stand in `alone`. The frontier is that of the search.
    None when a factor cannot be expressed.
    """
    given = problem(network, reduced, power)
    if not misfit(reduced.base, power, given.coefficients) <= _LARGEST_MISFIT:
        return None
    todo = plan(given, exchange(given), effort.least, effort.fewest)
    width = max(8, effort.states // max(1, todo.order.size))
    keys = network.keys[reduced.candidate]
    swept = sweep(given, reduced, power, todo, keys, width, effort.step)
    known = _known(searched, reduced, todo, keys)
    drawn, log_chance, times = _new_sets(known, swept, todo, effort.draws, keys)
    sets = _stacked(known, drawn)
    log_weight = _log_weights(sets, given, todo, reduced.base, power, reduced.prior, reduced.r)
    log_weight[len(known) :] = _evened(log_weight[len(known) :] - log_chance, times, effort.draws)
    alone = reduced.alone.copy()
    alone[reduced.candidate] = todo.faint
    found = ordered(_ascending(source_sets(reduced, sets)), log_weight, alone,
                    searched.frontier, swept.states, "swept")  # fmt: skip
    return with_barren(network, reduced, found)


def _known(
    searched: HypothesisList, reduced: Reduced, todo: Plan, keys: LongArray
) -> IndexArray:  # fmt: skip
    """Best sets of the search (K, w), as candidates that the sweep decides, each once."""
    place = np.full(searched.source_count + 1, -1, np.int32)
    place[reduced.candidate[todo.order]] = todo.order
    known = place[searched.sets[:_KNOWN]]
    known = known[np.unique(names_of(known, keys), return_index=True)[1]]
    last_first: IndexArray = np.sort(known, axis=1)[:, ::-1]
    return last_first


def _new_sets(
    known: IndexArray, swept: Swept, todo: Plan, draws: int, keys: LongArray
) -> tuple[IndexArray, FloatArray, LongArray]:
    """Draw sets that are not known, each once: with its log chance, and how often it was drawn."""
    drawn, log_chance = _draw(swept, todo.order, draws)
    names, first, times = np.unique(names_of(drawn, keys), return_index=True, return_counts=True)
    new = ~np.isin(names, names_of(known, keys))
    return drawn[first[new]], log_chance[first[new]], times[new]


def _stacked(one: IndexArray, other: IndexArray) -> IndexArray:
    """Both lists of sets, one below the other."""
    sets = np.full((len(one) + len(other), max(one.shape[1], other.shape[1])), -1, np.int32)
    sets[: len(one), : one.shape[1]] = one
    sets[len(one) :, : other.shape[1]] = other
    return sets


def _evened(log_ratio: FloatArray, times: LongArray, draws: int) -> FloatArray:
    """Log weight of drawn sets, no draw above the mean times the root of their number.

    One improbable draw could outweigh all others by chance. Source: truncated importance sampling,
    Ionides 2008.
    """
    if not log_ratio.size:
        return log_ratio
    best = log_ratio.max()
    mean = best + math.log(float(times @ np.exp(log_ratio - best)) / draws)
    evened: FloatArray = np.minimum(log_ratio, mean + 0.5 * math.log(draws)) + np.log(times / draws)
    return evened


def _ascending(sets: IndexArray) -> IndexArray:
    """Sort the members of every set (K, w), padding last."""
    filled = np.where(sets < 0, np.iinfo(np.int32).max, sets)
    filled.sort(axis=1)
    ascending: IndexArray = np.where(filled == np.iinfo(np.int32).max, -1, filled).astype(np.int32)
    return ascending


@kernel
def _draw(swept: Swept, order: LongArray, count: int) -> tuple[IndexArray, FloatArray]:
    """Walk `count` (a prime) times through the states; sets (count, w) and log chances (count,).

    At each step the walks are visited in another order, their chances added up, and at every
    whole number one decides yes. So each decision is taken in its share of the walks to within one.
    A walk through a state that stands for several counts as many times: its chance is divided.
    """
    sets = np.full((count, _LARGEST), -1, np.int32)
    size = np.zeros(count, np.int64)
    state = np.zeros(count, np.int32)
    path = np.ones(count)
    widest = 1
    for a in range(order.size):
        owed = (a + 1) * _GOLDEN % 1.0
        stride = 1 + int((a + 1) * _PLASTIC % 1.0 * (count - 1))
        at = 0
        for _ in range(count):
            at += stride
            if at >= count:
                at -= count
            chance = swept.chance[a, state[at]]
            owed += chance
            yes = 0
            if owed >= 1.0:
                owed -= 1.0
                yes = 1
                if size[at] < _LARGEST:
                    sets[at, size[at]] = order[a]
                    size[at] += 1
                    widest = max(widest, size[at])
                path[at] *= chance
            else:
                path[at] *= 1.0 - chance
            state[at] = swept.to[a, state[at], yes]
            path[at] /= swept.boost[a, state[at]]
    return sets[:, :widest].copy(), np.log(np.maximum(path, 1e-300))


@kernel
def _log_weights(
    sets: IndexArray, given: Problem, todo: Plan, reduced_base: FloatArray, power: FloatArray,
    prior: FloatArray, r: FloatArray,
) -> FloatArray:  # fmt: skip
    """Return the exact log weight (K,) of each set, the faint candidates averaged out."""
    result = np.empty(sets.shape[0])
    named = sets.astype(np.int64)
    miss, powers = np.empty(power.size), np.empty(6)
    for s in range(result.size):
        total = 0.0
        miss[:] = 1.0
        for place in range(sets.shape[1]):
            i = int(named[s, place])
            if i < 0:
                break
            total += todo.own[i]
            for t in range(given.indptr[i], given.indptr[i + 1]):
                miss[given.indices[t]] *= 1.0 - given.q[t]
            for a in range(place if r.shape[0] > 0 else 0):
                if r[sets[s, a], i] > 0.0 or r[i, sets[s, a]] > 0.0:
                    total += coupling_gain(i, sets[s], place, -1, prior, r)
                    break
        for f in range(power.size):
            raise_powers(miss[f], powers)
            alone, crowd = 0.0, 0.0
            for u in range(6):
                part = given.coefficients[f, u] * powers[u]
                alone += part
                crowd += part * todo.rest[f, u]
            exact = (1.0 - reduced_base[f] * miss[f]) / (1.0 - reduced_base[f])
            total += power[f] * math.log(exact) + math.log(max(crowd, 1e-300) / max(alone, 1e-300))
        result[s] = total
    return result
