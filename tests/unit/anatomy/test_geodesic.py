from __future__ import annotations

import numpy as np
import pytest

from palpate.anatomy.build.borders import smooth_borders
from palpate.anatomy.build.geodesic import FaceGraph, blunt, fill, keep_largest, nearest_seed
from palpate.anatomy.surface import Surface

SIZE = 12


@pytest.fixture
def sheet() -> FaceGraph:
    """A flat sheet of 12 x 12 squares of 1 cm, two triangles each, away from x = 0."""
    x, y = np.meshgrid(np.arange(SIZE + 1), np.arange(SIZE + 1), indexing="ij")
    points = np.column_stack([x.ravel() + 5, y.ravel(), np.zeros(x.size)]) / 100
    corner = (np.arange(SIZE)[:, None] * (SIZE + 1) + np.arange(SIZE)).ravel()
    a, b, c, d = corner, corner + SIZE + 1, corner + SIZE + 2, corner + 1
    faces = np.concatenate([np.column_stack([a, b, c]), np.column_stack([a, c, d])])
    return FaceGraph(Surface(points, faces.astype(np.int32)))


def _halves(graph: FaceGraph) -> np.ndarray:
    return (graph.surface.centroids[:, 0] > 0.11).astype(np.int32)


def test_only_the_largest_piece_of_a_label_stays(sheet: FaceGraph) -> None:
    labels = _halves(sheet)
    island = np.linalg.norm(sheet.surface.centroids[:, :2] - [0.08, 0.06], axis=1) < 0.012
    kept = keep_largest(sheet, np.where(island, 1, labels).astype(np.int32))
    np.testing.assert_array_equal(kept, labels)


def test_anchored_piece_stays_even_when_it_is_small(sheet: FaceGraph) -> None:
    labels = _halves(sheet)
    island = np.linalg.norm(sheet.surface.centroids[:, :2] - [0.08, 0.06], axis=1) < 0.012
    kept = keep_largest(sheet, np.where(island, 1, labels).astype(np.int32), anchored=island)
    assert (kept[island] == 1).all()
    assert (kept[~island] == 0).all()


def test_fill_refuses_a_sheet_without_any_label(sheet: FaceGraph) -> None:
    with pytest.raises(ValueError, match="within reach"):
        fill(sheet, np.full(2 * SIZE * SIZE, -1, dtype=np.int32))


def test_blunt_removes_teeth_from_a_border(sheet: FaceGraph) -> None:
    labels = _halves(sheet)
    tooth = int(np.argmin(np.abs(sheet.surface.centroids - [0.113, 0.06, 0]).sum(axis=1)))
    ragged = labels.copy()
    ragged[tooth] = 1 - ragged[tooth]
    np.testing.assert_array_equal(blunt(sheet, ragged), labels)


def test_nearest_seed_measures_along_the_sheet(sheet: FaceGraph) -> None:
    everywhere = np.arange(2 * SIZE * SIZE)
    part = sheet.part(everywhere)
    reach, seed = nearest_seed(part, np.array([0, 2 * SIZE * SIZE - 1], dtype=np.int32))
    assert reach[0] == 0
    assert set(seed.tolist()) == {0, 1}
    assert 0.06 < reach.max() < 0.15


def test_smoothing_keeps_every_face_and_the_area(sheet: FaceGraph) -> None:
    middle = np.abs(sheet.surface.centroids[:, :2] - [0.11, 0.06]).sum(axis=1) < 0.035
    labels = middle.astype(np.int32)
    moved = Surface(smooth_borders(sheet, labels, labels), sheet.surface.faces)
    assert (moved.face_vectors[:, 2] > 0).all()
    assert moved.areas.sum() == pytest.approx(sheet.surface.areas.sum(), rel=0.02)
    assert not np.array_equal(moved.vertices, sheet.surface.vertices)
