"""Every pattern of the atlas as a thumbnail, to look at all of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from PIL import Image, ImageDraw

from palpate.anatomy import Body
from palpate.charts import plates
from palpate.charts.scene import INK, PAPER, SOFT, font, plain, wrap
from palpate.charts.words import KINDS
from palpate.knowledge import Kind, Knowledge, Source
from palpate.knowledge.common import AREAS

THUMB = (150, 208)
COLUMNS, GAP, EDGE, LABEL = 10, 12, 24, 76
HEAD = 64
MOST_ROWS = 8


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet of thumbnails; `name` is fit for a file."""

    name: str
    title: str
    picture: Image.Image


def contact_sheets(body: Body, knowledge: Knowledge) -> Iterator[Sheet]:
    """Sheets of the patterns of the left side and the midline, by body area and kind."""
    for (name, title), chosen in _chapters(knowledge):
        pages = [
            chosen[k : k + COLUMNS * MOST_ROWS] for k in range(0, len(chosen), COLUMNS * MOST_ROWS)
        ]
        for number, page in enumerate(pages, start=1):
            extra = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
            yield Sheet(f"{name}-{number}", title + extra, _sheet(body, page, title + extra))


def _chapters(knowledge: Knowledge) -> Iterator[tuple[tuple[str, str], list[Source]]]:
    area = {muscle.id: muscle.area for muscle in knowledge.muscles.values()}
    one_side = [source for source in knowledge.sources if source.side != "right"]
    points = [source for source in one_side if source.kind is Kind.TRIGGER_POINT]
    points.sort(key=lambda source: AREAS.index(area[source.structure]))
    for name, members in groupby(points, key=lambda source: area[source.structure]):
        words = name.replace("_", " ")
        yield (f"muscles-{name.replace('_', '-')}", f"Trigger points: {words}"), list(members)
    for kind in (k for k in Kind if k is not Kind.TRIGGER_POINT):
        chosen = [source for source in one_side if source.kind is kind]
        if chosen:
            yield (kind.value.replace("_", "-"), KINDS[kind]), chosen


def _sheet(body: Body, sources: Sequence[Source], title: str) -> Image.Image:
    rows = -(-len(sources) // COLUMNS)
    wide = 2 * EDGE + COLUMNS * (THUMB[0] + GAP) - GAP
    page = Image.new("RGB", (wide, HEAD + rows * (THUMB[1] + LABEL + GAP) + EDGE), PAPER)
    draw = ImageDraw.Draw(page)
    draw.text((EDGE, 20), title, fill=INK, font=font(26))
    for number, source in enumerate(sources):
        x = EDGE + number % COLUMNS * (THUMB[0] + GAP)
        y = HEAD + number // COLUMNS * (THUMB[1] + LABEL + GAP)
        page.paste(plates(body, [source], THUMB, most=1)[0].picture, (x, y))
        lines = [(text, INK) for text in wrap(plain(source.name), 12, THUMB[0])[:2]]
        lines += [(text, SOFT) for text in wrap(plain(source.site_name), 12, THUMB[0])[:2]]
        for row, (text, colour) in enumerate(lines):
            draw.text((x, y + THUMB[1] + 4 + 17 * row), text, fill=colour, font=font(12))
    return page
