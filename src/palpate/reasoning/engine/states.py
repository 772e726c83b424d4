"""States of the sweep: how far each finding is explained; naming, merging and thinning them."""

import math
from typing import NamedTuple

import numpy as np

from .kernels import BoolArray, FloatArray, IndexArray, LongArray, kernel

PARTNERS = 24
"""Active sources remembered for their partners' sake."""
_HALF_EXPLAINED = 0.2


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


@kernel
def mark(factor: int, grade: int) -> int:
    """Return a 64-bit name of a factor at a grade (splitmix64)."""
    z = np.uint64(factor * 65_536 + grade + 1) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return int(np.int64(z ^ (z >> np.uint64(31))))


@kernel
def grade_of(miss: float, base: float, power: float, step: float) -> int:
    """Number how much a factor has still to gain by a good further source."""
    gain = math.log((1.0 - _HALF_EXPLAINED * base * miss) / (1.0 - base * miss))
    return int(min(abs(power * gain) / step, 60_000.0))


def room_for(rows: int, base: FloatArray, power: FloatArray, step: float) -> States:
    """Make room for `rows` states, the first of which is before any decision."""
    fresh = np.array(
        [grade_of(1.0, e, w, step) for e, w in zip(base, power, strict=True)], np.int32
    )
    return States(
        miss=np.ones((rows, base.size)),
        grade=np.tile(fresh, (rows, 1)),
        members=np.full((rows, PARTNERS), -1, np.int32),
        size=np.zeros(rows, np.int64),
        name=np.zeros(rows, np.int64),
        value=np.ones(rows),
    )


@kernel
def arrive(
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
def remember(
    here: States, s: int, there: States, e: int, joining: int, a: int, until: LongArray
) -> None:
    """Hand on the members that are still asked for, and one that joins (-1: none)."""
    kept = 0
    for m in range(here.size[s]):
        if until[here.members[s, m]] > a:
            there.members[e, kept] = here.members[s, m]
            kept += 1
    if joining >= 0:
        there.members[e, kept] = joining
        kept += 1
    there.size[e] = kept


@kernel
def _fair_cut(value: FloatArray, width: int) -> float:
    """Return c so that the sum of min(1, value / c) is `width`, fewer than the values are."""
    cut = 0.0
    while True:
        heavy, light = 0, 0.0
        for v in value:
            if v >= cut > 0.0:
                heavy += 1
            else:
                light += v
        new = light / (width - heavy)
        if new <= cut * (1.0 + 1e-9):
            return new
        cut = new


@kernel
def keep(
    states: States, made: int, width: int, open_: LongArray, to: IndexArray, weight: FloatArray,
    boost: FloatArray, owed: float,
) -> int:  # fmt: skip
    """Move at most `width` of the states to the front and normalise; how many there are.

    Heavy states stay. Of the light ones some stay, evenly chosen, each with a chance in proportion
    to its value, and stand for the others: `boost` (width,) is 1 over that chance. `owed` in
    [0, 1) says where the choice begins. `to` (s, 2) is numbered anew, -1 where a state was left
    out, and `weight` (s, 2) of a step into a boosted state grows.
    """
    cut = _fair_cut(states.value[:made], width) if made > width else 0.0
    place = np.full(made, -1, np.int32)
    kept, total = 0, 0.0
    for e in range(made):
        grown = 1.0
        if states.value[e] < cut:
            owed += states.value[e] / cut
            if owed < 1.0 or kept == width:
                continue
            owed -= 1.0
            grown = cut / states.value[e]
        elif kept == width:
            continue
        place[e] = kept
        boost[kept] = grown
        total += states.value[e] * grown
        if kept != e:
            for f in open_:
                states.miss[kept, f] = states.miss[e, f]
                states.grade[kept, f] = states.grade[e, f]
            states.members[kept] = states.members[e]
            states.size[kept] = states.size[e]
            states.name[kept] = states.name[e]
        states.value[kept] = states.value[e] * grown
        kept += 1
    states.value[:kept] /= total
    for s in range(to.shape[0]):
        for turn in range(2):
            if to[s, turn] >= 0:
                to[s, turn] = place[to[s, turn]]
                if to[s, turn] >= 0:
                    weight[s, turn] *= boost[to[s, turn]]
    return kept
