"""Distances and neighbourhoods along the surface, from face to face."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from palpate.anatomy.patch_table import edge_pairs
from palpate.anatomy.surface import Floats, Ints, Surface

Longs = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Pairs = tuple[Longs, Longs]


class FaceGraph:
    """Which faces touch, by an edge or by a corner, and how far apart their centres are."""

    def __init__(self, surface: Surface) -> None:
        """Take the mesh (F faces); both graphs are (F, F) and symmetric."""
        self.surface = surface
        self.edges = edge_pairs(surface.faces)
        corners = _corner_pairs(surface.faces, len(surface.vertices))
        apart = surface.centroids[corners[0]] - surface.centroids[corners[1]]
        self.paths = _graph(corners, np.linalg.norm(apart, axis=1), len(surface.faces))

    def part(self, own: Longs) -> csr_array:
        """Return the path graph among the faces `own` alone."""
        return self.paths[own][:, own]

    def pieces(self, labels: Ints) -> Ints:
        """Return for each face the number of the edge-connected, one-labelled piece it is in."""
        same = labels[self.edges[0]] == labels[self.edges[1]]
        pairs = self.edges[0][same], self.edges[1][same]
        graph = _graph(pairs, np.ones(int(same.sum())), len(labels))
        return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int32)


def nearest_seed(part: csr_array, seeds: Ints) -> tuple[Floats, Ints]:
    """Return for each face of a part: its distance to the nearest seed, and which seed.

    `seeds` are numbers within the part; a seed is given by its place in `seeds`. Every face
    must be reachable from a seed.
    """
    reach, _, source = dijkstra(part, indices=seeds, min_only=True, return_predecessors=True)
    rank = np.zeros(part.shape[0], dtype=np.int32)
    rank[seeds] = np.arange(len(seeds), dtype=np.int32)
    return reach, rank[source]


def keep_largest(
    graph: FaceGraph, labels: Ints, anchored: Mask | None = None, fixed: Ints | None = None
) -> Ints:
    """Give every label one connected piece: its largest; the rest goes to its neighbours.

    `anchored` marks faces whose piece is preferred (a midline area must meet the midline).
    Where `fixed` is given, pieces only go to neighbours of the same `fixed` value.
    """
    pieces = graph.pieces(labels)
    count = int(pieces.max()) + 1
    area = np.bincount(pieces, graph.surface.areas, count).astype(np.float64)
    if anchored is not None:
        area += 1e6 * (np.bincount(pieces, anchored, count) > 0)
    label = np.zeros(count, dtype=np.int32)
    label[pieces] = labels
    order = np.lexsort((np.arange(count), -area, label))
    first = order[np.flatnonzero(np.diff(label[order], prepend=-2))]
    kept = np.zeros(count, dtype=bool)
    kept[first] = True
    return fill(graph, np.where(kept[pieces], labels, -1).astype(np.int32), fixed)


def fill(graph: FaceGraph, labels: Ints, fixed: Ints | None = None) -> Ints:
    """Give unlabelled faces (-1) the label that most of their edge neighbours have."""
    labels = labels.copy()
    a = np.concatenate(graph.edges)
    b = np.concatenate(graph.edges[::-1])
    if fixed is not None:
        same = fixed[a] == fixed[b]
        a, b = a[same], b[same]
    while (labels < 0).any():
        ready = (labels[a] < 0) & (labels[b] >= 0)
        if not ready.any():
            raise ValueError("a face has no labelled face within reach")
        span = int(labels.max()) + 1
        codes, votes = np.unique(a[ready] * span + labels[b[ready]], return_counts=True)
        face, label = codes // span, codes % span
        order = np.lexsort((label, -votes, face))
        first = order[np.flatnonzero(np.diff(face[order], prepend=-1))]
        labels[face[first]] = label[first]
    return labels


def soften(graph: FaceGraph, labels: Ints, steps: int, fixed: Ints | None = None) -> Ints:
    """Round off ragged borders: spread the labels a few faces, then let the strongest win.

    Where `fixed` is given, labels only spread between faces of the same `fixed` value.
    """
    count = len(labels)
    link = graph.paths.tocoo()
    weight = graph.surface.areas[link.col]
    if fixed is not None:
        weight = np.where(fixed[link.row] == fixed[link.col], weight, 0.0)
    blend = coo_array((weight, (link.row, link.col)), shape=(count, count)).tocsr()
    own = graph.surface.areas
    blend = blend + coo_array((own, (np.arange(count), np.arange(count)))).tocsr()
    total = 1.0 / np.asarray(blend.sum(axis=1)).ravel()
    shape = (count, int(labels.max()) + 1)
    share = coo_array((np.ones(count), (np.arange(count), labels)), shape=shape).tocsr()
    for _ in range(steps):
        share = blend @ share
        share.data *= np.repeat(total, np.diff(share.indptr))
    return _strongest(share)


def blunt(graph: FaceGraph, labels: Ints, fixed: Ints | None = None) -> Ints:
    """Lay borders along rows of edges: cut off the teeth that one side puts into the other.

    A tooth is a face with two edges on the same other label. First only the higher label of a
    pair gives way, so that a zigzag becomes a line and does not merely change sides.
    """
    labels = labels.copy()
    a, b = np.concatenate(graph.edges), np.concatenate(graph.edges[::-1])
    if fixed is not None:
        same = fixed[a] == fixed[b]
        a, b = a[same], b[same]
    span = int(labels.max()) + 1
    for way in (1, 1, -1, 1, -1):
        codes, sides = np.unique(a * span + labels[b], return_counts=True)
        face, other = codes[sides >= 2] // span, codes[sides >= 2] % span
        gives = way * labels[face] > way * other
        labels[face[gives]] = other[gives]
    return labels


def _strongest(share: csr_array) -> Ints:
    """Column of the greatest entry of every row."""
    row = np.repeat(np.arange(share.shape[0]), np.diff(share.indptr))
    order = np.lexsort((share.indices, -np.round(share.data, 12), row))
    first = order[np.flatnonzero(np.diff(row[order], prepend=-1))]
    return np.asarray(share.indices[first], dtype=np.int32)


def _graph(pairs: Pairs, weight: Floats, count: int) -> csr_array:
    rows, columns = np.concatenate(pairs), np.concatenate(pairs[::-1])
    values = np.concatenate([weight, weight])
    return coo_array((values, (rows, columns)), shape=(count, count)).tocsr()


def _corner_pairs(faces: Ints, vertices: int) -> Pairs:
    """Every pair of faces that share at least one vertex, each once."""
    count = len(faces)
    rows = np.repeat(np.arange(count), 3)
    touch = coo_array((np.ones(3 * count), (rows, faces.ravel())), shape=(count, vertices)).tocsr()
    both = (touch @ touch.T).tocoo()
    once = both.row < both.col
    order = np.lexsort((both.col[once], both.row[once]))
    return both.row[once][order].astype(np.int64), both.col[once][order].astype(np.int64)
