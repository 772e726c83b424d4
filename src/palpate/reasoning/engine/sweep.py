"""One sweep over the sources that keeps few states: inference where the mass is spread out.

When many sources are a little likely, the mass lies on more sets than can be listed. But sets that
leave the same findings to be explained by the same sources have the same future. The sweep decides
one source after the other and keeps *states*: how far each open factor is explained, and which
decided sources still matter to a partner. States that agree, up to a step, are merged. A factor is
closed when its last source has been decided. Which states to keep is judged with a guess at the
sources still to come; the guess cancels out of the weights. Looking back from the end gives the
exact probability of every decision in every state, so that sets can be drawn.
Source: dynamic programming over partial assignments, Dechter 1999; merging, beam: our own.
"""

import math
from typing import NamedTuple

import numpy as np

from .factors import coupling_gain
from .kernels import BoolArray, FloatArray, IndexArray, LongArray, kernel
from .messages import Problem
from .plan import Plan
from .powers import raise_powers
from .reduction import Reduced
from .table import find

_LEAST = 1e-6
"""Decisions with less than this share of the best of their step are left out."""
_PARTNERS = 24
"""Active sources remembered for their partners' sake."""
_HALF_EXPLAINED = 0.2


class Swept(NamedTuple):
    """The states of the sweep: b steps of at most s states.

    to: (b, s, 2) state reached by deciding no and yes, -1 if left out. chance: (b, s) probability
    of yes given the state and all findings. states: states in all.
    """

    to: IndexArray
    chance: FloatArray
    states: int


def sweep(
    given: Problem, reduced: Reduced, power: FloatArray, todo: Plan, keys: LongArray, width: int,
    step: float,
) -> Swept:  # fmt: skip
    """Sweep over the plan's order with at most `width` states at a time.

    `power` (k,) is the exponent of each factor, `keys` (c,) random numbers that name candidates,
    `step` how far in log likelihood two states may differ in what a factor has still to gain.
    """
    here, there = (_room(2 * width, reduced.base, power, step) for _ in range(2))
    to, weight, count = _forward(
        given, todo, reduced.base, power, reduced.r, reduced.prior, keys, here, there, step
    )
    return Swept(to, _look_back(to, weight, count), int(count.sum()))


@kernel
def _mark(factor: int, grade: int) -> int:
    """Return a 64-bit name of a factor at a grade (splitmix64)."""
    z = np.uint64(factor * 65_536 + grade + 1) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return int(np.int64(z ^ (z >> np.uint64(31))))


@kernel
def _grade(miss: float, base: float, power: float, step: float) -> int:
    """Number how much a factor has still to gain by a good further source."""
    gain = math.log((1.0 - _HALF_EXPLAINED * base * miss) / (1.0 - base * miss))
    return int(min(abs(power * gain) / step, 60_000.0))


@kernel
def _sum(coefficients: FloatArray, powers: FloatArray) -> float:
    total = 0.0
    for u in range(6):
        total += coefficients[u] * powers[u]
    return total


@kernel
def _weigh(
    i: int, miss: FloatArray, given: Problem, before: FloatArray, after: FloatArray,
    powers: FloatArray,
) -> tuple[float, float]:  # fmt: skip
    """Return the factors by which no and yes to source i change the weight of a state.

    `miss` (k,) is the state's, `before` and `after` (k, 6) the mean powers of the sources to come,
    with and without i.
    """
    no, yes = 1.0, 1.0
    for t in range(given.indptr[i], given.indptr[i + 1]):
        f = given.indices[t]
        raise_powers(miss[f], powers)
        old, off, on = 0.0, 0.0, 0.0
        for u in range(6):
            part = given.coefficients[f, u] * powers[u]
            old += part * before[f, u]
            part *= after[f, u]
            off += part
            on += part * given.survive[t, u]
        no *= max(off, 1e-300) / max(old, 1e-300)
        yes *= max(on, 1e-300) / max(old, 1e-300)
    return no, yes


class States(NamedTuple):
    """Room for states: how far each factor is explained, and who is remembered.

    miss: (room, k). grade: (room, k) what each factor has still to gain, in steps. members:
    (room, w) active sources that partners still ask for, size: (room,). name: (room,) hash.
    value: (room,) weight.
    """

    miss: FloatArray
    grade: IndexArray
    members: IndexArray
    size: LongArray
    name: LongArray
    value: FloatArray


