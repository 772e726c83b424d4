"""Ways to find a place on the surface: along a ray, around a limb, at an extreme."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from palpate.anatomy.surface import Floats, Surface

FRONT, BACK = np.array([0.0, 0.0, 1.0]), np.array([0.0, 0.0, -1.0])
LEFT, UP = np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0])


def limb_direction(axis: npt.ArrayLike, degrees: float) -> Floats:
    """Return the unit direction across a limb's axis: 0 front, 90 lateral, 180 back, -90 medial.

    The left side is meant; lateral is +x.
    """
    along = _unit(axis)
    front = _unit(FRONT - (FRONT @ along) * along)
    lateral = np.cross(along, front)
    lateral = lateral if lateral[0] >= 0 else -lateral
    angle = np.radians(degrees)
    return np.asarray(np.cos(angle) * front + np.sin(angle) * lateral)


def shift(point: Floats, x: float, y: float, z: float) -> Floats:
    """Return a point (3,) moved by metres along the axes."""
    return np.asarray(point + np.array([x, y, z]))


class Finder:
    """Find places on the left half of a surface from the joints of the frame."""

    def __init__(self, surface: Surface, joints: Mapping[str, Floats]) -> None:
        """Take the whole surface and joint centres of the left side, (3,) in metres."""
        self.surface = surface
        self.joints = joints

    def ray(self, origin: npt.ArrayLike, direction: npt.ArrayLike) -> Floats:
        """Return where a ray from inside the body first leaves it.

        Where the origin lies outside, the nearest crossing on the line counts.
        """
        start, way = np.asarray(origin, dtype=np.float64), _unit(direction)
        distance, _ = self.surface.crossings(start, way)
        ahead = distance[distance >= 0]
        if len(ahead):
            return np.asarray(start + ahead[0] * way)
        if len(distance):
            return np.asarray(start + distance[-1] * way)
        return self.near(start)

    def front(self, x: float, y: float, z: float = 0.0) -> Floats:
        """Return the front of the body at (x, y), seen from the inner point (x, y, z)."""
        return self.ray((x, y, z), FRONT)

    def back(self, x: float, y: float, z: float = 0.0) -> Floats:
        """Return the back of the body at (x, y), seen from the inner point (x, y, z)."""
        return self.ray((x, y, z), BACK)

    def side(self, y: float, z: float, x: float = 0.01) -> Floats:
        """Return the left side of the body at (y, z), seen from the inner point (x, y, z)."""
        return self.ray((x, y, z), LEFT)

    def limb(self, start: str, end: str, share: float, degrees: float) -> Floats:
        """Return the skin around a limb: `share` of the way between two joints, at an angle."""
        a, b = self.joints[start], self.joints[end]
        return self.ray(a + share * (b - a), limb_direction(b - a, degrees))

    def near(self, point: npt.ArrayLike) -> Floats:
        """Return the nearest point of the surface."""
        return self.surface.nearest(np.asarray(point, dtype=np.float64))[0]

    def extreme(self, direction: npt.ArrayLike, about: npt.ArrayLike, radius: float) -> Floats:
        """Return the vertex that reaches farthest along `direction` within a ball."""
        vertices = self.surface.vertices
        close = np.flatnonzero(((vertices - np.asarray(about)) ** 2).sum(axis=1) < radius**2)
        if not len(close):
            return self.near(about)
        reach = vertices[close] @ np.asarray(direction, dtype=np.float64)
        return np.asarray(vertices[close[int(np.argmax(np.round(reach, 9)))]])


def _unit(direction: npt.ArrayLike) -> Floats:
    vector = np.asarray(direction, dtype=np.float64)
    return np.asarray(vector / np.linalg.norm(vector))
