"""The referral chart of one source, as PNG or SVG."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from palpate.anatomy import Body, place
from palpate.charts import words
from palpate.charts.choose import choose, importance
from palpate.charts.figure import Floats, body_picture
from palpate.charts.frames import Frame, frames
from palpate.charts.png import png
from palpate.charts.scene import (
    ESSENTIAL,
    INK,
    PANEL,
    SOFT,
    SPILLOVER,
    Box,
    Item,
    Mark,
    Picture,
    Scene,
    Shape,
    Text,
    wrap,
)
from palpate.charts.svg import svg
from palpate.knowledge import Kind, Knowledge, Source
from palpate.reasoning import pattern

WIDTH, HEIGHT, EDGE, GAP = 1600, 1160, 56, 24
TOP, PANEL_HEIGHT = 150, 720
FIGURE = (472, 656)
"""Pixels of one picture of the body (width, height)."""


def png_chart(body: Body, knowledge: Knowledge, source: Source) -> bytes:
    """Return the chart of a source as PNG bytes."""
    return png(compose(body, knowledge, source))


def svg_chart(body: Body, knowledge: Knowledge, source: Source) -> bytes:
    """Return the chart of a source as an SVG document."""
    return svg(compose(body, knowledge, source))


def compose(body: Body, knowledge: Knowledge, source: Source) -> Scene:
    """Lay out the chart: title, two or three views of the body, legend and evidence."""
    site = place(body, source.site, source.side) if source.site is not None else None
    share = importance(body, np.maximum(*zones(body, source)), site)
    chosen = choose(frames(body, FIGURE), share)
    items: list[Item] = [
        Text(EDGE, 82, source.name, 46, bold=True),
        Text(EDGE, 122, words.subtitle(source), 24, SOFT),
        Text(WIDTH - EDGE, 82, "Palpate", 26, SOFT, bold=True, anchor="end"),
        Text(WIDTH - EDGE, 116, "referral chart", 20, SOFT, anchor="end"),
    ]
    for number, frame in enumerate(chosen):
        items += _panel(body, source, site, frame, number, len(chosen))
    items += _legend(source) + _evidence(knowledge, source)
    return Scene(WIDTH, HEIGHT, f"{source.name}. {words.subtitle(source)}", tuple(items))


def _panel(
    body: Body, source: Source, site: Floats | None, frame: Frame, number: int, count: int
) -> list[Item]:
    """One picture of the body with the mark, on its own ground."""
    width = (WIDTH - 2 * EDGE - (count - 1) * GAP) / count
    left = EDGE + number * (width + GAP)
    x, y = left + (width - FIGURE[0]) / 2, TOP + 12
    pixels = body_picture(body, *zones(body, source), frame, FIGURE)
    items: list[Item] = [
        Box(left, TOP, width, PANEL_HEIGHT, PANEL, 18),
        Picture(x, y, pixels, frame.title),
        Text(left + width / 2, TOP + PANEL_HEIGHT - 20, frame.title, 20, SOFT, anchor="middle"),
    ]
    if site is not None:
        _, face = body.surface.nearest(site)
        normal = body.surface.normal_at(face)
        where, seen = frame.locate(body, FIGURE, site[None], normal[None])
        if seen[0]:
            items.append(Mark(float(x + where[0, 0]), float(y + where[0, 1]), mark_shape(source)))
    return items


def zones(body: Body, source: Source) -> tuple[Floats, Floats]:
    """Return essential and spillover weights (P,) without the faint zones."""
    strong = [zone for zone in source.referral.zones if zone.weight >= words.FAINT]
    kept = replace(source, referral=replace(source.referral, zones=tuple(strong)))
    felt = pattern(body, kept)
    return felt.essential, felt.spillover


def mark_shape(source: Source) -> Shape:
    """A trigger point is marked by a cross, another place by a ring."""
    return "cross" if source.kind is Kind.TRIGGER_POINT else "ring"


def _legend(source: Source) -> list[Item]:
    """Explain what solid, dotted and the mark mean, with the regions in words."""
    y, items = TOP + PANEL_HEIGHT + 34, list[Item]()
    for essential, label in ((True, "Essential zone"), (False, "Spillover zone")):
        fill = ESSENTIAL if essential else SPILLOVER
        items += [
            Box(EDGE, y, 46, 26, fill, 6, dotted=not essential),
            Text(EDGE + 62, y + 20, label, 20, bold=True),
        ]
        lines = _two_lines(words.felt(source, essential), 18, 780)
        items += [Text(EDGE + 226, y + 20 + 24 * n, line, 18) for n, line in enumerate(lines)]
        y += 68
    if source.site is not None:
        items += [
            Mark(EDGE + 23, y + 12, mark_shape(source)),
            Text(EDGE + 62, y + 20, words.mark(source), 20, bold=True),
        ]
    return items


def _two_lines(places: list[str], size: int, width: float) -> list[str]:
    """As many places as two lines hold, and how many more there are."""
    for kept in range(len(places), 0, -1):
        more = f"; and {len(places) - kept} more" if kept < len(places) else ""
        lines = wrap("; ".join(places[:kept]) + more, size, width)
        if len(lines) <= 2:
            return lines
    return ["none known"] if not places else wrap(places[0], size, width)


def _evidence(knowledge: Knowledge, source: Source) -> list[Item]:
    """How well the pattern is supported, by whom it was seen, and the caution."""
    left, y, items = 1100, TOP + PANEL_HEIGHT + 54, list[Item]()
    rows = (
        (words.evidence(source), 19, INK),
        (words.references(knowledge, source), 17, SOFT),
        (words.NOTE, 17, SOFT),
    )
    for text, size, colour in rows:
        lines = wrap(text, size, WIDTH - EDGE - left)
        items += [
            Text(left, y + n * (size + 7), line, size, colour) for n, line in enumerate(lines)
        ]
        y += len(lines) * (size + 7) + 10
    return items
