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
from palpate.anatomy.picture import render
from palpate.charts import scene
from palpate.charts.frames import Frame, Size

Floats = npt.NDArray[np.float64]
Pixels = npt.NDArray[np.uint8]

SKIN = np.array([240.0, 228.0, 219.0])
ESSENTIAL, SPILLOVER, DOT = (
    np.array(ImageColor.getrgb(name), dtype=np.float64)
    for name in (scene.ESSENTIAL, scene.SPILLOVER, scene.DOT)
)
SMOOTHING = 3
"""Rounds of averaging over neighbouring vertices: rounds the corners of patches."""
SOFT_PIXELS = 2.0
"""Blur of the masks before their edge is drawn, in pixels of the half-size picture."""
FADE = 36
"""Pixels over which a cut body fades."""
EDGE = 0.08
"""Half the width of a zone's edge, as a share of its mask."""


def body_picture(
    body: Body, essential: Floats, spillover: Floats, frame: Frame, size: Size
) -> Pixels:
    """Return the body (H, W, 4) RGBA in one frame, with zones painted on it.

    `essential` and `spillover` (P,) are weights from 0 to 1, 0 where there is no zone.
    Essential zones are tinted solidly, spillover zones lightly and with dots.
    """
    plain = _render(body, frame, size, np.broadcast_to(SKIN, (len(body.faces), 3)))
    core, zone = _masks(body, essential > 0, (essential > 0) | (spillover > 0), frame, size, plain)
    picture = plain.copy()
    shade = plain[..., :3] / SKIN
    dots = _dots(size)[..., None]
    light = (SPILLOVER * (1 - dots) + DOT * dots) * shade
    picture[..., :3] += zone[..., None] * (light - picture[..., :3])
    picture[..., :3] += core[..., None] * (ESSENTIAL * shade - picture[..., :3])
    picture[..., 3] *= _fade(picture[..., 3])
    return np.asarray(picture.round().clip(0, 255).astype(np.uint8))


def _fade(alpha: Floats) -> Floats:
    """Let the body run out softly (H, W) at the borders of the picture that cut it."""
    high, wide = alpha.shape
    y = np.minimum(np.arange(high), high - 1 - np.arange(high))[:, None]
    x = np.minimum(np.arange(wide), wide - 1 - np.arange(wide))[None, :]
    return np.asarray(np.clip(y / FADE, 0, 1) * np.clip(x / FADE, 0, 1))


def _render(body: Body, frame: Frame, size: Size, colours: Floats) -> Floats:
    opaque = np.column_stack([colours, np.full(len(colours), 255.0)]).round().astype(np.uint8)
    moved = frame.moved(body.vertices)
    return render(moved, body.faces, body.normals, frame.view, size, opaque).astype(float)


def _masks(
    body: Body,
    core: npt.NDArray[np.bool_],
    zone: npt.NDArray[np.bool_],
    frame: Frame,
    size: Size,
    plain: Floats,
) -> tuple[Floats, Floats]:
    """Two masks (H, W) from 0 to 1: essential zones, and all zones.

    A figure whose red and green channels carry the masks is drawn at half size; what is
    darker there than in the plain figure is masked.
    """
    values = np.column_stack([_spread(body, core), _spread(body, zone), np.zeros(len(body.faces))])
    half = (size[0] // 2, size[1] // 2)
    carrier = _render(body, frame, half, SKIN * (1 - values))
    plain_half = _render_scaled(plain, half)
    share = 1 - (carrier[..., :2] + 1e-6) / (plain_half[..., :2] + 1e-6)
    share[carrier[..., 3] < 8] = np.nan
    filled = _fill(share)
    wide = [size[1] / half[1], size[0] / half[0]]
    soft = [
        gaussian_filter(filled[..., channel], SOFT_PIXELS, mode="nearest") for channel in (0, 1)
    ]
    both = [resize(mask, wide, order=1, mode="nearest") for mask in soft]
    edged = [np.clip((mask - 0.5 + EDGE) / (2 * EDGE), 0, 1) for mask in both]
    inner, outer = (edge * edge * (3 - 2 * edge) for edge in edged)
    return inner, outer


def _render_scaled(picture: Floats, size: Size) -> Floats:
    """Average blocks of 2 x 2 pixels, weighted by their opacity."""
    cut = picture[: size[1] * 2, : size[0] * 2].reshape(size[1], 2, size[0], 2, 4)
    alpha = cut[..., 3:]
    total = (cut * alpha).sum(axis=(1, 3)) / np.maximum(alpha.sum(axis=(1, 3)), 1e-6)
    return np.asarray(total)


def _fill(share: Floats) -> Floats:
    """Carry the masks a few pixels beyond the outline, so that it shows no rim."""
    known = np.isfinite(share[..., :1]).astype(float)
    value = np.nan_to_num(share)
    for _ in range(6):
        near = _box(known)
        grown = _box(value * known) / np.maximum(near, 1e-9)
        value = np.where(known > 0, value, grown)
        known = (near > 0).astype(float)
    return value


def _box(field: Floats) -> Floats:
    padded = np.pad(field, ((1, 1), (1, 1), (0, 0)))
    high, wide = field.shape[:2]
    return np.asarray(sum(padded[y : y + high, x : x + wide] for y in range(3) for x in range(3)))


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


def _dots(size: Size) -> Floats:
    """Return a staggered grid of soft dots (H, W), 1 inside a dot."""
    y, x = np.mgrid[: size[1], : size[0]].astype(float)
    row = np.round(y / scene.DOT_STEP)
    shifted = x + np.where(row % 2 == 0, 0, scene.DOT_STEP / 2)
    away = np.hypot(
        y - row * scene.DOT_STEP, shifted - np.round(shifted / scene.DOT_STEP) * scene.DOT_STEP
    )
    return np.asarray(np.clip(scene.DOT_RADIUS + 0.5 - away, 0, 1))
