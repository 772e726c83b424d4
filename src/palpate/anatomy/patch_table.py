"""From the patches of the left half to all patches, with what is derived from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from palpate.anatomy.mirror import ACROSS
from palpate.anatomy.regions import region_keys
from palpate.anatomy.surface import Floats, Ints, Surface


@dataclass(frozen=True, eq=False)
class PatchTable:
    """All patches in the order of the regions; see `Body` for the fields."""

    ids: tuple[str, ...]
    face_patch: Ints
    region_keys: tuple[tuple[str, str], ...]
    region: Ints
    mirror: Ints
    area: Floats
    centre: Floats
    normal: Floats


def full_patches(half_ids: tuple[str, ...], half_patch: Ints, surface: Surface) -> PatchTable:
    """Return the table of all patches; the second half of the faces mirrors the first."""
    keys = region_keys()
    order = {key: number for number, key in enumerate(keys)}
    pairs = [_both(name) for name in half_ids]
    ids = sorted({name for pair in pairs for name in pair}, key=lambda name: _rank(name, order))
    number = {name: place for place, name in enumerate(ids)}
    left, right = (np.array([number[pair[side]] for pair in pairs]) for side in (0, 1))
    mirror = np.arange(len(ids), dtype=np.int32)
    mirror[left], mirror[right] = right, left
    face_patch = np.concatenate([left[half_patch], right[half_patch]]).astype(np.int32)
    region = np.array([_rank(name, order)[0] for name in ids], dtype=np.int32)
    area = np.bincount(face_patch, surface.areas, len(ids))
    weighted = _sums(face_patch, surface.centroids * surface.areas[:, None], len(ids))
    facing = _sums(face_patch, surface.face_vectors, len(ids))
    centre = _on_surface(weighted / area[:, None], face_patch, surface)
    centre, facing = _even(centre, mirror), _even(facing, mirror)
    normal = facing / np.maximum(np.linalg.norm(facing, axis=1, keepdims=True), 1e-15)
    return PatchTable(tuple(ids), face_patch, keys, region, mirror, area, centre, normal)


def neighbours(faces: Ints, face_patch: Ints, count: int) -> tuple[Ints, Ints]:
    """Return (indptr, indices): the patches that share an edge with each patch."""
    left, right = edge_pairs(faces)
    a, b = face_patch[left].astype(np.int64), face_patch[right].astype(np.int64)
    apart = a != b
    codes = np.unique(np.concatenate([(a * count + b)[apart], (b * count + a)[apart]]))
    starts = np.searchsorted(codes, np.arange(count + 1) * count).astype(np.int32)
    indices = (codes % count).astype(np.int32)
    starts.setflags(write=False)
    indices.setflags(write=False)
    return starts, indices


def edge_pairs(faces: Ints) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the two faces at every inner edge of a mesh, as two arrays."""
    ends = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]).astype(np.int64)
    code = ends.min(axis=1) * (int(faces.max()) + 1) + ends.max(axis=1)
    order = np.argsort(code, kind="stable")
    same = np.flatnonzero(code[order[1:]] == code[order[:-1]])
    owner = np.tile(np.arange(len(faces)), 3)
    return owner[order[same]], owner[order[same + 1]]


def _both(name: str) -> tuple[str, str]:
    """Full ids of a half's patch and of its mirror image."""
    region, side, number = name.split(".")
    if side == "left":
        return name, f"{region}.right.{number}"
    own, _, image = number.partition("/")
    return f"{region}.midline.{own}", f"{region}.midline.{image or own}"


def _rank(name: str, order: dict[tuple[str, str], int]) -> tuple[int, int]:
    region, side, number = name.split(".")
    return order[region, side], int(number)


def _sums(group: Ints, values: Floats, count: int) -> Floats:
    columns = [np.bincount(group, values[:, axis], count) for axis in range(3)]
    return np.stack(columns, axis=1)


def _on_surface(centre: Floats, face_patch: Ints, surface: Surface) -> Floats:
    """Move each patch's mean point to the centre of its nearest own face."""
    distance = ((surface.centroids - centre[face_patch]) ** 2).sum(axis=1)
    order = np.lexsort((np.arange(len(distance)), distance, face_patch))
    first = np.flatnonzero(np.diff(face_patch[order], prepend=-1))
    return surface.centroids[order[first]]


def _even(values: Floats, mirror: Ints) -> Floats:
    """Make each patch's vector the exact mirror image of its partner's."""
    image = values[mirror] * ACROSS
    own = mirror == np.arange(len(mirror))
    second = mirror < np.arange(len(mirror))
    values = np.where(second[:, None], image, values)
    values[own, 0] = 0.0
    return values
