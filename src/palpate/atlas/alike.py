"""What is easily mistaken for what: sources that are felt in the same regions.

Two patterns are compared by weighted overlap over regions and sides: the sum of the smaller
weights over the sum of the larger ones (Ruzicka), 0 for nothing in common and 1 for the same. Each
region counts by its weight, however small it is. An entry with several points is compared by its
best pair.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from palpate.anatomy import Body
from palpate.atlas.entry import Page, page_of
from palpate.atlas.zones import Floats, vector
from palpate.knowledge import Kind, Source

MOST = 10
LEAST = 0.18
"""Overlap below which nobody would take one for the other."""
LEAST_SERIOUS = 0.10
"""A serious disease is named sooner."""
SHARED = 4
"""Common regions named."""

Key = tuple[Page, str]


@dataclass(frozen=True)
class Alike:
    """Another entry with a similar pattern, and the regions both are felt in."""

    key: Key
    serious: bool
    overlap: float
    regions: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Patterns:
    """Patterns (S, R) of the sources on one side, and the entry each belongs to."""

    keys: tuple[Key, ...]
    serious: tuple[bool, ...]
    weights: Floats
    regions: tuple[str, ...]


def patterns(body: Body, sources: Iterable[Source]) -> Patterns:
    """Lay out the pattern of every source that is on the left or in the middle."""
    kept = [source for source in sources if source.side != "right"]
    return Patterns(
        keys=tuple(page_of(source) for source in kept),
        serious=tuple(source.kind is Kind.SERIOUS for source in kept),
        weights=np.array([vector(body, source) for source in kept]),
        regions=tuple(region for region, _ in body.region_keys),
    )


def look_alikes(known: Patterns, key: Key) -> tuple[Alike, ...]:
    """The entries most like this one: serious disease first, then by overlap."""
    best: dict[Key, tuple[float, int, int]] = {}
    for row in (number for number, each in enumerate(known.keys) if each == key):
        overlaps = _overlaps(known.weights, known.weights[row])
        for number in np.flatnonzero(overlaps >= LEAST_SERIOUS).tolist():
            found = (float(overlaps[number]), row, number)
            other = known.keys[number]
            if other != key and (other not in best or found[0] > best[other][0]):
                best[other] = found
    near = [_alike(known, row, number, overlap) for overlap, row, number in best.values()]
    near = [each for each in near if each.overlap >= _least(each)]
    near.sort(key=lambda each: (not each.serious, -each.overlap, each.key))
    serious = [each for each in near if each.serious][: MOST // 2]
    return (*serious, *[each for each in near if not each.serious][:MOST])


def _least(each: Alike) -> float:
    return LEAST_SERIOUS if each.serious else LEAST


def _overlaps(weights: Floats, one: Floats) -> Floats:
    """Overlap of one pattern (R,) with every pattern (S,)."""
    common = np.minimum(weights, one).sum(axis=1)
    either = np.maximum(weights, one).sum(axis=1)
    return np.asarray(common / np.maximum(either, 1e-9))


def _alike(known: Patterns, row: int, number: int, overlap: float) -> Alike:
    common = np.minimum(known.weights[row], known.weights[number])
    order = np.argsort(-common, kind="stable")
    names = dict.fromkeys(known.regions[place] for place in order if common[place] > 0)
    return Alike(known.keys[number], known.serious[number], overlap, tuple(names)[:SHARED])
