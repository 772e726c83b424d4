"""Small pictures of where one or several sources are felt, without words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from palpate.anatomy import Body, place
from palpate.charts.chart import mark_shape, zones
from palpate.charts.choose import choose, importance
from palpate.charts.figure import body_picture
from palpate.charts.frames import WHOLE, Frame, Size, frames
from palpate.charts.png import draw_mark
from palpate.charts.scene import INK, PANEL, Mark, font
from palpate.knowledge import Source

Floats = npt.NDArray[np.float64]

TELLING = 0.02
"""A second or third picture must show this share of the pattern."""
MARK = 7 / 300
"""Size of a mark, as a share of the picture's height."""


@dataclass(frozen=True, eq=False)
class Plate:
    """One picture with the words for what it shows."""

    title: str
    picture: Image.Image


def plates(
    body: Body,
    sources: Sequence[Source],
    size: Size,
    most: int = 3,
    numbers: bool = False,
    towards: npt.NDArray[np.bool_] | None = None,
) -> tuple[Plate, ...]:
    """Pictures (at most `most`) of the union of the sources' patterns, the most telling first.

    `size` is (width, height) in pixels. With `numbers` every mark carries the number of its
    source, counted from one. Patches `towards` which a reader looks count as much as the pattern.
    """
    laid = [zones(body, source) for source in sources]
    essential = np.max([core for core, _ in laid], axis=0)
    spillover = np.max([lesser for _, lesser in laid], axis=0)
    sites = [place(body, s.site, s.side) if s.site is not None else None for s in sources]
    first = next((site for site in sites if site is not None), None)
    share = importance(body, np.maximum(essential, spillover), first)
    if towards is not None:
        share = (share + importance(body, towards.astype(float), None)) / 2
    chosen = choose(frames(body, size), share)
    return tuple(
        Plate(frame.title, _picture(body, (essential, spillover), frame, size, marks))
        for frame in (chosen[0], *(each for each in chosen[1:] if _tells(each, share)))[:most]
        for marks in [_marks(body, sources, sites, frame, size, numbers)]
    )


def place_plates(body: Body, patches: npt.NDArray[np.bool_], size: Size) -> tuple[Plate, ...]:
    """Pictures of where patches (P,) lie: close by, and on the whole body."""
    share = importance(body, patches.astype(float), None)
    near = choose(frames(body, size), share)[0]
    whole = [frame for frame in frames(body, size) if frame.part == WHOLE]
    far = max(whole, key=lambda frame: float(share @ frame.clarity))
    weights = patches.astype(float), np.zeros(len(patches))
    return tuple(
        Plate(frame.title, _picture(body, weights, frame, size, [])) for frame in (near, far)
    )


def _tells(frame: Frame, share: Floats) -> bool:
    """Whether a further picture shows enough of a pattern to be worth its room."""
    return float(share @ frame.clarity) >= TELLING


def _picture(
    body: Body,
    weights: tuple[Floats, Floats],
    frame: Frame,
    size: Size,
    marks: list[tuple[Mark, str]],
) -> Image.Image:
    page = Image.new("RGB", size, PANEL)
    figure = Image.fromarray(body_picture(body, *weights, frame, size))
    page.paste(figure, (0, 0), figure)
    for mark, _ in marks:
        draw_mark(page, mark)
    draw = ImageDraw.Draw(page)
    for mark, number in marks:
        where = (mark.x + mark.size, mark.y - mark.size)
        draw.text(
            where, number, fill=INK, font=font(round(2 * mark.size)), anchor="lm",
            stroke_width=2, stroke_fill="#ffffff",
        )  # fmt: skip
    return page


def _marks(
    body: Body,
    sources: Sequence[Source],
    sites: Sequence[Floats | None],
    frame: Frame,
    size: Size,
    numbers: bool,
) -> list[tuple[Mark, str]]:
    """The marks that a frame shows, each with its number or nothing."""
    there = [k for k, site in enumerate(sites) if site is not None]
    if not there:
        return []
    points = np.array([sites[k] for k in there])
    normals = np.array([body.surface.normal_at(body.surface.nearest(p)[1]) for p in points])
    where, seen = frame.locate(body, size, points, normals)
    return [
        (
            Mark(float(x), float(y), mark_shape(sources[k]), max(4.0, MARK * size[1])),
            str(k + 1) if numbers else "",
        )
        for k, (x, y), shown in zip(there, where, seen, strict=True)
        if shown
    ]
