"""Even out a mesh along the surface and keep its vertices on the implicit surface."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from palpate.anatomy.build.edit import even_valence, lengthen, shorten
from palpate.anatomy.build.topology import Floats, Ints, find_edges, rim_vertices

Field = Callable[[Floats], Floats]
Bools = NDArray[np.bool_]
STEP = 2.5e-4
TETRAHEDRON = np.array([[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]], float)
CLEARANCE = 2.0e-4


def gradient(field: Field, points: Floats) -> tuple[Floats, Floats]:
    """Return the value (N,) and gradient (N, 3) of ``field`` at ``points`` (N, 3)."""
    probes = points[None] + STEP * TETRAHEDRON[:, None]
    values = field(probes.reshape(-1, 3)).reshape(4, -1)
    slope = np.einsum("kn,kj->nj", values, TETRAHEDRON) / (4 * STEP)
    return values.mean(0), slope


def settle(
    field: Field, points: Floats, rim: Bools, goal: Floats, rounds: int = 1
) -> tuple[Floats, Floats]:
    """Move ``points`` onto the surface (rim points stay on x = 0); returns unit normals too."""
    for _ in range(rounds):
        value, slope = gradient(field, points)
        slope[rim, 0] = 0.0
        steep = np.maximum((slope**2).sum(1), 0.05)
        step = np.clip(value / steep, -goal, goal)
        points = points - step[:, None] * slope
        points[rim, 0] = 0.0
        points[~rim, 0] = np.maximum(points[~rim, 0], CLEARANCE)
    normals = slope / np.maximum(np.linalg.norm(slope, axis=1, keepdims=True), 1e-12)
    return points, normals


def glide(
    vertices: Floats, faces: Ints, normals: Floats, rim: Bools, goal: Floats, pace: float = 0.6
) -> Floats:
    """Move vertices within the surface towards the middle of their neighbourhood."""
    corners = vertices[faces]
    area = np.linalg.norm(
        np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
    )
    weight = area / goal[faces].mean(1) ** 2
    pull = np.zeros((len(vertices), 4))
    share = np.column_stack([corners.mean(1) * weight[:, None], weight])
    for k in range(3):
        for j in range(4):
            pull[:, j] += np.bincount(faces[:, k], share[:, j], len(vertices))
    move = pull[:, :3] / np.maximum(pull[:, 3:], 1e-18) - vertices
    move = np.where(rim[:, None], _rim_pull(vertices, faces, rim), move)
    move -= (move * normals).sum(1, keepdims=True) * normals
    return np.asarray(vertices + pace * move)


def _rim_pull(vertices: Floats, faces: Ints, rim: Bools) -> Floats:
    edges = find_edges(faces, len(vertices))
    ends = edges.ends[edges.rim]
    total = np.zeros_like(vertices)
    np.add.at(total, ends[:, 0], vertices[ends[:, 1]] - vertices[ends[:, 0]])
    np.add.at(total, ends[:, 1], vertices[ends[:, 0]] - vertices[ends[:, 1]])
    return np.where(rim[:, None], total / 2, 0.0)


def remesh(
    field: Field, sizing: Field, vertices: Floats, faces: Ints, rounds: int = 5
) -> tuple[Floats, Ints, Bools]:
    """Return an even triangulation of the half surface with edges near ``sizing`` (metres).

    The result lists vertices, faces and which vertices lie on the rim.
    """
    for _ in range(3):
        vertices, faces, _ = shorten(vertices, faces, sizing(vertices))
    for turn in range(rounds):
        vertices, faces = lengthen(vertices, faces, sizing(vertices))
        if turn < rounds - 1:
            vertices, faces, _ = shorten(vertices, faces, sizing(vertices))
        vertices, faces = _even_out(field, sizing, vertices, faces)
    rim = rim_vertices(find_edges(faces, len(vertices)), len(vertices))
    vertices, _ = settle(field, vertices, rim, sizing(vertices), rounds=2)
    return vertices, faces, rim


def _even_out(field: Field, sizing: Field, vertices: Floats, faces: Ints) -> tuple[Floats, Ints]:
    for _ in range(3):
        faces = even_valence(vertices, faces)
    rim = rim_vertices(find_edges(faces, len(vertices)), len(vertices))
    goal = sizing(vertices)
    vertices, normals = settle(field, vertices, rim, goal)
    for _ in range(3):
        vertices = glide(vertices, faces, normals, rim, goal)
        faces = even_valence(vertices, faces)
    return settle(field, vertices, rim, goal)[0], faces
