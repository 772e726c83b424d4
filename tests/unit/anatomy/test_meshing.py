"""The canonical mesh is closed, even-sided, symmetric and of human size."""

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from palpate.anatomy.build import frame
from palpate.anatomy.build.edit import even_valence, lengthen, shorten
from palpate.anatomy.build.meshing import build_mesh, field_value, mirror_half, signed_volume
from palpate.anatomy.build.relax import remesh
from palpate.anatomy.build.sizing import edge_goal
from palpate.anatomy.build.topology import find_edges, rim_vertices

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@cache
def body() -> tuple[Floats, Ints]:
    vertices, faces = build_mesh()
    return vertices, faces.astype(np.int64)


def sheet(cells: int = 12, side: float = 0.1) -> tuple[Floats, Ints]:
    """Return a flat sheet of triangles in x = 0 .. side, y = 0 .. side."""
    row, column = np.mgrid[0:cells, 0:cells].reshape(2, -1)
    corner = row * (cells + 1) + column
    lower = np.column_stack([corner, corner + 1, corner + cells + 2])
    upper = np.column_stack([corner, corner + cells + 2, corner + cells + 1])
    y, x = np.mgrid[0 : cells + 1, 0 : cells + 1].reshape(2, -1) * side / cells
    return np.column_stack([x, y, np.zeros_like(x)]), np.concatenate([lower, upper])


def area(vertices: Floats, faces: Ints) -> float:
    a, b, c = vertices[faces[:, 0]], vertices[faces[:, 1]], vertices[faces[:, 2]]
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


def test_segments_add_up_to_the_stature() -> None:
    assert frame.length("head_height") == pytest.approx(0.2275)
    assert np.linalg.norm(frame.ELBOW - frame.SHOULDER) == pytest.approx(frame.length("upper_arm"))
    assert np.linalg.norm(frame.WRIST - frame.ELBOW) == pytest.approx(frame.length("forearm"))
    assert set(frame.joints()) == {"shoulder", "elbow", "wrist", "hip", "knee", "ankle"}


def test_joint_centres_lie_inside_the_body() -> None:
    assert (field_value(np.array(list(frame.joints().values()))) < 0).all()


def test_field_is_the_same_on_both_sides() -> None:
    points = np.random.default_rng(1).uniform([0, 0, -0.2], [0.5, 1.75, 0.2], (200, 3))
    np.testing.assert_array_equal(field_value(points), field_value(points * [-1, 1, 1]))


def test_collapsing_keeps_the_outline_and_removes_vertices() -> None:
    vertices, faces = sheet()
    fewer, kept, done = shorten(vertices, faces, np.full(len(vertices), 0.02))
    assert done > 0
    assert len(fewer) == len(vertices) - done
    assert area(fewer, kept) == pytest.approx(0.01, rel=0.05)


def test_splitting_keeps_the_area_and_reaches_the_goal() -> None:
    vertices, faces = sheet(4)
    for _ in range(4):
        vertices, faces = lengthen(vertices, faces, np.full(len(vertices), 0.01))
    edges = find_edges(faces, len(vertices))
    length = np.linalg.norm(np.diff(vertices[edges.ends], axis=1)[:, 0], axis=1)
    assert area(vertices, faces) == pytest.approx(0.01)
    assert length.max() < 0.0135


def test_flipping_brings_valences_nearer_to_six() -> None:
    vertices, faces = sheet()
    rng = np.random.default_rng(2)
    vertices, faces, _ = shorten(vertices, faces, rng.uniform(0.01, 0.02, len(vertices)))
    inner = ~rim_vertices(find_edges(faces, len(vertices)), len(vertices))

    def unevenness(triangles: Ints) -> int:
        valence = np.bincount(triangles.ravel(), minlength=len(vertices))
        return int(((valence - 6) ** 2)[inner].sum())

    assert unevenness(even_valence(vertices, faces)) <= unevenness(faces)


def test_remeshing_a_half_ball_gives_even_edges_on_the_ball() -> None:
    vertices, faces = sheet(16, 2.0)
    flat = vertices[:, :2] - [0.0, 1.0]
    rounded = np.column_stack([np.ones(len(flat)), flat[:, 1], flat[:, 0] - 1.0])
    rounded[:, 0] = 1.0 - np.abs(rounded[:, 1:]).max(1)
    ball = 0.1 * rounded / np.linalg.norm(rounded, axis=1, keepdims=True)
    points, triangles, rim = remesh(
        lambda p: np.linalg.norm(p, axis=1) - 0.1, lambda p: np.full(len(p), 0.01), ball, faces
    )
    np.testing.assert_allclose(np.linalg.norm(points, axis=1), 0.1, atol=2e-5)
    assert (points[rim, 0] == 0).all()
    whole, both = mirror_half(points, triangles, rim)
    assert signed_volume(whole, both.astype(np.int64)) == pytest.approx(4.19e-3, rel=0.02)


def test_every_edge_has_two_faces_that_agree_on_its_direction() -> None:
    vertices, faces = body()
    directed = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    keys = directed[:, 0] * len(vertices) + directed[:, 1]
    back = directed[:, 1] * len(vertices) + directed[:, 0]
    assert len(np.unique(keys)) == len(keys)
    np.testing.assert_array_equal(np.sort(keys), np.sort(back))


def test_body_is_one_ball_without_handles() -> None:
    vertices, faces = body()
    edges = find_edges(faces, len(vertices))
    assert len(np.unique(faces)) == len(vertices)
    assert len(vertices) - len(edges.ends) + len(faces) == 2


def test_mirror_image_is_exact() -> None:
    vertices, _ = body()
    order = np.lexsort(vertices.T)
    image = vertices * [-1.0, 1.0, 1.0]
    np.testing.assert_array_equal(vertices[order], image[np.lexsort(image.T)] + 0.0)


def test_size_is_human() -> None:
    vertices, faces = body()
    assert 20_000 <= len(vertices) <= 45_000
    assert 1.6 < area(vertices, faces) < 2.1
    assert 0.055 < signed_volume(vertices, faces) < 0.080
    assert np.ptp(vertices[:, 1]) == pytest.approx(frame.STATURE, abs=0.002)
    assert abs(vertices[:, 1].min()) < 0.001


def test_edges_follow_the_goal_and_vertices_lie_on_the_surface() -> None:
    vertices, faces = body()
    edges = find_edges(faces, len(vertices))
    length = np.linalg.norm(np.diff(vertices[edges.ends], axis=1)[:, 0], axis=1)
    ratio = length / edge_goal(vertices)[edges.ends].mean(1)
    assert np.quantile(ratio, 0.01) > 0.6
    assert np.quantile(ratio, 0.99) < 1.45
    assert np.quantile(np.abs(field_value(vertices)), 0.99) < 3e-4
