"""The right half of the body as the exact mirror image of the left."""

from __future__ import annotations

import numpy as np

from palpate.anatomy.surface import Floats, Ints, Point

ACROSS = np.array([-1.0, 1.0, 1.0])


def mirror_point(point: Point) -> Point:
    """Return the mirror image of one point."""
    x, y, z = point
    return (-x + 0.0, y, z)


def mirror_vertices(half: Floats) -> tuple[Floats, Ints]:
    """Return all vertices, the half first, and for each the number of its mirror image.

    Vertices of the half with x = 0 are their own image.
    """
    count = len(half)
    off = np.flatnonzero(half[:, 0] > 0)
    image = np.arange(count, dtype=np.int32)
    image[off] = count + np.arange(len(off), dtype=np.int32)
    whole = np.concatenate([half, half[off] * ACROSS])
    return whole, np.concatenate([image, off.astype(np.int32)])


def mirror_faces(half: Ints, mirror_vertex: Ints) -> Ints:
    """Return all faces: those of the half, then their images in the same order."""
    return np.concatenate([half, mirror_vertex[half[:, ::-1]]]).astype(np.int32)
