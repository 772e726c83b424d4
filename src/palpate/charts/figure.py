"""The shaded body with painted zones that can be told apart without colour."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import ImageColor
from scipy.ndimage import gaussian_filter
from scipy.ndimage import zoom as resize
from scipy.sparse import csr_array, diags_array

from palpate.anatomy import Body
from palpate.charts import scene
from palpate.charts.frames import Frame, Size
from palpate.charts.stage import SKIN, stage

Floats = npt.NDArray[np.float64]
Pixels = npt.NDArray[np.uint8]

ESSENTIAL, SPILLOVER, DOT = (
    np.array(ImageColor.getrgb(name), dtype=np.float64)
    for name in (scene.ESSENTIAL, scene.SPILLOVER, scene.DOT)
)
SMOOTHING = 3
"""Rounds of averaging over neighbouring vertices: rounds the corners of patches."""
SOFT_PIXELS = 2.0
"""Blur of the masks before their edge is drawn, in pixels of the half-size picture."""
FULL_HEIGHT = 600
"""Pixels from which on dots have their full size; in smaller pictures they shrink somewhat."""
EDGE = 0.08
"""Half the width of a zone's edge, as a share of its mask."""


def body_picture(
    body: Body, essential: Floats, spillover: Floats, frame: Frame, size: Size
) -> Pixels:
    """Return the body (H, W, 4) RGBA in one frame, with zones painted on it.

    `essential` and `spillover` (P,) are weights from 0 to 1, 0 where there is no zone.
    Essential zones are tinted solidly, spillover zones lightly and with dots.
    """
    drawn = stage(body, frame, size)
    picture = drawn.plain.astype(np.float64)
    shade = picture[..., :3] / SKIN
    whole = (essential > 0) | (spillover > 0)
    core, zone = (_mask(body, mask, drawn.face, size) for mask in (essential > 0, whole))
    dots = _dots(size)[..., None]
    light = (SPILLOVER * (1 - dots) + DOT * dots) * shade
    picture[..., :3] += zone[..., None] * (light - picture[..., :3])
    picture[..., :3] += core[..., None] * (ESSENTIAL * shade - picture[..., :3])
    return np.asarray(picture.round().clip(0, 255).astype(np.uint8))


def _mask(
    body: Body, patches: npt.NDArray[np.bool_], face: npt.NDArray[np.int32], size: Size
) -> Floats:
    """Mask (H, W) from 0 to 1 of patches (P,), softly edged."""
    if not patches.any():
        return np.zeros((size[1], size[0]))
    soft = gaussian_filter(_spread(body, patches)[face], SOFT_PIXELS, mode="nearest")
    wide = resize(soft, (size[1] / face.shape[0], size[0] / face.shape[1]), order=1, mode="nearest")
    edge = np.clip((wide - 0.5 + EDGE) / (2 * EDGE), 0, 1)
    return np.asarray(edge * edge * (3 - 2 * edge))


def _spread(body: Body, patches: npt.NDArray[np.bool_]) -> Floats:
    """Mask of patches (P,) as a smooth value for every face (F,)."""
    onto, average = _neighbourhood(body)
    vertex = onto @ patches[body.face_patch].astype(float)
    for _ in range(SMOOTHING):
        vertex = average @ vertex
    return np.asarray(vertex[body.faces].mean(axis=1))


@lru_cache(maxsize=1)
def _neighbourhood(body: Body) -> tuple[csr_array, csr_array]:
    """Matrices that average faces onto vertices (V, F) and vertices over neighbours (V, V)."""
    count, total = len(body.vertices), len(body.faces)
    corner = body.faces.ravel()
    onto = csr_array(
        (np.ones(len(corner)), (corner, np.repeat(np.arange(total), 3))), shape=(count, total)
    )
    starts = np.concatenate([body.faces[:, 0], body.faces[:, 1], body.faces[:, 2]])
    ends = np.concatenate([body.faces[:, 1], body.faces[:, 2], body.faces[:, 0]])
    edges = csr_array((np.ones(len(starts)), (starts, ends)), shape=(count, count))
    around = (edges + edges.T).sign() + diags_array(np.ones(count))
    return _even(onto), _even(around.tocsr())


def _even(matrix: csr_array) -> csr_array:
    """Return the matrix with rows that add up to 1."""
    rows = np.maximum(matrix.sum(axis=1), 1e-12)
    even: csr_array = (diags_array(1 / rows) @ matrix).tocsr()
    return even


@lru_cache(maxsize=4)
def _dots(size: Size) -> Floats:
    """Return a staggered grid of soft dots (H, W), 1 inside a dot."""
    scale = float(np.clip(size[1] / FULL_HEIGHT, 0.6, 1))
    step, radius = scene.DOT_STEP * scale, scene.DOT_RADIUS * scale
    y, x = np.mgrid[: size[1], : size[0]].astype(float)
    row = np.round(y / step)
    shifted = x + np.where(row % 2 == 0, 0, step / 2)
    away = np.hypot(y - row * step, shifted - np.round(shifted / step) * step)
    return np.asarray(np.clip(radius + 0.5 - away, 0, 1))
