"""Muscles, joints and nerves as places: the regions over their sites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from palpate.anatomy import Body, place
from palpate.intake.phrases import Phrases
from palpate.knowledge import Kind, Knowledge, Source

_PLACED = (Kind.TRIGGER_POINT, Kind.NERVE, Kind.JOINT, Kind.SOFT_TISSUE)
_ROUTES = ("distribution", "territory")


@dataclass(frozen=True)
class Structures:
    """Every name of a structure that has a place, and its sources on the left side."""

    phrases: Phrases[str]
    named: Mapping[str, tuple[Source, ...]]

    def regions(self, body: Body, name: str, spread: bool) -> tuple[str, ...]:
        """Regions over the sites; for the spread of a nerve, its essential zones."""
        found: dict[str, None] = {}
        for source in self.named[name]:
            if spread and source.kind is Kind.NERVE:
                zones = source.referral.zones
                found |= dict.fromkeys(z.region for z in zones if z.essential)
            elif source.site is not None:
                patch = body.nearest_patch(place(body, source.site, source.side))
                found[body.region_keys[body.patch_region[patch]][0]] = None
        return tuple(found)


def structures(knowledge: Knowledge) -> Structures:
    """Index the structures of the atlas by all their names."""
    named: dict[str, list[Source]] = {}
    for source in knowledge.sources:
        if source.kind in _PLACED and source.side != "right":
            for alias in source.aliases:
                named.setdefault(alias, []).append(source)
    phrases = [(alias.replace("_", " "), alias) for alias in named]
    phrases += [
        (f"{alias.replace('_', ' ')} {route}", alias) for alias in named for route in _ROUTES
    ]
    return Structures(Phrases(phrases), {alias: tuple(group) for alias, group in named.items()})
