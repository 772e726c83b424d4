"""What stands on a chart, free of any file format. Lengths are pixels of the page."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
from PIL import ImageFont

Colour = str
Shape = Literal["cross", "ring"]
INK, SOFT, LINE, PAPER, PANEL = "#1d2b36", "#5a6873", "#d3cfc8", "#fdfcfa", "#f5f2ed"
ESSENTIAL, SPILLOVER, DOT = "#cb3e34", "#f7bea0", "#b0342c"
DOT_STEP, DOT_RADIUS = 8, 2
"""Dots of spillover zones: distance of rows and radius, in pixels."""

PLAIN = str.maketrans(
    {
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MULTIPLICATION SIGN}": "x",
        "\N{GREATER-THAN OR EQUAL TO}": ">=",
        "\N{LESS-THAN OR EQUAL TO}": "<=",
        "\N{LATIN SMALL LETTER L WITH STROKE}": "l",
        "\N{LATIN SMALL LETTER O WITH STROKE}": "o",
    }
)


@dataclass(frozen=True)
class Text:
    """One line of text; (x, y) is its left or middle end on the baseline."""

    x: float
    y: float
    text: str
    size: int
    colour: Colour = INK
    bold: bool = False
    anchor: Literal["start", "middle", "end"] = "start"


@dataclass(frozen=True)
class Box:
    """A filled rectangle with rounded corners; `dotted` adds the dots of a spillover zone."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour
    radius: float = 0
    dotted: bool = False


@dataclass(frozen=True)
class Mark:
    """A trigger point (cross) or a place to examine (ring), centred on (x, y)."""

    x: float
    y: float
    shape: Shape
    size: float = 11


@dataclass(frozen=True, eq=False)
class Picture:
    """An RGBA picture (H, W, 4) with its upper left corner at (x, y), and words for it."""

    x: float
    y: float
    pixels: npt.NDArray[np.uint8]
    words: str


Item = Text | Box | Mark | Picture


@dataclass(frozen=True)
class Scene:
    """A page: its size, its title for a screen reader, and its items from back to front."""

    width: int
    height: int
    title: str
    items: tuple[Item, ...]


@lru_cache(maxsize=16)
def font(size: int) -> ImageFont.FreeTypeFont:
    """Return the font that comes with Pillow, so that charts look the same on every machine."""
    found = ImageFont.load_default(size)
    if not isinstance(found, ImageFont.FreeTypeFont):  # Pillow built without FreeType
        raise RuntimeError("Pillow has no FreeType support. Install Pillow from its wheel.")
    return found


def plain(text: str) -> str:
    """Text in the letters that the built-in font has: accents go, dashes become hyphens."""
    split = unicodedata.normalize("NFD", text.translate(PLAIN))
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def wrap(text: str, size: int, width: float) -> list[str]:
    """Break text into lines no wider than `width` pixels."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font(size).getlength(plain(longer)) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