def _room(rows: int, base: FloatArray, power: FloatArray, step: float) -> States:
    fresh = np.array([_grade(1.0, e, w, step) for e, w in zip(base, power, strict=True)], np.int32)
    return States(
        miss=np.ones((rows, base.size)),
        grade=np.tile(fresh, (rows, 1)),
        members=np.full((rows, _PARTNERS), -1, np.int32),
        size=np.zeros(rows, np.int64),
        name=np.zeros(rows, np.int64),
        value=np.ones(rows),
    )


@kernel
def _yes(
    i: int, here: States, s: int, todo: Plan, near: BoolArray, prior: FloatArray, r: FloatArray,
) -> float:  # fmt: skip
    """Return the prior odds of source i in state s, given the active sources remembered."""
    for a in range(here.size[s]):
        if near[here.members[s, a]]:
            gain = coupling_gain(i, here.members[s], here.size[s], -1, prior, r)
            return math.exp(todo.own[i] + gain)
    return math.exp(todo.own[i])


@kernel
def _touch(
    i: int, a: int, yes: bool, here: States, s: int, given: Problem, todo: Plan, base: FloatArray,
    power: FloatArray, step: float, powers: FloatArray, miss: FloatArray, grade: IndexArray,
) -> tuple[int, float]:  # fmt: skip
    """Fill the miss and grade (links of i,) of the factors of i after its decision.

    Returns the change of the state's name and, where a factor closes, the ratio of its exact value
    to the sum of powers.
    """
    change, exact = 0, 1.0
    first = given.indptr[i]
    for t in range(first, given.indptr[i + 1]):
        f = given.indices[t]
        now, level = here.miss[s, f], here.grade[s, f]
        if yes:
            now *= 1.0 - given.q[t]
            if todo.last[f] > a:
                level = _grade(now, base[f], power[f], step)
        if todo.last[f] == a:
            if power[f] != 1.0:
                raise_powers(now, powers)
                ratio = (1.0 - base[f] * now) / (1.0 - base[f])
                exact *= ratio ** power[f] / _sum(given.coefficients[f], powers)
            change ^= _mark(f, here.grade[s, f])
        elif level != here.grade[s, f]:
            change ^= _mark(f, here.grade[s, f]) ^ _mark(f, level)
        miss[t - first] = now
        grade[t - first] = level
    return change, exact


@kernel
def _arrive(
    e: int, is_new: bool, there: States, here: States, s: int, value: float, open_: LongArray,
    indices: IndexArray, miss: FloatArray, grade: IndexArray, still_open: BoolArray,
) -> None:  # fmt: skip
    """Write a new state, or move the one that is there towards the mean of both."""
    part = 1.0
    if is_new:
        there.value[e] = value
    else:
        there.value[e] += value
        part = value / there.value[e]
    for f in open_:
        there.miss[e, f] += part * (here.miss[s, f] - there.miss[e, f])
        if is_new:
            there.miss[e, f] = here.miss[s, f]
            there.grade[e, f] = here.grade[s, f]
    for t in range(indices.size):
        f = indices[t]
        if still_open[f]:
            there.miss[e, f] += part * (miss[t] - here.miss[s, f])
            if is_new:
                there.miss[e, f] = miss[t]
                there.grade[e, f] = grade[t]


