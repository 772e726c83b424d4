"""Pictures: where points land, what hides them, and how colours are laid over the skin."""

import numpy as np
import pytest
from numpy.typing import NDArray

from palpate.anatomy.picture import VIEWS, find_view, natural_size, project, render, visible

Floats = NDArray[np.float64]


def ball(radius: float = 0.3, height: float = 0.875) -> tuple[Floats, NDArray[np.int32], Floats]:
    """Return a closed ball: an octahedron divided four times."""
    faces = [(0, 2, 4), (2, 1, 4), (1, 3, 4), (3, 0, 4), (2, 0, 5), (1, 2, 5), (3, 1, 5), (0, 3, 5)]
    points = [
        np.array(p, float)
        for p in ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1))
    ]
    for _ in range(4):
        finer = []
        for a, b, c in faces:
            start = len(points)
            for p, q in ((a, b), (b, c), (c, a)):
                middle = points[p] + points[q]
                points.append(middle / np.linalg.norm(middle))
            ab, bc, ca = start, start + 1, start + 2
            finer += [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]
        faces = finer
    normals = np.array(points)
    return normals * radius + [0, height, 0], np.array(faces, np.int32), normals


def test_subjects_left_is_on_the_right_of_a_front_view() -> None:
    pixels, depth = project("front", (480, 900), [[0.2, 0.875, 0.1], [0.0, 1.5, -0.1]])
    assert pixels[0, 0] > 240
    assert pixels[1, 1] < pixels[0, 1]
    assert depth[0] > depth[1]


def test_back_view_swaps_sides() -> None:
    front, _ = project("front", (480, 900), [[0.2, 1.0, 0.0]])
    back, _ = project("back", (480, 900), [[0.2, 1.0, 0.0]])
    assert front[0, 0] + back[0, 0] == pytest.approx(480)


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_every_view_has_upright_axes(name: str) -> None:
    axes = find_view(name).axes()
    np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(axes) == pytest.approx(1.0)


@pytest.mark.parametrize("part", ["hand_{}_palm", "foot_{}_top", "foot_{}_outer"])
def test_left_and_right_views_are_mirror_images(part: str) -> None:
    centre = np.array(find_view(part.format("left")).centre) + np.array([0.01, 0.02, 0.03])
    left, _ = project(part.format("left"), (200, 300), [centre])
    right, _ = project(part.format("right"), (200, 300), [centre * [-1, 1, 1]])
    np.testing.assert_allclose(left[0, 0] + right[0, 0], 200)
    np.testing.assert_allclose(left[0, 1], right[0, 1])


def test_unknown_view_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match="head_front"):
        find_view("ceiling")


def test_natural_size_keeps_the_shape_of_the_view() -> None:
    assert natural_size("front", 900) == (480, 900)


def test_picture_is_opaque_on_the_body_and_clear_beside_it() -> None:
    picture = render(*ball(), "front", (96, 180))
    assert picture.shape == (180, 96, 4)
    assert picture.dtype == np.uint8
    assert picture[90, 48, 3] == 255
    assert picture[2, 2, 3] == 0
    assert (picture[..., 3] % 255 > 0).any()


def test_same_input_gives_the_same_picture() -> None:
    solid = ball()
    np.testing.assert_array_equal(
        render(*solid, "left", (60, 180)), render(*solid, "left", (60, 180))
    )


def test_paint_shows_where_its_faces_are() -> None:
    vertices, faces, normals = ball()
    paint = np.zeros((len(faces), 4), np.uint8)
    paint[vertices[faces].mean(1)[:, 0] > 0] = (200, 20, 20, 255)
    picture = render(vertices, faces, normals, "front", (96, 180), paint).astype(int)
    redness = picture[..., 0] - picture[..., 2]
    assert redness[90, 60] > redness[90, 36] + 60


def test_far_side_of_the_body_is_hidden() -> None:
    vertices, faces, _ = ball()
    points = np.array([[0, 0.875, 0.3], [0, 0.875, -0.3], [0, 0.875, 5.0], [9.0, 0.875, 0.0]])
    seen = visible(vertices, faces, "front", (96, 180), points)
    assert seen.tolist() == [True, False, True, False]
