"""The regions of a place that its aspects mean."""

from __future__ import annotations

from collections.abc import Iterable

from palpate.intake.lexicon import Lexicon, Place

OR = "or"


def narrowed(lexicon: Lexicon, place: Place, aspects: Iterable[str]) -> tuple[str, ...]:
    """Regions of a place under its aspects: one axis adds up, two axes narrow down.

    An aspect that the map does not divide leaves the place as it is: the whole is painted.
    Aspects with `OR` between them are each taken alone: "posterior and top of the shoulder".
    """
    groups: list[list[str]] = [[]]
    for name in aspects:
        groups = [*groups, []] if name == OR else [*groups[:-1], [*groups[-1], name]]
    parts = [_under(lexicon, place, group) for group in groups if group] or [set(place.regions)]
    order = [*place.regions, *(r for part in place.parts.values() for r in part)]
    return tuple(dict.fromkeys(r for r in order if any(r in part for part in parts)))


def _under(lexicon: Lexicon, place: Place, aspects: Iterable[str]) -> set[str]:
    """Regions under the aspects of one group."""
    chosen = set(place.regions)
    axes: dict[str, set[str]] = {}
    for name in aspects:
        aspect = lexicon.aspects[name]
        part = place.parts.get(name)
        meant = set(part) if part else {r for r in place.regions if r in aspect.regions}
        axes.setdefault(aspect.axis, set()).update(meant)
    for meant in axes.values():
        chosen = (chosen & meant) or meant or chosen
    return chosen