@kernel
def _forward(
    given: Problem, todo: Plan, base: FloatArray, power: FloatArray, r: FloatArray,
    prior: FloatArray, keys: LongArray, here: States, there: States, step: float,
) -> tuple[IndexArray, FloatArray, LongArray]:  # fmt: skip
    """Return where decisions lead (b, s, 2), by what weights (b, s, 2), and the states (b + 1,)."""
    steps, width = todo.order.size, here.value.size // 2
    to = np.full((steps, width, 2), -1, np.int32)
    weight = np.zeros((steps, width, 2))
    count = np.ones(steps + 1, np.int64)
    to_come = _to_come(given, todo)
    before = to_come.copy()
    buckets = 2
    while buckets < 4 * width:
        buckets *= 2
    slots = np.full(buckets, -1, np.int32)
    miss, grade = np.empty(base.size), np.empty(base.size, np.int32)
    near = np.zeros(todo.own.size, np.bool_)
    touched, still_open = np.zeros(base.size, np.bool_), np.zeros(base.size, np.bool_)
    powers = np.empty(6)
    for f in range(base.size):
        here.name[0] ^= _mark(f, here.grade[0, f]) if todo.last[f] >= 0 else 0
    for a in range(steps):
        i = todo.order[a]
        links = slice(given.indptr[i], given.indptr[i + 1])
        for t in range(given.indptr[i], given.indptr[i + 1]):
            f = given.indices[t]
            touched[f] = True
            for u in range(6):
                before[f, u] = to_come[f, u]
                to_come[f, u] /= 1.0 - todo.guess[i] * (1.0 - given.survive[t, u])
        for f in range(base.size):
            still_open[f] = touched[f] and todo.last[f] > a
        open_ = np.flatnonzero(still_open)
        if todo.until[i] >= 0:
            for k in range(near.size):
                near[k] = r[i, k] > 0.0 or r[k, i] > 0.0
        slots[:] = -1
        made, best = 0, 0.0
        for s in range(count[a]):
            off, on = _weigh(i, here.miss[s], given, before, to_come, powers)
            odds = math.exp(todo.own[i])
            if todo.until[i] >= 0:
                odds = _yes(i, here, s, todo, near, prior, r)
            for turn in range(2):
                share = off if turn == 0 else on * odds
                if here.value[s] * share < _LEAST * best:
                    continue
                change, exact = _touch(i, a, turn == 1, here, s, given, todo, base, power, step,
                                       powers, miss, grade)  # fmt: skip
                share *= exact
                now = here.value[s] * share
                best = max(best, now)
                key = here.name[s] ^ change
                for m in range(here.size[s]):
                    if todo.until[here.members[s, m]] <= a:
                        key ^= keys[here.members[s, m]]
                remember = turn == 1 and todo.until[i] > a and here.size[s] < _PARTNERS
                if remember:
                    key ^= keys[i]
                e, slot = find(slots, there.name, key)
                is_new = e < 0
                if is_new:
                    e = made
                    made += 1
                    slots[slot] = e
                    there.name[e] = key
                    kept = 0
                    for m in range(here.size[s]):
                        if todo.until[here.members[s, m]] > a:
                            there.members[e, kept] = here.members[s, m]
                            kept += 1
                    if remember:
                        there.members[e, kept] = i
                        kept += 1
                    there.size[e] = kept
                _arrive(e, is_new, there, here, s, now, open_, given.indices[links], miss, grade,
                        still_open)  # fmt: skip
                to[a, s, turn] = e
                weight[a, s, turn] = share
        count[a + 1] = _keep(there, made, width, open_, to[a, : count[a]])
        here, there = there, here
    return to, weight, count


@kernel
def _keep(states: States, made: int, width: int, open_: LongArray, to: IndexArray) -> int:
    """Move the heaviest `width` of the states to the front and normalise; how many there are.

    `to` (s, 2) is numbered anew, -1 where a state was left out.
    """
    cut = 0.0
    if made > width:
        cut = np.partition(states.value[:made], made - width)[made - width]
    place = np.full(made, -1, np.int32)
    kept, total = 0, 0.0
    for e in range(made):
        if states.value[e] >= cut and kept < width:
            place[e] = kept
            total += states.value[e]
            if kept != e:
                for f in open_:
                    states.miss[kept, f] = states.miss[e, f]
                    states.grade[kept, f] = states.grade[e, f]
                states.members[kept] = states.members[e]
                states.size[kept] = states.size[e]
                states.name[kept] = states.name[e]
                states.value[kept] = states.value[e]
            kept += 1
    states.value[:kept] /= total
    for s in range(to.shape[0]):
        for turn in range(2):
            if to[s, turn] >= 0:
                to[s, turn] = place[to[s, turn]]
    return kept


@kernel
def _to_come(given: Problem, todo: Plan) -> FloatArray:
    """Return the mean powers (k, 6) of the misses of all candidates before the first step."""
    means = todo.rest.copy()
    for i in todo.order:
        for t in range(given.indptr[i], given.indptr[i + 1]):
            for u in range(6):
                means[given.indices[t], u] *= 1.0 - todo.guess[i] * (1.0 - given.survive[t, u])
    return means


@kernel
def _look_back(to: IndexArray, weight: FloatArray, count: LongArray) -> FloatArray:
    """Return the probability of yes (b, s) in every state, given all that follows."""
    steps, width = to.shape[0], to.shape[1]
    chance = np.zeros((steps, width))
    ahead, here = np.ones(width), np.zeros(width)
    for a in range(steps - 1, -1, -1):
        most = 0.0
        for s in range(count[a]):
            no, yes = 0.0, 0.0
            if to[a, s, 0] >= 0:
                no = weight[a, s, 0] * ahead[to[a, s, 0]]
            if to[a, s, 1] >= 0:
                yes = weight[a, s, 1] * ahead[to[a, s, 1]]
            here[s] = no + yes
            most = max(most, here[s])
            if here[s] > 0.0:
                chance[a, s] = yes / here[s]
        for s in range(count[a]):
            ahead[s] = here[s] / most
    return chance
