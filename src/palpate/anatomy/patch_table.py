"""From the patches of the left half to all patches, with what is derived from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from palpate.anatomy.mirror import ACROSS
from palpate.anatomy.regions import region_keys
from palpate.anatomy.surface import Floats, Ints, Surface

Longs = npt.NDArray[np.int64]


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


def full_patches(half_ids: tuple[str, ...], half_patch: Ints, half: Surface) -> PatchTable:
    """Return the table of all patches from the left half's patches, faces and mesh."""
    keys = region_keys()
    order = {key: number for number, key in enumerate(keys)}
    pairs = [_both(name) for name in half_ids]
    ids = sorted({name for pair in pairs for name in pair}, key=lambda name: _rank(name, order))
    number = {name: place for place, name in enumerate(ids)}
    left, right = (np.array([number[pair[side]] for pair in pairs]) for side in (0, 1))
    mirror = np.empty(len(ids), dtype=np.int32)
    mirror[left], mirror[right] = right, left
    area, centre, facing = _measures(half_patch, len(half_ids), half, left == right)
    normal = facing / np.maximum(np.linalg.norm(facing, axis=1, keepdims=True), 1e-15)
    return PatchTable(
        ids=tuple(ids),
        face_patch=np.concatenate([left[half_patch], right[half_patch]]).astype(np.int32),
        region_keys=keys,
        region=np.array([_rank(name, order)[0] for name in ids], dtype=np.int32),
        mirror=mirror,
        area=_spread(area[:, None], left, right, np.ones(1))[:, 0],
        centre=_spread(centre, left, right, ACROSS),
        normal=_spread(normal, left, right, ACROSS),
    )


def neighbours(table: PatchTable, half: Surface) -> tuple[Ints, Ints]:
    """Return (indptr, indices): the patches that share an edge with each patch."""
    count = len(table.ids)
    patch = table.face_patch[: len(half.faces)].astype(np.int64)
    one, other = edge_pairs(half.faces)
    a, b = patch[one], patch[other]
    a, b = a[a != b], b[a != b]
    rim = np.unique(patch[(half.vertices[half.faces][:, :, 0] == 0).sum(axis=1) == 2])
    rim = rim[table.mirror[rim] != rim]
    image = table.mirror.astype(np.int64)
    rows = np.concatenate([a, b, image[a], image[b], rim, image[rim]])
    columns = np.concatenate([b, a, image[b], image[a], image[rim], rim])
    codes = np.unique(rows * count + columns)
    starts = np.searchsorted(codes, np.arange(count + 1) * count).astype(np.int32)
    indices = (codes % count).astype(np.int32)
    starts.setflags(write=False)
    indices.setflags(write=False)
    return starts, indices


def edge_pairs(faces: Ints) -> tuple[Longs, Longs]:
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


def _measures(
    patch: Ints, count: int, half: Surface, crossing: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats, Floats]:
    """Area, centre and summed face vectors of the half's patches, whole where they cross."""
    area = np.bincount(patch, half.areas, count).astype(np.float64)
    mean = _sums(patch, half.centroids * half.areas[:, None], count) / area[:, None]
    centre = _on_surface(mean, patch, half)
    facing = _sums(patch, half.face_vectors, count)
    area[crossing] *= 2
    centre[crossing, 0] = 0.0
    facing[crossing, 0] = 0.0
    return area, centre, facing


def _spread(values: Floats, left: Longs, right: Longs, turn: Floats) -> Floats:
    """Give each half patch's values (H, C) to its patch, and turned to its mirror image."""
    whole = np.empty((int(max(left.max(), right.max())) + 1, values.shape[1]))
    whole[right] = values * turn
    whole[left] = values
    return whole


def _sums(group: Ints, values: Floats, count: int) -> Floats:
    columns = [np.bincount(group, values[:, axis], count) for axis in range(3)]
    return np.stack(columns, axis=1)


def _on_surface(centre: Floats, patch: Ints, surface: Surface) -> Floats:
    """Move each patch's mean point to the centre of its nearest own face."""
    distance = ((surface.centroids - centre[patch]) ** 2).sum(axis=1)
    order = np.lexsort((distance, patch))
    first = np.flatnonzero(np.diff(patch[order], prepend=-1))
    return surface.centroids[order[first]]
