"""Write a scene as an SVG drawing: text stays text, marks stay vectors."""

from __future__ import annotations

import base64
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

from palpate.charts.scene import (
    DOT,
    DOT_RADIUS,
    DOT_STEP,
    PAPER,
    Box,
    Item,
    Mark,
    Picture,
    Scene,
    Text,
    font,
    plain,
)

FONT = "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"
BOLDER = 1.03
"""Bold text is this much wider."""
HALF = DOT_STEP / 2
DOTS = (
    f'<pattern id="dots" width="{DOT_STEP}" height="{2 * DOT_STEP}" patternUnits="userSpaceOnUse">'
    f'<g fill="{DOT}"><circle cx="{HALF:g}" cy="{HALF:g}" r="{DOT_RADIUS}"/>'
    f'<circle cx="0" cy="{3 * HALF:g}" r="{DOT_RADIUS}"/>'
    f'<circle cx="{DOT_STEP}" cy="{3 * HALF:g}" r="{DOT_RADIUS}"/></g></pattern>'
)


def svg(scene: Scene) -> bytes:
    """Return the scene as an SVG document in UTF-8."""
    body = "\n".join(_item(item) for item in scene.items)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {scene.width} {scene.height}" '
        f'width="{scene.width}" height="{scene.height}" role="img" font-family="{FONT}">\n'
        f"<title>{escape(scene.title)}</title>\n<defs>{DOTS}</defs>\n"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n{body}\n</svg>\n'
    ).encode()


def _item(item: Item) -> str:
    if isinstance(item, Text):
        return _text(item)
    if isinstance(item, Box):
        return _box(item)
    if isinstance(item, Mark):
        return _mark(item)
    return _picture(item)


def _text(item: Text) -> str:
    """Text takes the width it was laid out for, whatever font the reader has."""
    weight = ' font-weight="600"' if item.bold else ""
    length = font(item.size).getlength(plain(item.text)) * (BOLDER if item.bold else 1)
    return (
        f'<text x="{item.x:g}" y="{item.y:g}" font-size="{item.size}" fill="{item.colour}"'
        f' text-anchor="{item.anchor}"{weight} textLength="{length:.0f}"'
        f' lengthAdjust="spacingAndGlyphs">{escape(item.text)}</text>'
    )


def _box(item: Box) -> str:
    shape = (
        f'<rect x="{item.x:g}" y="{item.y:g}" width="{item.width:g}" height="{item.height:g}"'
        f' rx="{item.radius:g}" fill='
    )
    dots = f'{shape}"url(#dots)"/>' if item.dotted else ""
    return f'{shape}"{item.fill}"/>{dots}'


def _mark(item: Mark) -> str:
    if item.shape == "cross":
        arm = item.size * 0.72
        path = f"M{-arm:g},{-arm:g}L{arm:g},{arm:g}M{-arm:g},{arm:g}L{arm:g},{-arm:g}"
        shape = f'<path d="{path}" '
    else:
        shape = f'<circle r="{item.size * 0.8:g}" '
    strokes = "".join(
        f'{shape}fill="none" stroke="{colour}" stroke-width="{item.size * width:g}"/>'
        for colour, width in (("#ffffff", 0.75), ("#10202c", 0.36))
    )
    return f'<g transform="translate({item.x:g},{item.y:g})">{strokes}</g>'


def _picture(item: Picture) -> str:
    buffer = BytesIO()
    Image.fromarray(item.pixels).save(buffer, "PNG", optimize=True)
    high, wide = item.pixels.shape[:2]
    data = base64.b64encode(buffer.getvalue()).decode()
    return (
        f'<image x="{item.x:g}" y="{item.y:g}" width="{wide}" height="{high}" role="img" '
        f'aria-label={quoteattr(item.words)} href="data:image/png;base64,{data}"/>'
    )
