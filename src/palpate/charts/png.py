"""Write a scene as a PNG picture."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from palpate.charts.scene import (
    DOT,
    DOT_RADIUS,
    DOT_STEP,
    PAPER,
    Box,
    Mark,
    Picture,
    Scene,
    Text,
    font,
    plain,
)

FINE = 4
"""Marks are drawn this much larger and shrunk, for smooth edges."""


def png(scene: Scene) -> bytes:
    """Return the scene as PNG bytes."""
    page = Image.new("RGB", (scene.width, scene.height), PAPER)
    for item in scene.items:
        if isinstance(item, Text):
            _text(page, item)
        elif isinstance(item, Box):
            _box(page, item)
        elif isinstance(item, Mark):
            draw_mark(page, item)
        else:
            _picture(page, item)
    buffer = BytesIO()
    page.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _text(page: Image.Image, item: Text) -> None:
    anchor = {"start": "ls", "middle": "ms", "end": "rs"}[item.anchor]
    ImageDraw.Draw(page).text(
        (item.x, item.y),
        plain(item.text),
        fill=item.colour,
        font=font(item.size),
        anchor=anchor,
        stroke_width=item.size / 60 if item.bold else 0,
    )


def _box(page: Image.Image, item: Box) -> None:
    wide, high = round(item.width), round(item.height)
    tile = Image.new("RGB", (wide * FINE, high * FINE), item.fill)
    if item.dotted:
        draw = ImageDraw.Draw(tile)
        step, radius = DOT_STEP * FINE, DOT_RADIUS * FINE
        for row, y in enumerate(range(step // 2, high * FINE, step)):
            for x in range(step // 2 + (row % 2) * step // 2, wide * FINE, step):
                draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=DOT)
    mask = Image.new("L", tile.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, tile.width - 1, tile.height - 1), item.radius * FINE, fill=255
    )
    small = (wide, high)
    page.paste(
        tile.resize(small, Image.Resampling.BOX),
        (round(item.x), round(item.y)),
        mask.resize(small, Image.Resampling.BOX),
    )


def draw_mark(page: Image.Image, item: Mark) -> None:
    """Draw a cross or a ring with a white rim."""
    reach = round(item.size * 1.6)
    tile = Image.new("RGBA", (2 * reach * FINE, 2 * reach * FINE), (255, 255, 255, 0))
    draw = ImageDraw.Draw(tile)
    middle, arm = reach * FINE, item.size * FINE
    for colour, width in (("#ffffff", 0.75), ("#10202c", 0.36)):
        thick = round(item.size * width * FINE)
        if item.shape == "cross":
            grow = thick / 6
            low, high = middle - arm * 0.72 - grow, middle + arm * 0.72 + grow
            draw.line((low, low, high, high), fill=colour, width=thick)
            draw.line((low, high, high, low), fill=colour, width=thick)
        else:
            outer = arm * 0.8 + thick / 2
            draw.ellipse(
                (middle - outer, middle - outer, middle + outer, middle + outer),
                outline=colour,
                width=thick,
            )
    small = tile.resize((2 * reach, 2 * reach), Image.Resampling.LANCZOS)
    page.paste(small, (round(item.x) - reach, round(item.y) - reach), small)


def _picture(page: Image.Image, item: Picture) -> None:
    figure = Image.fromarray(item.pixels)
    page.paste(figure, (round(item.x), round(item.y)), figure)
