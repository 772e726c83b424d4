"""The canonical body: one surface with its patches, regions and landmarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from palpate.anatomy.regions import SIDES, load_regions
from palpate.anatomy.surface import Floats, Ints, Point, Surface
from palpate.evidence import UserError


@dataclass(frozen=True, eq=False)
class Body:
    """The body surface; every array is read-only, lengths are metres, areas square metres.

    Axes: +x to the subject's left, +y up, +z forward; the origin is on the floor between the
    heels. `patch_ids` are "region.side.number", and `patch_region` gives each patch its place
    in `region_keys`. `patch_neighbours` is (indptr, indices) of the patches that share an edge.
    """

    vertices: Floats
    faces: Ints
    normals: Floats
    face_patch: Ints
    patch_ids: tuple[str, ...]
    patch_region: Ints
    region_keys: tuple[tuple[str, str], ...]
    patch_area: Floats
    patch_centre: Floats
    patch_normal: Floats
    patch_neighbours: tuple[Ints, Ints]
    mirror_patch: Ints
    mirror_vertex: Ints
    landmarks: Mapping[str, Point]

    @cached_property
    def surface(self) -> Surface:
        """The mesh with its geometric queries."""
        return Surface(self.vertices, self.faces)

    @cached_property
    def region_area(self) -> Floats:
        """Area of every region, in the order of `region_keys` (R,)."""
        area = np.bincount(self.patch_region, self.patch_area, len(self.region_keys))
        return np.asarray(area, dtype=np.float64)

    @cached_property
    def _index(self) -> Mapping[str, int]:
        return {patch: number for number, patch in enumerate(self.patch_ids)}

    @cached_property
    def _members(self) -> Mapping[tuple[str, str], Ints]:
        """Patches of every region, ascending."""
        order = np.argsort(self.patch_region, kind="stable").astype(np.int32)
        starts = np.searchsorted(self.patch_region[order], np.arange(1, len(self.region_keys)))
        return dict(zip(self.region_keys, np.split(order, starts), strict=True))

    def nearest_patch(self, point: npt.ArrayLike) -> int:
        """Return the patch nearest to a point (3,) in metres."""
        _, face = self.surface.nearest(np.asarray(point, dtype=np.float64))
        return int(self.face_patch[face])

    def patch_index(self, patch_id: str) -> int:
        """Return the number of a patch. Raises UserError for an unknown id."""
        try:
            return self._index[patch_id]
        except KeyError:
            raise UserError(
                f"unknown patch {patch_id!r}.", 'Patches are named "region.side.number".', "patches"
            ) from None

    def patches_of(self, region: str, side: str) -> Ints:
        """Return the patches of a region on one side. Raises UserError when there is none."""
        try:
            return self._members[region, side]
        except KeyError:
            raise _unknown_region(region, side) from None

    def is_midline(self, region: str) -> bool:
        """Whether the region is one area that crosses the midline."""
        return (region, "midline") in self._members

    def region_of(self, patch: int) -> tuple[str, str]:
        """Return (region id, side) of a patch."""
        return self.region_keys[int(self.patch_region[patch])]

    def neighbours_of(self, patch: int) -> Ints:
        """Return the patches that share an edge with `patch`, ascending."""
        starts, indices = self.patch_neighbours
        return indices[starts[patch] : starts[patch + 1]]


def _unknown_region(region: str, side: str) -> UserError:
    sides = {known.id: known.sides for known in load_regions()}
    if region not in sides:
        return UserError(f"unknown region {region!r}.", "See `palpate regions`.", "region")
    remedy = f"Use one of: {', '.join(sides[region])}."
    what = "has no side" if side in SIDES else "cannot have the side"
    return UserError(f"region {region!r} {what} {side!r}.", remedy, "side")
