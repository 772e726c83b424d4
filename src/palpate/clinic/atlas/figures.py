"""What the turning body of a page shows: patches, weights and marks, as small JSON."""

from __future__ import annotations

from palpate.anatomy import place
from palpate.atlas import Entry, Page, Referring, Shelf
from palpate.knowledge import Source
from palpate.reasoning import pattern

Json = dict[str, object]
MARKED = 12
"""Sources whose sites are marked on a region's body."""
EXAMINE = "where to examine"
FAINT = 0.1
"""Zones with a smaller weight are listed, and not drawn."""


def figure_of(shelf: Shelf, entry: Entry) -> Json:
    """The figure of an entry; one layer for each point and side."""
    if entry.page is Page.REGION:
        return _region(shelf, entry)
    sources = shelf.sources[entry.key]
    points = dict.fromkeys((source.id.rpartition(".")[0], source.site_name) for source in sources)
    return {
        "name": entry.name,
        "mark": "point" if entry.page is Page.MUSCLE else "site",
        "points": [{"id": identity, "name": name} for identity, name in points],
        "sides": list(dict.fromkeys(source.side for source in sources)),
        "layers": [_layer(shelf, source) for source in sources],
    }


def _layer(shelf: Shelf, source: Source) -> Json:
    zones = pattern(shelf.body, source)
    weight = zones.weight
    drawn = weight >= FAINT
    essential = (zones.essential > 0) & drawn
    spillover = (zones.spillover > 0) & drawn & ~essential
    return {
        "point": source.id.rpartition(".")[0],
        "side": source.side,
        "essential": essential.nonzero()[0].tolist(),
        "spillover": spillover.nonzero()[0].tolist(),
        "weights": {str(patch): round(float(weight[patch]), 2) for patch in drawn.nonzero()[0]},
        "sites": _site(shelf, source, source.site_name or EXAMINE, ""),
    }


def _site(shelf: Shelf, source: Source, name: str, symbol: str) -> list[Json]:
    """The mark of a source; none when it has no site."""
    if source.site is None:
        return []
    point = [round(float(axis), 4) for axis in place(shelf.body, source.site, source.side)]
    return [{"name": name, "symbol": symbol, "point": point}]


def _region(shelf: Shelf, entry: Entry) -> Json:
    found = [each for each in shelf.referring_to(entry.id) if not each.is_serious]
    midline = shelf.body.is_midline(entry.id)
    sides = ("midline",) if midline else ("left", "right")
    return {
        "name": entry.name,
        "mark": "number",
        "points": [{"id": entry.id, "name": entry.name}],
        "sides": list(sides),
        "layers": [_region_layer(shelf, entry, side, found[:MARKED]) for side in sides],
    }


def _region_layer(shelf: Shelf, entry: Entry, side: str, found: list[Referring]) -> Json:
    patches = shelf.body.patches_of(entry.id, side).tolist()
    sites: list[Json] = []
    for number, each in enumerate(found, start=1):
        name = shelf.catalogue.entries[each.key].name
        sites += _site(shelf, _on(shelf, each.sources[0], side), name, str(number))
    return {
        "point": entry.id,
        "side": side,
        "essential": patches,
        "spillover": [],
        "weights": {},
        "sites": sites,
    }


def _on(shelf: Shelf, source: Source, side: str) -> Source:
    """The same source on the side that is shown."""
    if side != "right" or source.side == "midline":
        return source
    other = {"left": "right", "right": "left"}[source.side]
    wanted = f"{source.id.rpartition('.')[0]}.{other}"
    return next((each for each in shelf.knowledge.sources if each.id == wanted), source)
