"""One frame drawn once without zones, kept so that many patterns can be painted on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.ndimage import distance_transform_edt

from palpate.anatomy import Body
from palpate.anatomy.picture import nearest_faces, render
from palpate.charts.frames import Frame, Size

Pixels = npt.NDArray[np.uint8]

SKIN = np.array([240.0, 228.0, 219.0])
FADE = 36
"""Pixels over which a cut body fades, in a picture 656 pixels high."""
KEPT = 48
"""Stages kept in memory: about 1.3 MB each at chart size."""


@dataclass(frozen=True, eq=False)
class Stage:
    """The shaded body (H, W, 4) RGBA in one frame, and the face seen in each pixel.

    `face` (H // 2, W // 2) numbers the nearest face; outside the body it repeats the face at the
    outline, so that masks laid over it show no rim.
    """

    plain: Pixels
    face: npt.NDArray[np.int32]


@lru_cache(maxsize=KEPT)
def stage(body: Body, frame: Frame, size: Size) -> Stage:
    """Draw the body in one frame, `size` is (width, height) in pixels."""
    shown = body.faces[frame.faces]
    opaque = np.tile(np.append(SKIN, 255).astype(np.uint8), (len(shown), 1))
    moved = frame.moved(body.vertices)
    plain = render(moved, shown, body.normals, frame.view, size, opaque)
    plain[..., 3] = (plain[..., 3] * _fade(size)).round().astype(np.uint8)
    half = (size[0] // 2, size[1] // 2)
    number = nearest_faces(moved, shown, frame.view, half)
    face = np.where(number >= 0, frame.faces[number], -1).astype(np.int32)
    closest = distance_transform_edt(face < 0, return_distances=False, return_indices=True)
    return Stage(plain, face[tuple(closest)])


def _fade(size: Size) -> npt.NDArray[np.float64]:
    """Let the body run out softly (H, W) at the borders of the picture that cut it."""
    wide, high = size
    length = FADE * high / 656
    y = np.minimum(np.arange(high), high - 1 - np.arange(high))[:, None]
    x = np.minimum(np.arange(wide), wide - 1 - np.arange(wide))[None, :]
    return np.asarray(np.clip(y / length, 0, 1) * np.clip(x / length, 0, 1))
