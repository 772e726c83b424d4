"""One sweep over the sources that keeps few states: inference where the mass is spread out.

When many sources are a little likely, the mass lies on more sets than can be listed. But sets that
leave the same findings to be explained by the same sources have the same future. The sweep decides
one source after the other and keeps *states*: how far each open factor is explained, and which
decided sources still matter to a partner. States that agree, up to a step, are merged. A factor is
closed when its last source has been decided. Which states to keep is judged with a guess at the
sources still to come; the guess cancels out of the weights. Where there are too many, the light
ones are thinned out evenly, and those that stay stand for those that go, so that no part of the
mass is left out on average. Looking back from the end gives the probability of every decision in
every state, so that sets can be drawn.
Source: dynamic programming over partial assignments, Dechter 1999; thinning, Fearnhead and Clifford
2003; merging: our own.
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
from .states import PARTNERS, States, arrive, grade_of, keep, mark, remember, room_for
from .table import find

_LEAST = 1e-6
"""Decisions with less than this share of the best of their step are left out."""
_GOLDEN = 0.6180339887498949


class Swept(NamedTuple):
    """The states of the sweep: b steps of at most s states.

    to: (b, s, 2) state reached by deciding no and yes, -1 if left out. boost: (b, s) for how many
    states each one reached stands. chance: (b, s) probability of yes given the state and all
    findings. states: states in all.
    """

    to: IndexArray
    boost: FloatArray
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
    here, there = (room_for(2 * width, reduced.base, power, step) for _ in range(2))
    to, weight, boost, count = _forward(
        given, todo, reduced.base, power, reduced.r, reduced.prior, keys, here, there, step,
        _scratch(given, todo, width),
    )  # fmt: skip
    return Swept(to, boost, _look_back(to, weight, count), int(count.sum()))


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


@kernel
def _odds(
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
                level = grade_of(now, base[f], power[f], step)
        if todo.last[f] == a:
            if power[f] != 1.0:
                raise_powers(now, powers)
                ratio = (1.0 - base[f] * now) / (1.0 - base[f])
                exact *= ratio ** power[f] / _sum(given.coefficients[f], powers)
            change ^= mark(f, here.grade[s, f])
        elif level != here.grade[s, f]:
            change ^= mark(f, here.grade[s, f]) ^ mark(f, level)
        miss[t - first] = now
        grade[t - first] = level
    return change, exact


class Scratch(NamedTuple):
    """Room that is used again at every step.

    to_come, before: (k, 6) mean powers of the misses of the sources to come, without and with the
    one to decide. miss, grade: (k,) of its factors. still_open: (k,) factors it touches that stay
    open. near: (c,) its partners. slots: hash table of states. powers: (6,).
    """

    to_come: FloatArray
    before: FloatArray
    miss: FloatArray
    grade: IndexArray
    still_open: BoolArray
    near: BoolArray
    slots: IndexArray
    powers: FloatArray


def _scratch(given: Problem, todo: Plan, width: int) -> Scratch:
    to_come = _to_come(given, todo)
    factors = todo.last.size
    buckets = 2 ** math.ceil(math.log2(4 * width))
    return Scratch(
        to_come=to_come,
        before=to_come.copy(),
        miss=np.empty(factors),
        grade=np.empty(factors, np.int32),
        still_open=np.zeros(factors, np.bool_),
        near=np.zeros(todo.own.size, np.bool_),
        slots=np.full(buckets, -1, np.int32),
        powers=np.empty(6),
    )


@kernel
def _forward(
    given: Problem, todo: Plan, base: FloatArray, power: FloatArray, r: FloatArray,
    prior: FloatArray, keys: LongArray, here: States, there: States, step: float, room: Scratch,
) -> tuple[IndexArray, FloatArray, FloatArray, LongArray]:  # fmt: skip
    """Return where decisions lead (b, s, 2), by what weights (b, s, 2), boosts and counts."""
    steps, width = todo.order.size, here.value.size // 2
    to = np.full((steps, width, 2), -1, np.int32)
    weight = np.zeros((steps, width, 2))
    boost = np.ones((steps, width))
    count = np.ones(steps + 1, np.int64)
    touched = np.zeros(base.size, np.bool_)
    for f in range(base.size):
        here.name[0] ^= mark(f, here.grade[0, f]) if todo.last[f] >= 0 else 0
    for a in range(steps):
        _turn_to(a, given, todo, r, touched, room)
        open_ = np.flatnonzero(room.still_open)
        made = _decide(a, count[a], given, todo, base, power, r, prior, keys, here, there, step,
                       open_, room, to[a], weight[a])  # fmt: skip
        count[a + 1] = keep(there, made, width, open_, to[a, : count[a]], weight[a], boost[a],
                             (a + 1) * _GOLDEN % 1.0)  # fmt: skip
        here, there = there, here
    return to, weight, boost, count


@kernel
def _turn_to(
    a: int, given: Problem, todo: Plan, r: FloatArray, touched: BoolArray, room: Scratch
) -> None:
    """Take the source of step `a` out of those to come, and note what it touches."""
    i = todo.order[a]
    for t in range(given.indptr[i], given.indptr[i + 1]):
        f = given.indices[t]
        touched[f] = True
        for u in range(6):
            room.before[f, u] = room.to_come[f, u]
            room.to_come[f, u] /= 1.0 - todo.guess[i] * (1.0 - given.survive[t, u])
    for f in range(touched.size):
        room.still_open[f] = touched[f] and todo.last[f] > a
    if todo.until[i] >= 0:
        for k in range(room.near.size):
            room.near[k] = r[i, k] > 0.0 or r[k, i] > 0.0
    room.slots[:] = -1


@kernel
def _decide(
    a: int, count: int, given: Problem, todo: Plan, base: FloatArray, power: FloatArray,
    r: FloatArray, prior: FloatArray, keys: LongArray, here: States, there: States, step: float,
    open_: LongArray, room: Scratch, to: IndexArray, weight: FloatArray,
) -> int:  # fmt: skip
    """Decide no and yes in each of `count` states; fill `to` and `weight` (s, 2).

    Returns how many different states came of it.
    """
    i = todo.order[a]
    links = given.indices[given.indptr[i] : given.indptr[i + 1]]
    coupled, alone = todo.until[i] >= 0, math.exp(todo.own[i])
    made, best = 0, 0.0
    for s in range(count):
        off, on = _weigh(i, here.miss[s], given, room.before, room.to_come, room.powers)
        on *= _odds(i, here, s, todo, room.near, prior, r) if coupled else alone
        for turn in range(2):
            share = off if turn == 0 else on
            if here.value[s] * share < _LEAST * best:
                continue
            change, exact = _touch(i, a, turn == 1, here, s, given, todo, base, power, step,
                                   room.powers, room.miss, room.grade)  # fmt: skip
            share *= exact
            now = here.value[s] * share
            best = max(best, now)
            joins = turn == 1 and todo.until[i] > a and here.size[s] < PARTNERS
            key = here.name[s] ^ change
            for m in range(here.size[s]):
                if todo.until[here.members[s, m]] <= a:
                    key ^= keys[here.members[s, m]]
            if joins:
                key ^= keys[i]
            e, slot = find(room.slots, there.name, key)
            is_new = e < 0
            if is_new:
                e = made
                made += 1
                room.slots[slot] = e
                there.name[e] = key
                remember(here, s, there, e, i if joins else -1, a, todo.until)
            arrive(e, is_new, there, here, s, now, open_, links, room.miss, room.grade,
                    room.still_open)  # fmt: skip
            to[s, turn] = e
            weight[s, turn] = share
    return made


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
