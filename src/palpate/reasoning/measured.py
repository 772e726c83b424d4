"""Compare what the atlas predicts with where people in studies really felt pain.

The predicted share of one region is its weight. A study's zone is often wider than one of our
regions: most people who feel its lesser parts also feel its main part, so the share of the whole
lies between the largest weight (all feel the parts together) and the noisy-or (each part by
itself). `APART` says how far: of four people, one feels the parts independently. Of several points
of a muscle the one that reaches the zone best counts, unless the study says which it stimulated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import prod

from palpate.anatomy import Body
from palpate.knowledge import Knowledge, Source, snake
from palpate.reasoning.evaluation import Rate
from palpate.reasoning.pattern import zone_sides

APART = 0.25
"""Share of people in whom the parts of a zone hurt independently instead of together."""
EXACT = 1e-9


@dataclass(frozen=True)
class Measured:
    """One zone of one study: how many of `people` felt pain there.

    With `felt` None the record gives only words or a range, and `least` and `most` bound the
    share. `side` is "same", "opposite" or "any" beside the stimulated side.
    """

    row: str
    structures: tuple[str, ...]
    zone: str
    regions: tuple[str, ...]
    side: str
    people: int
    felt: int | None
    least: float
    most: float
    stimulus: str
    population: str
    study: str
    remark: str

    @property
    def share(self) -> float | None:
        """Share of people who felt pain in the zone; None when only words are given."""
        return None if self.felt is None else self.felt / self.people

    @property
    def interval(self) -> tuple[float, float]:
        """Exact 95 % interval of Clopper and Pearson, or the bounds that the words give."""
        return (
            (self.least, self.most) if self.felt is None else Rate(self.felt, self.people).interval
        )


@dataclass(frozen=True)
class NotAZone:
    """A number of a study that is no share of people with pain in a place, and why."""

    row: str
    structure: str
    what: str
    reason: str


@dataclass(frozen=True)
class NotUnderstood:
    """A row whose structure or zone is not one of ours, with names that come close."""

    row: str
    what: str
    why: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The rows of one file, sorted by what can be done with them."""

    rows: tuple[Measured, ...]
    not_zones: tuple[NotAZone, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """A measured zone beside its prediction."""

    measured: Measured
    predicted: float
    by: str
    """The source that reaches the zone best."""

    @property
    def agrees(self) -> bool:
        """Whether the predicted share lies in the interval of the measurement."""
        low, high = self.measured.interval
        return low - EXACT <= self.predicted <= high + EXACT


@dataclass(frozen=True)
class Agreement:
    """All comparisons of a file."""

    comparisons: tuple[Comparison, ...]

    @property
    def counted(self) -> tuple[Comparison, ...]:
        """Those with a number."""
        return tuple(c for c in self.comparisons if c.measured.felt is not None)

    @property
    def in_words(self) -> tuple[Comparison, ...]:
        """Those with words or a range only."""
        return tuple(c for c in self.comparisons if c.measured.felt is None)

    @property
    def rate(self) -> Rate:
        """How many of the numeric zones agree."""
        return Rate(sum(c.agrees for c in self.counted), len(self.counted))


def sites_named(knowledge: Knowledge, name: str) -> list[Source]:
    """Sources on the left or midline that a study's name means: an id, a structure or a synonym."""
    ours = [source for source in knowledge.sources if source.side != "right"]
    exact = [s for s in ours if name in (s.id.rpartition(".")[0], s.structure)]
    return exact or [source for source in ours if snake(name) in source.aliases]


def predicted_share(
    body: Body, source: Source, regions: Iterable[str], side: str = "any", apart: float = APART
) -> float:
    """Share of people with this source active who feel pain somewhere in the regions."""
    wanted = frozenset(regions)
    weights: dict[str, float] = {}
    for zone in source.referral.zones:
        sides = zone_sides(body, zone, source.side)
        if zone.region in wanted and any(_fits(side, source.side, found) for found in sides):
            weights[zone.region] = max(zone.weight, weights.get(zone.region, 0.0))
    together = max(weights.values(), default=0.0)
    independent = 1 - prod(1 - weight for weight in weights.values())
    return together + apart * (independent - together)


def _fits(asked: str, own: str, found: str) -> bool:
    """Whether a zone on side `found` lies where the study looked, for a source on side `own`."""
    if asked == "any" or "midline" in (own, found):
        return True
    return (found == own) == (asked == "same")


def best_point(shares: Sequence[float]) -> float:
    """Of several points, the one that reaches the zone best."""
    return max(shares)


def compare(
    body: Body,
    knowledge: Knowledge,
    rows: Iterable[Measured],
    apart: float = APART,
    points: Callable[[Sequence[float]], float] = best_point,
) -> Agreement:
    """Predict every row; `points` makes one share of those of several points."""
    return Agreement(tuple(_compare(body, knowledge, row, apart, points) for row in rows))


def _compare(
    body: Body,
    knowledge: Knowledge,
    row: Measured,
    apart: float,
    points: Callable[[Sequence[float]], float],
) -> Comparison:
    sites = [site for name in row.structures for site in sites_named(knowledge, name)]
    shares = [predicted_share(body, site, row.regions, row.side, apart) for site in sites]
    best = max(range(len(sites)), key=shares.__getitem__)
    return Comparison(row, points(shares), sites[best].id.rpartition(".")[0])
