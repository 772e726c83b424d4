"""Expand muscles and other origins into sources, one for each site and side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from palpate.knowledge.model import Kind, Muscle, Origin, Source

# Probability that a structure on one side is an active source in a person who seeks help for
# pain in the upper quarter. The order follows published prevalence (each entry names its
# source); the level is set so that all priors add up to between one and three sources.
PRIORS = {"very_common": 0.016, "common": 0.007, "occasional": 0.0028, "rare": 0.0009}
SERIOUS_FACTOR = 0.2


def expand(muscles: Iterable[Muscle], origins: Iterable[Origin]) -> Iterator[Source]:
    """Every source in a stable order: muscles first, then the others, left before right."""
    for muscle in muscles:
        for side in ("left", "right"):
            yield from _trigger_points(muscle, side)
    for origin in origins:
        for side in origin.sides:
            yield _source(origin, side)


def _trigger_points(muscle: Muscle, side: str) -> Iterator[Source]:
    share = PRIORS[muscle.commonness] / len(muscle.trigger_points)
    for point in muscle.trigger_points:
        yield Source(
            id=f"{muscle.id}.{point.id}.{side}",
            name=muscle.name,
            kind=Kind.TRIGGER_POINT,
            structure=muscle.id,
            side=side,
            group=f"{muscle.id}.{side}",
            aliases=aliases(muscle.id, muscle.part_of, muscle.latin, muscle.synonyms),
            prior=share,
            site=point.site,
            site_name=point.name,
            depth=point.depth,
            referral=point.referral,
            qualities=("ache", "tight"),
            pain_on=muscle.pain_on,
            palpation=muscle.palpation,
            cautions=muscle.cautions,
            ruled_out_by="Pressing every point of the muscle does not bring the known pain.",
        )


def _source(origin: Origin, side: str) -> Source:
    factor = SERIOUS_FACTOR if origin.kind is Kind.SERIOUS else 1.0
    return Source(
        id=f"{origin.id}.{side}",
        name=origin.name,
        kind=origin.kind,
        structure=origin.structure,
        side=side,
        group=f"{origin.id}.{side}",
        aliases=aliases(origin.structure, origin.id, origin.part_of, origin.latin, origin.synonyms),
        prior=PRIORS[origin.commonness] * factor,
        site=origin.site,
        site_name="",
        depth="deep",
        referral=origin.referral,
        qualities=origin.qualities,
        pain_on=origin.pain_on,
        palpation=origin.palpation,
        cautions=origin.cautions,
        ruled_out_by=origin.ruled_out_by,
        sex=origin.sex,
    )


def aliases(*names: str | tuple[str, ...]) -> frozenset[str]:
    """All names under which a structure is known, in lower snake case."""
    flat = [name for entry in names for name in ([entry] if isinstance(entry, str) else entry)]
    return frozenset(snake(name) for name in flat if name)


def snake(name: str) -> str:
    """ "Upper trapezius" -> "upper_trapezius"."""
    return "_".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
