"""Everything that can be felt in a region, in the order in which to think of it.

The order is that of weight times commonness: how often the source is felt here when it is active,
times how common it is as a source of pain in practice. Both are judgements where nobody measured.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from palpate.anatomy import Body
from palpate.atlas.entry import Page, page_of
from palpate.atlas.zones import felt
from palpate.evidence import Grade
from palpate.knowledge import Kind, Source

ORDER = (
    "Ordered by how often the source is felt here when it is active, times how common it is as a "
    "source of pain in practice. Where nobody measured, both are judgements; the grade says so. "
    "It is a list of hypotheses to examine."
)
"""The order of the list, for those who read it."""


@dataclass(frozen=True)
class Referring:
    """One entry that is felt in a region.

    `sites` are its trigger points that are; `other_side` says that it is felt here from the other
    side of the body. `score` orders the list: weight times the prior of the whole entry.
    """

    key: tuple[Page, str]
    weight: float
    essential: bool
    other_side: bool
    score: float
    grade: Grade
    sites: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def is_serious(self) -> bool:
        """Whether this is a serious disease, which is named before all others."""
        return self.sources[0].kind is Kind.SERIOUS


def referring_to(body: Body, sources: Iterable[Source], region: str) -> tuple[Referring, ...]:
    """Everything felt in a region on the left (or in the middle), the likeliest first."""
    wanted = "midline" if body.is_midline(region) else "left"
    found: dict[tuple[Page, str], list[tuple[Source, float, bool]]] = {}
    priors: dict[str, float] = {}
    for source in sources:
        priors[source.group] = priors.get(source.group, 0.0) + source.prior
        for each in felt(body, source):
            if (each.region, each.side) == (region, wanted):
                found.setdefault(page_of(source), []).append((source, each.weight, each.essential))
    ranked = [_referring(key, seen, priors) for key, seen in found.items()]
    return tuple(sorted(ranked, key=lambda each: (-each.score, each.key)))


def _referring(
    key: tuple[Page, str], seen: list[tuple[Source, float, bool]], priors: dict[str, float]
) -> Referring:
    own = [one for one in seen if one[0].side != "right"]
    near = own or seen
    lead, weight, _ = max(near, key=lambda one: one[1])
    return Referring(
        key=key,
        weight=weight,
        essential=any(essential for _, _, essential in near),
        other_side=not own,
        score=weight * priors[lead.group],
        grade=lead.referral.support.grade,
        sites=tuple(dict.fromkeys(one[0].site_name for one in near if one[0].site_name)),
        sources=tuple(one[0] for one in near),
    )
