"""Pictures of a client's drawing for paper: a shaded body, kept, with the pain laid over it."""

import base64
from functools import cache
from io import BytesIO
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from palpate.anatomy import load_body
from palpate.anatomy.picture import natural_size, project, render
from palpate.anatomy.picture.raster import rasterise

Floats = npt.NDArray[np.float64]

FINE: Final = 2
"""Samples along each side of a pixel, so that the edges of the drawing are smooth."""
HEAT: Final = np.array([[249, 207, 122], [240, 140, 60], [207, 63, 46], [122, 15, 43]])
"""Weak to strong pain, as on the page: lightness falls all the way."""
CLAY: Final = np.array([1.03, 1.0, 0.95])
"""The skin's grey, made a little warm: on a rosy skin weak pain would be lost."""
COVER: Final = 0.9
"""How much of the skin the drawing hides."""


def drawing_png(view: str, height: int, intensity: Floats) -> str:
    """Return one view of a drawing as a PNG data address; arguments as of `drawing_picture`."""
    buffer = BytesIO()
    drawing_picture(view, height, intensity).save(buffer, "PNG")
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def drawing_picture(view: str, height: int, intensity: Floats) -> Image.Image:
    """Return one view of a drawing on a body without background.

    Args:
        view: name of a view of `palpate.anatomy.picture`.
        height: pixels.
        intensity: (P,) pain of each patch, 0 to 10, 0 where nothing hurts.
    """
    bare = _bare(view, height)
    patch = _patches(view, height)
    level = np.append(intensity, 0.0)[patch]
    share = _shrink((level > 0).astype(float))[..., None] * COVER
    strength = _shrink(level) / np.maximum(_shrink((level > 0).astype(float)), 1e-6)
    light = bare[..., :3].mean(axis=2, keepdims=True) / 215.0
    felt = np.clip(_heat(strength) * np.clip(light, 0.45, 1.05), 0, 255)
    picture = bare.copy()
    picture[..., :3] = bare[..., :3] * (1 - share) + felt * share
    return Image.fromarray(picture.astype(np.uint8))


def _heat(level: Floats) -> Floats:
    """Return the colour (..., 3) of each intensity."""
    steps = np.linspace(1, 10, len(HEAT))
    clipped = np.clip(level, 1, 10)
    return np.stack([np.interp(clipped, steps, channel) for channel in HEAT.T], axis=-1)


@cache
def _bare(view: str, height: int) -> Floats:
    """Render the body without a drawing, (H, W, 4) from 0 to 255."""
    body = load_body()
    size = natural_size(view, height)
    picture = render(body.vertices, body.faces, body.normals, view, size).astype(float)
    grey = picture[..., :3].mean(axis=2, keepdims=True)
    picture[..., :3] = np.clip(grey * CLAY, 0, 255)
    return picture


@cache
def _patches(view: str, height: int) -> npt.NDArray[np.int64]:
    """Find the patch of every fine sample; the number of patches where there is no body."""
    body = load_body()
    width, height = natural_size(view, height)
    size = (width * FINE, height * FINE)
    pixels, depth = project(view, size, body.vertices)
    _, face, _ = rasterise(pixels, depth, np.ascontiguousarray(body.faces, np.int32), *size)
    found = np.where(face >= 0, body.face_patch[face], len(body.patch_ids))
    return found.astype(np.int64)


def _shrink(samples: Floats) -> Floats:
    """Average the fine samples of each pixel."""
    height, width = samples.shape
    blocks = samples.reshape(height // FINE, FINE, width // FINE, FINE)
    return np.asarray(blocks.mean(axis=(1, 3)))
