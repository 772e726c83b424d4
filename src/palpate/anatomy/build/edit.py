"""Local mesh operations: shorten (collapse), lengthen (split) and turn (flip) edges.

Collapsing keeps its adjacency up to date as it goes; flipping touches each neighbourhood once.
"""

import numpy as np
from numpy.typing import NDArray

from palpate.anatomy.build.topology import (
    Floats,
    Ints,
    compact,
    faces_around,
    find_edges,
    rim_vertices,
)
from palpate.anatomy.jit import compiled

Bools = NDArray[np.bool_]
SHORT, LONG = 0.80, 1.34


@compiled
def _neighbours(
    a: int, head: Ints, following: Ints, faces: Ints, alive: Bools, mark: Ints, stamp: int
) -> int:
    """Stamp the neighbours of ``a`` and return the number of its living faces."""
    total = 0
    corner = head[a]
    while corner >= 0:
        if alive[corner // 3]:
            total += 1
            for k in range(3):
                mark[faces[corner // 3, k]] = stamp
        corner = following[corner]
    return total


@compiled
def _link(
    a: int, b: int, head: Ints, following: Ints, faces: Ints, alive: Bools, mark: Ints, stamp: int
) -> tuple[int, int]:
    """Return the number of faces on edge a-b and of vertices next to both ends."""
    _neighbours(a, head, following, faces, alive, mark, stamp)
    wings = 0
    common = 0
    corner = head[b]
    while corner >= 0:
        f = corner // 3
        if alive[f]:
            if faces[f, 0] == a or faces[f, 1] == a or faces[f, 2] == a:
                wings += 1
            for k in range(3):
                c = faces[f, k]
                if c != a and c != b and mark[c] == stamp:
                    common += 1
                    mark[c] = stamp + 1
        corner = following[corner]
    return wings, common


@compiled
def _safe(
    a: int,
    b: int,
    to: Floats,
    v: Floats,
    head: Ints,
    following: Ints,
    faces: Ints,
    alive: Bools,
    reach: float,
) -> bool:
    """Return whether moving ``a`` to ``to`` turns no face of ``a`` over and makes no long edge."""
    corner = head[a]
    while corner >= 0:
        f = corner // 3
        p, q = faces[f, (corner % 3 + 1) % 3], faces[f, (corner % 3 + 2) % 3]
        if alive[f] and p != b and q != b:
            old = np.cross(v[p] - v[a], v[q] - v[a])
            new = np.cross(v[p] - to, v[q] - to)
            sizes = np.sqrt(np.sum(old * old) * np.sum(new * new))
            if np.sum(new * new) < 1e-24 or (
                np.sum(old * old) > 1e-20 and np.sum(old * new) < 0.5 * sizes
            ):
                return False
            if np.sum((v[p] - to) ** 2) > reach * reach or np.sum((v[q] - to) ** 2) > reach * reach:
                return False
        corner = following[corner]
    return True


@compiled
def _thin(
    a: int, b: int, head: Ints, following: Ints, faces: Ints, alive: Bools, rim: Bools
) -> bool:
    """Return whether a vertex opposite edge a-b has too few faces to lose one."""
    corner = head[b]
    while corner >= 0:
        f = corner // 3
        if alive[f] and (faces[f, 0] == a or faces[f, 1] == a or faces[f, 2] == a):
            c = faces[f, 0] + faces[f, 1] + faces[f, 2] - a - b
            total = 0
            other = head[c]
            while other >= 0:
                total += 1 if alive[other // 3] else 0
                other = following[other]
            if total <= (2 if rim[c] else 3):
                return True
        corner = following[corner]
    return False


@compiled
def _merge(a: int, b: int, head: Ints, following: Ints, faces: Ints, alive: Bools) -> None:
    """Give the faces of ``b`` to ``a``; faces on the edge die."""
    corner = head[b]
    last = corner
    while corner >= 0:
        f = corner // 3
        if faces[f, 0] == a or faces[f, 1] == a or faces[f, 2] == a:
            alive[f] = False
        faces[f, corner % 3] = a
        last = corner
        corner = following[corner]
    following[last] = head[a]
    head[a] = head[b]


@compiled
def _collapse(
    order: Ints, ends: Ints, v: Floats, faces: Ints, rim: Bools, goal: Floats
) -> tuple[Bools, int]:
    head = np.full(len(v), -1, np.int64)
    following = np.full(3 * len(faces), -1, np.int64)
    for corner in range(3 * len(faces)):
        following[corner] = head[faces[corner // 3, corner % 3]]
        head[faces[corner // 3, corner % 3]] = corner
    alive = np.ones(len(faces), np.bool_)
    gone = np.zeros(len(v), np.bool_)
    mark = np.zeros(len(v), np.int64)
    total = 0
    for turn in range(len(order)):
        a, b = ends[order[turn], 0], ends[order[turn], 1]
        if gone[a] or gone[b]:
            continue
        if rim[b] and not rim[a]:
            a, b = b, a
        wanted = 0.5 * (goal[a] + goal[b])
        if np.sum((v[a] - v[b]) ** 2) > (SHORT * wanted) ** 2:
            continue
        wings, common = _link(a, b, head, following, faces, alive, mark, 2 * turn + 2)
        if wings == 0 or common != wings or (rim[a] and rim[b] and wings != 1):
            continue
        to = v[a].copy() if rim[a] and not rim[b] else 0.5 * (v[a] + v[b])
        reach = LONG * wanted
        if not _safe(a, b, to, v, head, following, faces, alive, reach):
            continue
        if not _safe(b, a, to, v, head, following, faces, alive, reach):
            continue
        if _thin(a, b, head, following, faces, alive, rim):
            continue
        _merge(a, b, head, following, faces, alive)
        gone[b] = True
        v[a] = to
        total += 1
    return alive, total


def shorten(vertices: Floats, faces: Ints, goal: Floats) -> tuple[Floats, Ints, int]:
    """Collapse edges shorter than ``SHORT`` times the goal length (V,); returns the number too."""
    edges = find_edges(faces, len(vertices))
    length = np.linalg.norm(vertices[edges.ends[:, 0]] - vertices[edges.ends[:, 1]], axis=1)
    ratio = length / goal[edges.ends].mean(1)
    few = np.flatnonzero(ratio < SHORT)
    order = few[np.argsort(ratio[few], kind="stable")]
    vertices, faces = vertices.copy(), faces.copy()
    rim = rim_vertices(edges, len(vertices))
    alive, total = _collapse(order, edges.ends, vertices, faces, rim, goal)
    vertices, faces = compact(vertices, faces[alive])
    return vertices, faces, int(total)


def lengthen(vertices: Floats, faces: Ints, goal: Floats) -> tuple[Floats, Ints]:
    """Split edges over ``LONG`` times the goal length, and inner edges between rim vertices."""
    edges = find_edges(faces, len(vertices))
    rim = rim_vertices(edges, len(vertices))
    length = np.linalg.norm(vertices[edges.ends[:, 0]] - vertices[edges.ends[:, 1]], axis=1)
    bridge = rim[edges.ends].all(1) & ~edges.rim
    cut = (length > LONG * goal[edges.ends].mean(1)) | bridge
    middle = np.full(len(cut), -1, np.int64)
    middle[cut] = len(vertices) + np.arange(cut.sum())
    points = np.concatenate([vertices, vertices[edges.ends[cut]].mean(1)])
    return points, _subdivide(faces, middle[edges.of_face])


def _subdivide(faces: Ints, middle: Ints) -> Ints:
    parts: list[Ints] = []
    number = (middle >= 0).sum(1)
    for pattern in range(8):
        bits = [bool(pattern >> k & 1) for k in range(3)]
        rows = ((middle >= 0) == np.array(bits)).all(1)
        if not rows.any():
            continue
        turn = _turn(bits)
        corner = np.roll(faces[rows], -turn, axis=1)
        half = np.roll(middle[rows], -turn, axis=1)
        known = np.concatenate([corner, half], axis=1)
        parts.extend(known[:, list(tri)] for tri in TEMPLATES[int(number[rows][0])])
    return np.concatenate(parts)


TEMPLATES: dict[int, tuple[tuple[int, int, int], ...]] = {
    0: ((0, 1, 2),),
    1: ((0, 3, 2), (3, 1, 2)),
    2: ((0, 3, 2), (3, 4, 2), (3, 1, 4)),
    3: ((0, 3, 5), (3, 1, 4), (5, 4, 2), (3, 4, 5)),
}


def _turn(bits: list[bool]) -> int:
    """Return the roll that brings the split edges to the front."""
    if sum(bits) == 1:
        return bits.index(True)
    return (bits.index(False) + 1) % 3 if sum(bits) == 2 else 0


@compiled
def _flip(
    ends: Ints, sides: Ints, v: Floats, faces: Ints, start: Ints, around: Ints, rim: Bools
) -> int:
    locked = np.zeros(len(v), np.bool_)
    valence = np.zeros(len(v), np.int64)
    for i in range(len(v)):
        valence[i] = start[i + 1] - start[i] - (3 if rim[i] else 6)
    total = 0
    for e in range(len(ends)):
        s, t = sides[e, 0], sides[e, 1]
        if t < 0:
            continue
        k = 0
        while faces[s, k] == ends[e, 0] or faces[s, k] == ends[e, 1]:
            k += 1
        c, a, b = faces[s, k], faces[s, (k + 1) % 3], faces[s, (k + 2) % 3]
        d = faces[t, 0] + faces[t, 1] + faces[t, 2] - a - b
        if locked[a] or locked[b] or locked[c] or locked[d] or (rim[c] and rim[d]):
            continue
        before = valence[a] ** 2 + valence[b] ** 2 + valence[c] ** 2 + valence[d] ** 2
        after = (
            (valence[a] - 1) ** 2
            + (valence[b] - 1) ** 2
            + (valence[c] + 1) ** 2
            + (valence[d] + 1) ** 2
        )
        if after >= before:
            continue
        taken = False
        for j in range(start[c], start[c + 1]):
            for m in range(3):
                taken = taken or faces[around[j], m] == d
        old = np.cross(v[a] - v[c], v[b] - v[c]) + np.cross(v[b] - v[d], v[a] - v[d])
        one, two = np.cross(v[a] - v[c], v[d] - v[c]), np.cross(v[d] - v[c], v[b] - v[c])
        size = np.sqrt(np.sum(old * old))
        if taken or np.sum(one * old) < 0.75 * size * np.sqrt(np.sum(one * one)):
            continue
        if np.sum(two * old) < 0.75 * size * np.sqrt(np.sum(two * two)):
            continue
        faces[s, 0], faces[s, 1], faces[s, 2] = c, a, d
        faces[t, 0], faces[t, 1], faces[t, 2] = c, d, b
        for m in (a, b, c, d):
            locked[m] = True
        total += 1
    return total


def even_valence(vertices: Floats, faces: Ints) -> Ints:
    """Flip edges where that brings vertices nearer to six neighbours (four on the rim)."""
    faces = faces.copy()
    edges = find_edges(faces, len(vertices))
    start, around = faces_around(faces, len(vertices))
    _flip(
        edges.ends, edges.faces, vertices, faces, start, around, rim_vertices(edges, len(vertices))
    )
    return faces
