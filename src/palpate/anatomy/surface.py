"""Geometry of a triangle mesh: the nearest point of the skin and where a line meets it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Point = tuple[float, float, float]


class Surface:
    """A triangle mesh with the queries that placing things on it needs."""

    def __init__(self, vertices: Floats, faces: Ints) -> None:
        """Take vertices (V, 3) in metres and faces (F, 3), anticlockwise from outside."""
        self.vertices = vertices
        self.faces = faces

    @cached_property
    def corners(self) -> Floats:
        """Corner points of every face (F, 3, 3)."""
        return self.vertices[self.faces]

    @cached_property
    def centroids(self) -> Floats:
        """Centre of every face (F, 3)."""
        a, b, c = (self.vertices[self.faces[:, corner]] for corner in range(3))
        return np.asarray((a + b + c) / 3)

    @cached_property
    def face_vectors(self) -> Floats:
        """Outward normal of every face, as long as twice its area (F, 3)."""
        a, b, c = (self.vertices[self.faces[:, corner]].T for corner in range(3))
        (ux, uy, uz), (vx, vy, vz) = b - a, c - a
        return np.stack([uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx], axis=1)

    @cached_property
    def areas(self) -> Floats:
        """Area of every face in square metres (F,)."""
        return np.asarray(np.linalg.norm(self.face_vectors, axis=1) / 2)

    @cached_property
    def normals(self) -> Floats:
        """Unit outward normal at every vertex (V, 3)."""
        total = np.zeros_like(self.vertices)
        for axis in range(3):
            weight = np.repeat(self.face_vectors[:, axis], 3)
            total[:, axis] = np.bincount(self.faces.ravel(), weight, len(total))
        return np.asarray(total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-15))

    @cached_property
    def _tree(self) -> cKDTree:
        from scipy.spatial import cKDTree  # slow to import, and answering a case needs none

        return cKDTree(self.centroids)

    @cached_property
    def _reach(self) -> float:
        """Greatest distance from a face's centre to its corners."""
        spread = np.linalg.norm(self.corners - self.centroids[:, None], axis=2)
        return float(spread.max())

    def nearest(self, point: Floats) -> tuple[Floats, int]:
        """Return the point of the surface nearest to `point` (3,), and its face."""
        bound, _ = self._tree.query(point)
        near = np.sort(self._tree.query_ball_point(point, bound + self._reach))
        found = closest_on_triangles(point, self.corners[near])
        best = int(np.argmin(_dots(found - point, found - point)))
        return found[best], int(near[best])

    def normal_at(self, face: int) -> Floats:
        """Return the smoothed unit normal of a face (3,)."""
        normal = self.normals[self.faces[face]].sum(axis=0)
        return np.asarray(normal / np.linalg.norm(normal))

    def crossings(self, origin: Floats, direction: Floats) -> tuple[Floats, Ints]:
        """Where the whole line through `origin` leaves the body along `direction`.

        Returns signed distances along the unit direction, ascending, and their faces.
        """
        unit = direction / np.linalg.norm(direction)
        away = self.centroids - origin
        apart = _dots(away, away) - (away @ unit) ** 2
        near = np.flatnonzero(apart <= self._reach**2)
        corner, facing = self.corners[near], self.face_vectors[near] @ unit
        a = corner[:, 0]
        across = np.cross(unit, origin - a)
        u = (across * (corner[:, 2] - a)).sum(axis=1)
        v = -(across * (corner[:, 1] - a)).sum(axis=1)
        slack = -1e-9 * np.abs(facing)
        inside = (u >= slack) & (v >= slack) & (facing - u - v >= slack)
        hit = np.flatnonzero((facing > 1e-15) & inside)
        distance = ((a[hit] - origin) * self.face_vectors[near[hit]]).sum(axis=1) / facing[hit]
        order = np.argsort(distance, kind="stable")
        return distance[order], near[hit[order]].astype(np.int32)


def closest_on_triangles(point: Floats, corners: Floats) -> Floats:
    """Return for each triangle (T, 3, 3) its point nearest to `point` (3,), as (T, 3)."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    edges = [closest_on_segments(point, p, q) for p, q in ((a, b), (b, c), (c, a))]
    inner, inside = _foot_in_plane(point, a, b - a, c - a)
    found = np.stack([*edges, inner])
    distance = _dots(found - point, found - point)
    distance[3, ~inside] = np.inf
    return np.asarray(found[distance.argmin(axis=0), np.arange(len(corners))])


def closest_on_segments(point: Floats, start: Floats, end: Floats) -> Floats:
    """Return for each segment (start, end), both (S, 3), its point nearest to `point`."""
    along = end - start
    share = _dots(point - start, along) / np.maximum(_dots(along, along), 1e-30)
    return np.asarray(start + np.clip(share, 0.0, 1.0)[:, None] * along)


def _foot_in_plane(
    point: Floats, corner: Floats, u: Floats, v: Floats
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Foot of the perpendicular on each triangle's plane, and whether it is inside."""
    away = point - corner
    uu, uv, vv = _dots(u, u), _dots(u, v), _dots(v, v)
    au, av = _dots(away, u), _dots(away, v)
    area = np.maximum(uu * vv - uv * uv, 1e-30)
    s, t = (vv * au - uv * av) / area, (uu * av - uv * au) / area
    foot = corner + s[:, None] * u + t[:, None] * v
    return foot, (s >= 0) & (t >= 0) & (s + t <= 1)


def _dots(a: Floats, b: Floats) -> Floats:
    """Scalar products along the last axis."""
    return np.asarray(np.einsum("...i,...i->...", a, b))
