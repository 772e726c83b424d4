"""Compiled open-addressing table of set hashes and binary heap of log weights."""

import numpy as np

from .kernels import FloatArray, IndexArray, LongArray, kernel


@kernel
def find(slots: IndexArray, keys: LongArray, key: int | np.int64) -> tuple[int, int]:
    """Return the entry stored under a 64-bit key (-1 if none) and its slot.

    `slots` has a power of two entries.
    """
    mask = slots.size - 1
    slot = int(key & mask)
    while slots[slot] >= 0:
        if keys[slots[slot]] == key:
            return slots[slot], slot
        slot = (slot + 1) & mask
    return -1, slot


@kernel
def push(rank: FloatArray, item: LongArray, size: int, value: float, entry: int) -> int:
    """Add an entry to the max-heap; the new size."""
    at = size
    while at > 0:
        up = (at - 1) >> 1
        if rank[up] >= value:
            break
        rank[at] = rank[up]
        item[at] = item[up]
        at = up
    rank[at] = value
    item[at] = entry
    return size + 1


@kernel
def pop(rank: FloatArray, item: LongArray, size: int) -> int:
    """Remove the top of the max-heap (read it from index 0 before); the new size."""
    size -= 1
    value = rank[size]
    entry = item[size]
    at = 0
    while True:
        down = 2 * at + 1
        if down >= size:
            break
        if down + 1 < size and rank[down + 1] > rank[down]:
            down += 1
        if rank[down] <= value:
            break
        rank[at] = rank[down]
        item[at] = item[down]
        at = down
    rank[at] = value
    item[at] = entry
    return size
