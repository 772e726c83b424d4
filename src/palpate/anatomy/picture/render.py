"""Draw the body surface as a shaded picture with transparent background."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from palpate.anatomy.picture import shading
from palpate.anatomy.picture.raster import rasterise
from palpate.anatomy.picture.views import Size, find_view, project

Floats = NDArray[np.float64]
Faces = NDArray[np.int32]
OVERSAMPLE = 2
SKIN_DEPTH = 0.004


def render(
    vertices: Floats,
    faces: Faces,
    normals: Floats,
    view: str,
    size: Size,
    face_colours: NDArray[np.uint8] | None = None,
) -> NDArray[np.uint8]:
    """Return an RGBA picture (H, W, 4) of the surface.

    ``vertices`` and unit ``normals`` are (V, 3), ``faces`` (F, 3), ``size`` is (width, height) in
    pixels. ``face_colours`` (F, 4) RGBA is painted over the skin by its alpha.
    Raises KeyError for an unknown view.
    """
    big = (size[0] * OVERSAMPLE, size[1] * OVERSAMPLE)
    pixels, depth = project(view, big, vertices)
    kept = _within(vertices, faces, view)
    near, face, weights = rasterise(
        pixels, depth, np.ascontiguousarray(faces[kept], np.int32), *big
    )
    inside = face >= 0
    shown = kept[face[inside]]
    turned = normals @ find_view(view).axes().T
    facing = _interpolate(turned, faces[shown], weights[inside])
    hollow = 1.0 - _openness(near, inside, _scale(view, size))[inside]
    light = shading.lamp_light(facing) * (1.0 - hollow * shading.away_from_edge(facing))
    picture = np.zeros((big[1], big[0], 4))
    colours = shading.tint(_base(shown, face_colours), light)
    colours[_seen_from_inside(vertices, faces, view)[shown]] = shading.CUT
    picture[inside, :3] = colours
    picture[inside, 3] = 255.0
    return _shrink(picture)


def _openness(near: Floats, inside: NDArray[np.bool_], scale: float) -> Floats:
    """Return the openness (H, W) of the big picture, reckoned at the size of the small one."""
    small = np.s_[::OVERSAMPLE, ::OVERSAMPLE]
    coarse = shading.hollows(near[small], inside[small], scale)
    return np.repeat(np.repeat(coarse, OVERSAMPLE, axis=0), OVERSAMPLE, axis=1)


def nearest_faces(vertices: Floats, faces: Faces, view: str, size: Size) -> NDArray[np.int32]:
    """Return the face (H, W) that ``view`` shows in each pixel, -1 where there is none."""
    pixels, depth = project(view, size, vertices)
    kept = _within(vertices, faces, view)
    _, face, _ = rasterise(pixels, depth, np.ascontiguousarray(faces[kept], np.int32), *size)
    return np.where(face >= 0, kept[face], -1).astype(np.int32)


def visible(
    vertices: Floats, faces: Faces, view: str, size: Size, points: ArrayLike
) -> NDArray[np.bool_]:
    """Return for each surface point (N, 3) whether ``view`` shows it unhidden in its frame."""
    pixels, depth = project(view, size, vertices)
    kept = _within(vertices, faces, view)
    near, _, _ = rasterise(pixels, depth, np.ascontiguousarray(faces[kept], np.int32), *size)
    where, deep = project(view, size, points)
    column, row = np.floor(where).astype(int).T
    framed = (column >= 0) & (column < size[0]) & (row >= 0) & (row < size[1])
    seen = near[np.where(framed, row, 0), np.where(framed, column, 0)]
    return np.asarray(framed & (deep > seen - SKIN_DEPTH))


def _within(vertices: Floats, faces: Faces, view: str) -> NDArray[np.int64]:
    """Return the faces that lie in the box of ``view``."""
    low, high = np.array(find_view(view).low), np.array(find_view(view).high)
    inside = np.asarray(((vertices >= low) & (vertices <= high)).all(1))
    return np.flatnonzero(inside[faces].all(1))


def _seen_from_inside(vertices: Floats, faces: Faces, view: str) -> NDArray[np.bool_]:
    """Return which faces (F,) look away from the viewer: visible only where the body is cut off."""
    a, b, c = vertices[faces[:, 0]], vertices[faces[:, 1]], vertices[faces[:, 2]]
    return np.asarray(np.cross(b - a, c - a) @ find_view(view).axes()[2] < 0)


def _scale(view: str, size: Size) -> float:
    wide, high = find_view(view).extent
    return min(size[0] / wide, size[1] / high)


def _interpolate(values: Floats, corners: Faces, weights: Floats) -> Floats:
    u, v = weights[:, :1], weights[:, 1:]
    mixed = (
        values[corners[:, 0]] * u + values[corners[:, 1]] * v + values[corners[:, 2]] * (1 - u - v)
    )
    return np.asarray(mixed / np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-12))


def _base(shown: NDArray[np.int64], face_colours: NDArray[np.uint8] | None) -> Floats:
    if face_colours is None:
        return np.broadcast_to(shading.SKIN, (len(shown), 3))
    paint = face_colours[shown].astype(float)
    alpha = paint[:, 3:] / 255.0
    return np.asarray(shading.SKIN * (1 - alpha) + paint[:, :3] * alpha)


def _shrink(picture: Floats) -> NDArray[np.uint8]:
    high, wide = picture.shape[0] // OVERSAMPLE, picture.shape[1] // OVERSAMPLE
    blocks = picture.reshape(high, OVERSAMPLE, wide, OVERSAMPLE, 4)
    alpha = blocks[..., 3].sum(axis=(1, 3))
    colour = blocks[..., :3].sum(axis=(1, 3)) / np.maximum(alpha / 255.0, 1e-9)[..., None]
    return np.dstack([colour, alpha / OVERSAMPLE**2]).round().clip(0, 255).astype(np.uint8)
