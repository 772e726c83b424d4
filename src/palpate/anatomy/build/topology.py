"""Edges, rims and adjacency of a triangle mesh that may have a rim."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Edges:
    """Undirected edges: ``ends`` (E, 2) sorted, ``faces`` (E, 2; -1 = rim), ``of_face`` (F, 3).

    Column k of ``of_face`` is the edge from corner k to corner k + 1.
    """

    ends: Ints
    faces: Ints
    of_face: Ints

    @property
    def rim(self) -> Bools:
        """Return which edges (E,) have one face only."""
        return np.asarray(self.faces[:, 1] < 0)


def find_edges(faces: Ints, count: int) -> Edges:
    """Return the edges of ``faces`` (F, 3) over ``count`` vertices."""
    directed = np.stack([faces, np.roll(faces, -1, axis=1)], axis=-1).reshape(-1, 2)
    low, high = directed.min(1), directed.max(1)
    keys, first, inverse = np.unique(low * count + high, return_index=True, return_inverse=True)
    order = np.argsort(inverse, kind="stable")
    starts = np.searchsorted(inverse[order], np.arange(len(keys)))
    sides = np.full((len(keys), 2), -1, np.int64)
    sides[:, 0] = order[starts] // 3
    doubled = np.append(starts[1:], len(order)) - starts > 1
    sides[doubled, 1] = order[starts[doubled] + 1] // 3
    ends = np.column_stack([low[first], high[first]])
    return Edges(ends, sides, inverse.reshape(-1, 3))


def rim_vertices(edges: Edges, count: int) -> Bools:
    """Return which of ``count`` vertices lie on the rim."""
    on_rim = np.zeros(count, np.bool_)
    on_rim[edges.ends[edges.rim].ravel()] = True
    return on_rim


def faces_around(faces: Ints, count: int) -> tuple[Ints, Ints]:
    """Return CSR arrays ``(start, face)`` listing the faces at each of ``count`` vertices."""
    corner = faces.ravel()
    order = np.argsort(corner, kind="stable")
    start = np.searchsorted(corner[order], np.arange(count + 1))
    return start.astype(np.int64), order // 3


def compact(vertices: Floats, faces: Ints) -> tuple[Floats, Ints]:
    """Drop vertices that no face uses."""
    used = np.unique(faces)
    index = np.full(len(vertices), -1, np.int64)
    index[used] = np.arange(len(used))
    return vertices[used], index[faces]
