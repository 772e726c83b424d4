"""Compiled pass over the list: for every set and every column a member links to, the joint miss."""

from typing import NamedTuple

import numpy as np

from .kernels import FloatArray, IndexArray, LongArray, kernel
from .sparse import Csr


class Misses(NamedTuple):
    """Pairs (hypothesis, column) where some member links to the column; elsewhere the miss is 1.

    hypothesis: (p,), column: (p,), miss: (p,) product of 1 - q over the members.
    """

    hypothesis: IndexArray
    column: IndexArray
    miss: FloatArray


@kernel
def _misses(
    sets: IndexArray,
    indptr: LongArray,
    indices: IndexArray,
    q: FloatArray,
    slot: IndexArray,
    slots: int,
) -> tuple[IndexArray, IndexArray, FloatArray]:
    size = 0
    for a in range(sets.shape[0]):
        for b in range(sets.shape[1]):
            i = sets[a, b]
            if i < 0:
                break
            size += indptr[i + 1] - indptr[i]
    hypothesis = np.empty(size, np.int32)
    column = np.empty(size, np.int32)
    miss = np.empty(size)
    place = np.empty(slots, np.int64)
    seen = np.full(slots, -1, np.int32)
    count = 0
    for a in range(sets.shape[0]):
        for b in range(sets.shape[1]):
            i = sets[a, b]
            if i < 0:
                break
            for t in range(indptr[i], indptr[i + 1]):
                j = slot[indices[t]]
                if j < 0:
                    continue
                if seen[j] != a:
                    seen[j] = a
                    place[j] = count
                    hypothesis[count] = a
                    column[count] = j
                    miss[count] = 1.0
                    count += 1
                miss[place[j]] *= 1.0 - q[t]
    return hypothesis[:count], column[:count], miss[:count]


def joint_misses(sets: IndexArray, links: Csr, columns: LongArray, column_count: int) -> Misses:
    """Misses of the chosen columns (numbers into the links); pairs number them 0, 1, ..."""
    slot = np.full(column_count, -1, np.int32)
    slot[columns] = np.arange(columns.size)
    return Misses(*_misses(sets, *links, slot, columns.size))
