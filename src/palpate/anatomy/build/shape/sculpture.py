"""Describe an implicit solid piece by piece: lofts, ellipsoids, cones, bumps and strokes.

Coordinates given to a method are local to the current placement (see ``placed``).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter1d

from palpate.anatomy.build.shape import kernel

Floats = NDArray[np.float64]
SAMPLES = 129
REACH = 3.2  # a brush is cut off at this many widths


@dataclass(frozen=True)
class Placement:
    """A local frame: ``origin`` (3,) in metres and ``axes`` (3, 3), rows = local x, y, z."""

    origin: Floats
    axes: Floats

    def point(self, local: ArrayLike) -> Floats:
        """Return world coordinates of local points (..., 3)."""
        return np.asarray(self.origin + np.asarray(local, float) @ self.axes)

    def vector(self, local: ArrayLike) -> Floats:
        """Return the world direction of a local direction (..., 3)."""
        return np.asarray(np.asarray(local, float) @ self.axes)

    def then(self, origin: ArrayLike, turn: Floats) -> "Placement":
        """Return the placement at local ``origin`` turned by the rows of ``turn``."""
        return Placement(self.point(origin), turn @ self.axes)


WORLD = Placement(np.zeros(3), np.eye(3))


def turn(x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Floats:
    """Return axes (rows) turned by degrees about z, then x, then y."""
    a, b, c = np.radians([x, y, z])
    rx = np.array([[1, 0, 0], [0, np.cos(a), np.sin(a)], [0, -np.sin(a), np.cos(a)]])
    ry = np.array([[np.cos(b), 0, -np.sin(b)], [0, 1, 0], [np.sin(b), 0, np.cos(b)]])
    rz = np.array([[np.cos(c), np.sin(c), 0], [-np.sin(c), np.cos(c), 0], [0, 0, 1]])
    return np.asarray(ry @ rx @ rz)


class Sculpture:
    """An ordered list of solids and brushes, compiled to the arrays of the kernel."""

    def __init__(self) -> None:
        self._ops: list[tuple[int, int, int, int]] = []
        self._data: list[float] = []
        self._open: list[int] = []
        self._here = WORLD

    @contextmanager
    def placed(self, placement: Placement) -> Iterator[None]:
        """Use ``placement`` for the pieces added inside the block."""
        before, self._here = self._here, placement
        yield
        self._here = before

    @contextmanager
    def group(self, centre: ArrayLike, radius: float, blend: float) -> Iterator[None]:
        """Build a separate solid inside the block, then join it with width ``blend``."""
        start = len(self._ops)
        self._add(kernel.OPEN, centre, radius, blend, [])
        self._open.append(start)
        yield
        self._open.pop()
        self._add(kernel.CLOSE, centre, radius, blend, [])
        kind, offset, _, count = self._ops[start]
        self._ops[start] = (kind, offset, len(self._ops), count)

    def ellipsoid(
        self,
        centre: ArrayLike,
        radii: ArrayLike,
        blend: float,
        axes: Floats | None = None,
        cut: bool = False,
    ) -> None:
        """Add (or cut away) an ellipsoid; ``axes`` turns it inside the placement."""
        world = self._axes(axes)
        content = [*self._here.point(centre), *world.ravel(), *np.asarray(radii, float)]
        self._add(
            kernel.ELLIPSOID, centre, float(np.max(radii)), blend, content, -1.0 if cut else 1.0
        )

    def cone(
        self, a: ArrayLike, b: ArrayLike, radius_a: float, radius_b: float, blend: float
    ) -> None:
        """Add a capsule from ``a`` to ``b`` whose radius changes evenly."""
        ends = np.asarray([a, b], float)
        bound = float(np.linalg.norm(ends[1] - ends[0]) / 2 + max(radius_a, radius_b))
        content = [*self._here.point(a), *self._here.point(b), radius_a, radius_b]
        self._add(kernel.CONE, ends.mean(0), bound, blend, content)

    def loft(
        self,
        stations: Sequence[Sequence[float]],
        blend: float,
        cap: float = 0.9,
        soft: float = 0.012,
    ) -> None:
        """Add a tube along local y.

        A station is ``(y, centre x, centre z, radius +x, -x, +z, -z, exponent)``; profiles are
        interpolated monotonically, then softened over ``soft`` metres.
        """
        rows = np.array(sorted(tuple(station) for station in stations), float)
        at = np.linspace(rows[0, 0], rows[-1, 0], SAMPLES)
        step = at[1] - at[0]
        table = np.asarray(PchipInterpolator(rows[:, 0], rows[:, 1:], axis=0)(at))
        table = gaussian_filter1d(table, soft / step, axis=0, mode="nearest")
        widest = float(rows[:, 3:7].max() + np.abs(rows[:, 1:3]).max())
        bound = float(np.hypot((at[-1] - at[0]) / 2 + widest * cap, widest * 1.2))
        content = [*self._here.origin, *self._here.axes.ravel(), at[0], step, cap, *table.ravel()]
        self._add(
            kernel.LOFT, [0.0, (at[0] + at[-1]) / 2, 0.0], bound, blend, content, count=SAMPLES
        )

    def bump(
        self, centre: ArrayLike, widths: ArrayLike, amount: float, axes: Floats | None = None
    ) -> None:
        """Raise (or with a negative amount hollow) the surface by a Gaussian of given widths."""
        content = [
            *self._here.point(centre),
            *self._axes(axes).ravel(),
            *np.asarray(widths, float),
            amount,
        ]
        self._add(kernel.BUMP, centre, REACH * float(np.max(widths)), 0.0, content)

    def stroke(
        self,
        points: ArrayLike,
        width: float | Sequence[float],
        amount: float | Sequence[float],
        aim: ArrayLike | None = None,
        fade: bool = True,
    ) -> None:
        """Raise or groove the surface along a smooth line through ``points`` (N, 3).

        With ``aim`` the points are first moved onto the surface, looking along that direction.
        With ``fade`` the amount vanishes at both ends.
        """
        line = np.asarray(points, float)
        if aim is not None:
            line = self._land(line, np.asarray(aim, float))
        knots = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1)))
        fine = np.linspace(0, knots[-1], 4 * (len(line) - 1) + 1)
        line = _smooth_line(line, knots, fine)
        amounts = np.interp(fine, knots, np.broadcast_to(np.asarray(amount, float), knots.shape))
        widths = np.interp(fine, knots, np.broadcast_to(np.asarray(width, float), knots.shape))
        if fade:
            near_end = np.clip(np.minimum(fine, fine[::-1]) / (0.35 * knots[-1]), 0, 1)
            amounts = amounts * near_end * (2.0 - near_end)
        world = self._here.point(line)
        centre = line.mean(0)
        bound = float(np.linalg.norm(line - centre, axis=1).max() + REACH * widths.max())
        content = np.column_stack([world, widths, amounts]).ravel()
        self._add(kernel.STROKE, centre, bound, 0.0, list(content), count=len(fine))

    def touch(self, points: ArrayLike, aim: ArrayLike) -> Floats:
        """Return local points (N, 3) moved onto the surface so far, looking along ``aim``."""
        return self._land(np.atleast_2d(np.asarray(points, float)), np.asarray(aim, float))

    def arrays(self) -> tuple[NDArray[np.int64], Floats]:
        """Return ``ops`` (M, 4) and ``data`` for ``kernel.evaluate``."""
        return np.array(self._ops, np.int64), np.array(self._data, np.float64)

    def _land(self, local: Floats, aim: Floats) -> Floats:
        ops, data = self.arrays()
        ops = ops[self._open[-1] + 1 :] if self._open else ops
        ops[:, 2] -= self._open[-1] + 1 if self._open else 0
        ray = self._here.vector(aim / np.linalg.norm(aim))
        start = self._here.point(local) - 0.10 * ray
        gone = np.zeros(len(start))
        for _ in range(60):
            gone += 0.7 * kernel.evaluate(start + gone[:, None] * ray, ops, data)
        missed = np.abs(gone - 0.10) > 0.14
        gone[missed] = 0.10
        return np.asarray(local + (gone - 0.10)[:, None] * (aim / np.linalg.norm(aim)))

    def _axes(self, axes: Floats | None) -> Floats:
        return self._here.axes if axes is None else np.asarray(axes @ self._here.axes)

    def _add(
        self,
        kind: int,
        centre: ArrayLike,
        radius: float,
        blend: float,
        content: Sequence[float],
        sign: float = 1.0,
        count: int = 0,
    ) -> None:
        self._ops.append((kind, len(self._data), 0, count))
        self._data.extend([*self._here.point(centre), radius, max(blend, 1e-6), sign, *content])


def _smooth_line(line: Floats, knots: Floats, fine: Floats) -> Floats:
    if len(line) < 3:
        return np.column_stack([np.interp(fine, knots, line[:, i]) for i in range(3)])
    return np.asarray(PchipInterpolator(knots, line, axis=0)(fine))
