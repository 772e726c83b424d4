"""The faces of the left half in the coordinates that region borders are written in."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from palpate.anatomy.build.landmarks.finder import limb_direction
from palpate.anatomy.regions import load_regions
from palpate.anatomy.surface import Floats, Surface

Mask = npt.NDArray[np.bool_]
SECTION = 0.02


class Canvas:
    """Faces that are claimed by one region after the other; the first claim stands."""

    def __init__(
        self, surface: Surface, marks: Mapping[str, Floats], joints: Mapping[str, Floats]
    ) -> None:
        """Take the left half (F faces), its landmarks and the joint centres."""
        self.surface = surface
        self.points = surface.centroids
        self.x, self.y, self.z = surface.centroids.T
        length = np.linalg.norm(surface.face_vectors, axis=1, keepdims=True)
        self.normal = surface.face_vectors / np.maximum(length, 1e-15)
        self.marks = marks
        self.joints = joints
        self.labels = np.full(len(surface.faces), -1, dtype=np.int32)
        self._number = {region.id: place for place, region in enumerate(load_regions())}

    def at(self, name: str) -> Floats:
        """Return a landmark of the left side or the midline (3,)."""
        left = self.marks.get(f"{name}.left")
        return self.marks[f"{name}.midline"] if left is None else left

    def claim(self, region: str, mask: Mask) -> None:
        """Give the faces that are still free and in the mask to a region."""
        self.labels[mask & (self.labels < 0)] = self._number[region]

    def within(self, name: str, radius: float) -> Mask:
        """Return the faces within `radius` metres of a landmark."""
        return np.asarray(((self.points - self.at(name)) ** 2).sum(axis=1) < radius**2)

    def along(self, start: Floats, end: Floats) -> Floats:
        """Return for each face its share of the way from one point to another."""
        way = end - start
        return np.asarray((self.points - start) @ way / (way @ way))

    def from_line(self, line: Sequence[Floats]) -> Floats:
        """Return the distance of each face from a line through points."""
        best = np.full(len(self.points), np.inf)
        for start, end in itertools.pairwise(line):
            share = np.clip(self.along(start, end), 0.0, 1.0)[:, None]
            apart = np.linalg.norm(self.points - start - share * (end - start), axis=1)
            best = np.minimum(best, apart)
        return best

    def angle(self, part: Mask, start: Floats, end: Floats) -> Floats:
        """Return degrees around a limb: 0 front, 90 lateral, 180 back, -90 medial.

        Taken about the middle of each section of the faces in `part`.
        """
        across = self.points - start
        front = across @ limb_direction(end - start, 0)
        side = across @ limb_direction(end - start, 90)
        height = across @ (end - start) / np.linalg.norm(end - start)
        front -= _middle(height, front, part)
        side -= _middle(height, side, part)
        return np.asarray(np.degrees(np.arctan2(side, front)))


def _middle(height: Floats, value: Floats, part: Mask) -> Floats:
    """Middle of the range of `value` in slices along a limb, interpolated at each face."""
    places = np.arange(height[part].min(), height[part].max() + SECTION, SECTION)
    middles = []
    for place in places:
        inside = part & (np.abs(height - place) < SECTION)
        if inside.any():
            middles.append((place, (value[inside].min() + value[inside].max()) / 2))
    at, middle = np.array(middles).T
    return np.asarray(np.interp(height, at, middle))


def line_at(points: Sequence[tuple[float, float]], where: Floats) -> Floats:
    """Return the height of a broken line through (place, height) points at each place."""
    ordered = sorted(points)
    return np.asarray(np.interp(where, [p for p, _ in ordered], [h for _, h in ordered]))
