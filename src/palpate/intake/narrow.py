"""The regions of a place that its aspects mean."""

from __future__ import annotations

from collections.abc import Iterable

from palpate.intake.lexicon import Lexicon, Place


def narrowed(lexicon: Lexicon, place: Place, aspects: Iterable[str]) -> tuple[str, ...]:
    """Regions of a place under its aspects: one axis adds up, two axes narrow down.

    An aspect that the map does not divide leaves the place as it is: the whole is painted.
    """
    chosen = set(place.regions)
    axes: dict[str, set[str]] = {}
    for name in aspects:
        aspect = lexicon.aspects[name]
        part = place.parts.get(name)
        meant = set(part) if part else {r for r in place.regions if r in aspect.regions}
        axes.setdefault(aspect.axis, set()).update(meant)
    for meant in axes.values():
        chosen = (chosen & meant) or meant or chosen
    order = [*place.regions, *(r for part in place.parts.values() for r in part)]
    return tuple(dict.fromkeys(r for r in order if r in chosen))
