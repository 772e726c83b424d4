"""Everything on the way from one region to another, along the skin."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache

import numpy as np

from palpate.anatomy import Body, load_body

_DETOURS = (
    "axilla",
    "clavicle",
    "supraclavicular",
    "chest_*",
    "ribs_*",
    "parasternal",
    "scapula_*",
    "interscapular",
)
_DEAR = 4.0
"""Pain of an arm does not run over the chest: a way through there counts as so much longer."""


@lru_cache(maxsize=512)
def way(start: tuple[str, ...], end: tuple[str, ...]) -> tuple[str, ...]:
    """Regions on the shortest way on the skin between two areas, without their own regions.

    It is found on the left half of the body, so that the right is its mirror image.
    """
    body = load_body()
    sources, targets = _patches(body, start), _patches(body, end)
    if not sources or not targets or sources & targets:
        return ()
    own = {*start, *end}
    walked = (body.region_keys[body.patch_region[p]] for p in _shortest(body, sources, targets))
    return tuple(dict.fromkeys(r for r, side in walked if r not in own and side == "left"))


def _patches(body: Body, regions: Iterable[str]) -> set[int]:
    wanted = set(regions)
    keys = [n for n, (r, side) in enumerate(body.region_keys) if r in wanted and side != "right"]
    return {int(p) for p in np.flatnonzero(np.isin(body.patch_region, keys))}


def _shortest(body: Body, sources: set[int], targets: set[int]) -> list[int]:
    """Patches from a source to the nearest target (Dijkstra over neighbouring patches)."""
    first, neighbours = body.patch_neighbours
    right = np.array([side == "right" for _, side in body.region_keys])[body.patch_region]
    regions = [any(fnmatchcase(r, d) for d in _DETOURS) for r, _ in body.region_keys]
    dear = np.where(regions, _DEAR, 1.0)[body.patch_region]
    length = dict.fromkeys(sources, 0.0)
    previous: dict[int, int] = {}
    heap = [(0.0, patch) for patch in sorted(sources)]
    while heap:
        far, patch = heapq.heappop(heap)
        if patch in targets:
            return _back(previous, patch)
        if far > length[patch]:
            continue
        for other in map(int, neighbours[first[patch] : first[patch + 1]]):
            apart = np.linalg.norm(body.patch_centre[other] - body.patch_centre[patch])
            step = float(apart * dear[other])
            if not right[other] and far + step < length.get(other, np.inf):
                length[other] = far + step
                previous[other] = patch
                heapq.heappush(heap, (far + step, other))
    return []


def _back(previous: dict[int, int], patch: int) -> list[int]:
    walked = [patch]
    while patch in previous:
        patch = previous[patch]
        walked.append(patch)
    return walked[::-1]
