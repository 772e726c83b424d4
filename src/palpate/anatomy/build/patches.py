"""Cut every region into compact patches of about equal size."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from palpate.anatomy.build.geodesic import (
    FaceGraph,
    Mask,
    blunt,
    fill,
    keep_largest,
    nearest_seed,
    soften,
)
from palpate.anatomy.regions import Region, load_regions
from palpate.anatomy.surface import Floats, Ints

Faces = npt.NDArray[np.int64]

TARGET_CM2: Mapping[str, float] = MappingProxyType(
    {
        "head": 9.0,
        "face": 4.2,
        "neck": 9.5,
        "shoulder": 15.0,
        "upper_back": 13.0,
        "chest": 18.0,
        "arm": 18.0,
        "hand": 4.8,
        "foot": 6.5,
    }
)
DIGIT_CM2 = 10.5
TARGET_ELSEWHERE_CM2 = 24.0
LEAST_SHARE = 0.4
ROUNDS = 15
NARROW = 0.035


def cut_patches(graph: FaceGraph, labels: Ints) -> tuple[Ints, tuple[str, ...]]:
    """Return the patch of every face of the left half, and the half's patch names.

    `labels` are places in `load_regions()`; for the names see `store.HalfBody`. Raises
    ValueError when a region has no face.
    """
    touching = on_midline(graph)
    patch = np.full(len(labels), -1, dtype=np.int32)
    for number, region in enumerate(load_regions()):
        own = np.flatnonzero(labels == number)
        if not len(own):
            raise ValueError(f"no face belongs to region {region.id}")
        allowed = _seed_faces(graph, own, region, touching)
        patch[own] = _cluster(graph, own, allowed, region) + patch.max() + 1
    patch = soften(graph, patch, 3, fixed=labels)
    patch = blunt(graph, patch, fixed=labels)
    patch = keep_largest(graph, patch, fixed=labels)
    patch = _without_slivers(graph, patch, labels)
    return _numbered(graph, patch, labels, touching)


def on_midline(graph: FaceGraph) -> Mask:
    """Return which faces have an edge on the plane x = 0."""
    flat = graph.surface.vertices[:, 0] == 0.0
    return np.asarray(flat[graph.surface.faces].sum(axis=1) == 2)


def _seed_faces(graph: FaceGraph, own: Faces, region: Region, touching: Mask) -> Mask:
    """Where a region's patches may have their middle: narrow midline strips on the midline."""
    everywhere = np.ones(len(own), dtype=bool)
    if region.sides != ("midline",):
        return everywhere
    wide = graph.surface.centroids[own, 0].max() > NARROW
    return everywhere if wide else touching[own]


def _cluster(graph: FaceGraph, own: Faces, allowed: Mask, region: Region) -> Ints:
    """Patch of each own face: farthest-point seeds, then moved to the middle of their cells."""
    areas, centres = graph.surface.areas[own], graph.surface.centroids[own]
    size = _target_area(region)
    part = graph.part(own)
    seeds = _farthest(part, centres, allowed, max(1, round(float(areas.sum()) / size)))
    for _ in range(ROUNDS):
        _, cell = nearest_seed(part, seeds)
        moved = _middles(centres, areas, cell, seeds, allowed)
        if np.array_equal(moved, seeds):
            break
        seeds = moved
    return nearest_seed(part, seeds)[1]


def _target_area(region: Region) -> float:
    """Return the wanted area in square metres of a patch, of its left half on the midline."""
    digit = "finger" in region.id or "thumb" in region.id or "toe" in region.id
    size = DIGIT_CM2 if digit else TARGET_CM2.get(region.area, TARGET_ELSEWHERE_CM2)
    return size * (0.5e-4 if region.sides == ("midline",) else 1e-4)


def _without_slivers(graph: FaceGraph, patch: Ints, labels: Ints) -> Ints:
    """Return the patches with those far smaller than their region's mean given to neighbours."""
    area = np.bincount(patch, graph.surface.areas)
    region = np.zeros(len(area), dtype=np.int64)
    region[patch] = labels
    used = area > 0
    mean = np.bincount(region[used], area[used]) / np.maximum(np.bincount(region[used]), 1)
    tiny = area < LEAST_SHARE * mean[region]
    return fill(graph, np.where(tiny[patch], -1, patch).astype(np.int32), fixed=labels)


def _farthest(part: csr_array, centres: Floats, allowed: Mask, count: int) -> Ints:
    """Spread seeds: each next one is the face farthest from those before."""
    seeds = [int(np.argmax(np.where(allowed, centres[:, 1], -np.inf)))]
    while len(seeds) < count:
        far, _ = nearest_seed(part, np.array(seeds, dtype=np.int32))
        best = int(np.argmax(np.where(allowed, far, -1.0)))
        if best in seeds:
            break
        seeds.append(best)
    return np.array(sorted(seeds), dtype=np.int32)


def _middles(centres: Floats, areas: Floats, cell: Ints, seeds: Ints, allowed: Mask) -> Ints:
    """Move each seed to the face of its cell that is nearest to the cell's mean point."""
    moved = []
    for number, seed in enumerate(seeds):
        mine = np.flatnonzero(cell == number)
        mean = np.average(centres[mine], axis=0, weights=areas[mine])
        mine = mine[allowed[mine]]
        apart = ((centres[mine] - mean) ** 2).sum(axis=1)
        moved.append(int(mine[np.argmin(apart)]) if len(mine) else int(seed))
    return np.array(sorted(moved), dtype=np.int32)


def _numbered(
    graph: FaceGraph, patch: Ints, labels: Ints, touching: Mask
) -> tuple[Ints, tuple[str, ...]]:
    """Return the patches numbered within each region in reading order, and their names."""
    numbered = np.empty_like(patch)
    names: list[str] = []
    for number, region in enumerate(load_regions()):
        own = np.flatnonzero(labels == number)
        _, local = np.unique(patch[own], return_inverse=True)
        ordered = _reading_order(graph, own, local)[local]
        crossing = np.bincount(ordered, touching[own]) > 0
        numbered[own] = ordered + len(names)
        names += _names(region, crossing)
    return numbered, tuple(names)


def _reading_order(graph: FaceGraph, own: Faces, local: npt.NDArray[np.int64]) -> Ints:
    """Return each patch's new number: by rows of 2 cm from the top, then medial, then front."""
    areas = graph.surface.areas[own]
    total = np.bincount(local, areas)
    columns = graph.surface.centroids[own].T
    mean = [np.bincount(local, areas * column) / total for column in columns]
    order = np.lexsort((-mean[2], np.round(mean[0], 2), -np.round(mean[1] / 0.02)))
    number = np.empty(len(order), dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    return number


def _names(region: Region, crossing: Mask) -> list[str]:
    """Names of a region's half patches, in reading order."""
    if region.sides != ("midline",):
        return [f"{region.id}.left.{number + 1}" for number in range(len(crossing))]
    names, number = [], 0
    for alone in crossing:
        number += 1
        if alone:
            names.append(f"{region.id}.midline.{number}")
        else:
            names.append(f"{region.id}.midline.{number}/{number + 1}")
            number += 1
    return names
