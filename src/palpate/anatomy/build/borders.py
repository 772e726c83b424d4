"""Draw the borders of regions and patches smooth by sliding vertices along the skin."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array, csr_array

from palpate.anatomy.build.geodesic import FaceGraph, Longs, Mask
from palpate.anatomy.surface import Floats, Ints, Surface

ROUNDS = 14
FORTH, BACK = 0.50, -0.52
RELAX = 0.25
LEAST_TURN, LEAST_AREA = 0.6, 0.15


def smooth_borders(graph: FaceGraph, regions: Ints, patches: Ints) -> Floats:
    """Return vertices (V, 3) slid within the surface so that borders run evenly.

    Region borders come before patch borders; vertices on x = 0 stay. A vertex whose move would
    fold or crush a face stays where it was.
    """
    surface = graph.surface
    pull, border = _border_pull(graph, regions, patches)
    ring, beside = _ring_pull(surface, border)
    moved = surface.vertices.copy()
    for _ in range(ROUNDS):
        for strength in (FORTH, BACK):
            moved += _along_skin(surface, strength * border[:, None] * (pull @ moved - moved))
        moved += _along_skin(surface, RELAX * beside[:, None] * (ring @ moved - moved))
    return _unfolded(surface, moved)


def _border_pull(graph: FaceGraph, regions: Ints, patches: Ints) -> tuple[csr_array, Mask]:
    """Mean of each border vertex's neighbours along its border, and which vertices are on one."""
    surface = graph.surface
    ends = _shared_ends(surface.faces, *graph.edges)
    count = len(surface.vertices)
    strong = regions[graph.edges[0]] != regions[graph.edges[1]]
    weak = (patches[graph.edges[0]] != patches[graph.edges[1]]) & ~strong
    on_strong = np.zeros(count, dtype=bool)
    on_strong[ends[strong]] = True
    along = _links(ends[strong], count) + _only_rows(_links(ends[weak], count), ~on_strong)
    border = np.diff(along.indptr) > 1
    border &= surface.vertices[:, 0] > 0.0
    return _mean(along), border


def _ring_pull(surface: Surface, border: Mask) -> tuple[csr_array, Mask]:
    """Mean of every vertex's neighbours, and the vertices beside a border."""
    faces = surface.faces
    ends = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    around = _links(ends, len(surface.vertices))
    beside = np.asarray(around @ border.astype(np.float64) > 0) & ~border
    beside &= surface.vertices[:, 0] > 0.0
    return _mean(around), beside


def _along_skin(surface: Surface, move: Floats) -> Floats:
    """Return the part of each vertex's move that lies in the skin."""
    normal = surface.normals
    return np.asarray(move - (move * normal).sum(axis=1, keepdims=True) * normal)


def _unfolded(surface: Surface, moved: Floats) -> Floats:
    """Put vertices back wherever a face would fold over or all but vanish."""
    moved[:, 0] = np.where(surface.vertices[:, 0] > 0, np.maximum(moved[:, 0], 2e-4), 0.0)
    for _ in range(20):
        now = Surface(moved, surface.faces)
        turn = (now.face_vectors * surface.face_vectors).sum(axis=1)
        turn /= np.maximum(4 * now.areas * surface.areas, 1e-18)
        bad = (turn < LEAST_TURN) | (now.areas < LEAST_AREA * surface.areas)
        if not bad.any():
            break
        back = np.unique(surface.faces[bad])
        moved[back] = surface.vertices[back]
    return moved


def _shared_ends(faces: Ints, left: Longs, right: Longs) -> Ints:
    """Return the two vertices (E, 2) that neighbouring faces share."""
    a, b = faces[left], faces[right]
    shared = (a[:, :, None] == b[:, None, :]).any(axis=2)
    return np.asarray(a[shared].reshape(-1, 2))


def _links(ends: Ints, count: int) -> csr_array:
    rows, columns = np.concatenate([ends, ends[:, ::-1]]).T
    graph = coo_array((np.ones(len(rows)), (rows, columns)), shape=(count, count)).tocsr()
    graph.data[:] = 1.0
    return graph


def _only_rows(graph: csr_array, rows: Mask) -> csr_array:
    kept = graph.tocoo()
    use = rows[kept.row]
    links = (kept.data[use], (kept.row[use], kept.col[use]))
    return coo_array(links, shape=graph.shape).tocsr()


def _mean(graph: csr_array) -> csr_array:
    graph = graph.copy()
    number = np.diff(graph.indptr)
    graph.data /= np.repeat(np.maximum(number, 1), number)
    return graph
