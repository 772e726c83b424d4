"""Named orthographic views of the body and the projection of points into their pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Size = tuple[int, int]
Corner = tuple[float, float, float]


@dataclass(frozen=True)
class View:
    """An orthographic view.

    ``towards`` points from the body to the viewer, ``up`` is up in the picture, ``centre`` (m)
    lies in the middle and ``extent`` is the (width, height) in metres that must stay visible.
    Only the part of the body inside the box from ``low`` to ``high`` is drawn.
    """

    towards: tuple[float, float, float]
    up: tuple[float, float, float]
    centre: tuple[float, float, float]
    extent: tuple[float, float]
    low: tuple[float, float, float] = (-1.0, -1.0, -1.0)
    high: tuple[float, float, float] = (1.0, 2.0, 1.0)

    def axes(self) -> Floats:
        """Return rows right, up, towards (3, 3), orthonormal."""
        towards = np.array(self.towards) / np.linalg.norm(self.towards)
        right = np.cross(self.up, towards)
        right /= np.linalg.norm(right)
        return np.array([right, np.cross(towards, right), towards])


FRONT, BACK = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)
LEFT, RIGHT = (1.0, 0.0, 0.0), (-1.0, 0.0, 0.0)
UP = (0.0, 1.0, 0.0)
WHOLE, HEAD = (0.0, 0.875, 0.0), (0.0, 1.625, 0.0)
HEAD_EXTENT, HAND_EXTENT, FOOT_EXTENT = (0.27, 0.30), (0.16, 0.23), (0.16, 0.29)


def _whole() -> dict[str, View]:
    extents = {
        "front": (0.96, 1.80),
        "back": (0.96, 1.80),
        "left": (0.48, 1.80),
        "right": (0.48, 1.80),
    }
    ways = {"front": FRONT, "back": BACK, "left": LEFT, "right": RIGHT}
    views = {name: View(ways[name], UP, WHOLE, extents[name]) for name in ways}
    views["three_quarter"] = View((0.75, 0.12, 1.0), UP, WHOLE, (0.90, 1.82))
    views["three_quarter_back"] = View((0.75, 0.12, -1.0), UP, WHOLE, (0.90, 1.82))
    return views


def _head() -> dict[str, View]:
    ways = {"front": FRONT, "back": BACK, "left": LEFT, "right": RIGHT}
    views = {f"head_{name}": View(way, UP, HEAD, HEAD_EXTENT) for name, way in ways.items()}
    views["head_three_quarter"] = View((0.8, 0.1, 1.0), UP, HEAD, HEAD_EXTENT)
    views["head_top"] = View((0.0, 1.0, 0.0), FRONT, HEAD, HEAD_EXTENT)
    return views


def _side_box(sign: float, low: Corner, high: Corner) -> tuple[Corner, Corner]:
    """Return the box given for the left side, mirrored for ``sign`` -1."""
    if sign > 0:
        return low, high
    return (-high[0], low[1], low[2]), (-low[0], high[1], high[2])


def _hands(side: str, sign: float) -> dict[str, View]:
    lean = (0.29237 * -sign, 0.95630, 0.0)
    centre = (sign * 0.386, 0.748, 0.020)
    ways = {"palm": FRONT, "back": BACK, "thumb": (sign * 0.9563, 0.29237, 0.0)}
    low, high = _side_box(sign, (0.27, 0.5, -0.2), (0.6, 0.95, 0.3))
    return {
        f"hand_{side}_{name}": View(way, lean, centre, HAND_EXTENT, low, high)
        for name, way in ways.items()
    }


def _feet(side: str, sign: float) -> dict[str, View]:
    centre = (sign * 0.106, 0.05, 0.035)
    low, high = _side_box(sign, (0.0, -0.1, -0.3), (0.3, 0.16, 0.3))
    ways = {
        f"foot_{side}_top": View((0.0, 1.0, 0.0), FRONT, centre, FOOT_EXTENT),
        f"foot_{side}_sole": View((0.0, -1.0, 0.0), FRONT, centre, FOOT_EXTENT),
        f"foot_{side}_outer": View((sign, 0.0, 0.0), UP, centre, (0.31, 0.20)),
        f"foot_{side}_inner": View((-sign, 0.0, 0.0), UP, centre, (0.31, 0.20)),
        f"foot_{side}_front": View((0.0, 0.45, 1.0), UP, centre, (0.18, 0.22)),
    }
    return {name: replace(view, low=low, high=high) for name, view in ways.items()}


VIEWS: Mapping[str, View] = {
    **_whole(),
    **_head(),
    **_hands("left", 1.0),
    **_hands("right", -1.0),
    **_feet("left", 1.0),
    **_feet("right", -1.0),
}


def find_view(name: str) -> View:
    """Return the view called ``name``; raises KeyError naming the known views."""
    if name not in VIEWS:
        raise KeyError(f"unknown view {name!r}; known: {', '.join(VIEWS)}")
    return VIEWS[name]


def natural_size(view: str, height: int) -> Size:
    """Return the (width, height) in pixels that fits ``view`` without spare room."""
    wide, high = find_view(view).extent
    return max(1, round(height * wide / high)), height


def project(view: str, size: Size, points: ArrayLike) -> tuple[Floats, Floats]:
    """Project points (N, 3) in metres into a picture of ``size`` (width, height) pixels.

    Returns pixel coordinates (N, 2), x to the right and y down, and depth (N,) in metres
    towards the viewer.
    """
    camera = find_view(view)
    width, height = size
    scale = min(width / camera.extent[0], height / camera.extent[1])
    local = (np.atleast_2d(np.asarray(points, float)) - np.array(camera.centre)) @ camera.axes().T
    pixels = np.column_stack([width / 2 + scale * local[:, 0], height / 2 - scale * local[:, 1]])
    return pixels, local[:, 2]
