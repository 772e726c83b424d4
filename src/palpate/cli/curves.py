"""Curves over time as an SVG drawing: dashes and a word at the end tell them apart, not colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 150, 44, 46
INK, SOFT, LINE, PAPER = "#1d2b36", "#5a6873", "#d3cfc8", "#fdfcfa"
COLOURS = ("#b0342c", "#1d5b8f", "#4f6f2f", "#7a4a8c", "#8a5a12")
DASHES = ("", "7 4", "2 3", "10 3 2 3", "1 4")
FONT = "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"
APART = 15.0


@dataclass(frozen=True)
class Curve:
    """One line: its name, and its points."""

    name: str
    x: Sequence[float]
    y: Sequence[float]


@dataclass(frozen=True)
class Panel:
    """Axes with curves; `x_name` and `y_name` carry the units."""

    title: str
    x_name: str
    y_name: str
    curves: tuple[Curve, ...]


def curves_svg(title: str, panels: Sequence[Panel]) -> bytes:
    """Return the panels below each other as an SVG document in UTF-8."""
    tall = HEIGHT * len(panels)
    body = "\n".join(
        f'<g transform="translate(0 {HEIGHT * k})">{_panel(panel)}</g>'
        for k, panel in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {tall}" width="{WIDTH}" '
        f'height="{tall}" role="img" font-family="{FONT}" font-size="12">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n{body}\n</svg>\n'
    ).encode()


def ticks(low: float, high: float) -> list[float]:
    """Return about five round numbers from at most `low` to at least `high`."""
    rough = max(high - low, 1e-9) / 5
    size = 10 ** floor(log10(rough))
    step = next(m * size for m in (1, 2, 5, 10) if m * size >= rough * (1 - 1e-9))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [k * step for k in range(first, max(last, first + 1) + 1)]


def _panel(panel: Panel) -> str:
    across = ticks(min(min(c.x) for c in panel.curves), max(max(c.x) for c in panel.curves))
    up = ticks(min(0.0, *(min(c.y) for c in panel.curves)), max(max(c.y) for c in panel.curves))
    parts = [_text(LEFT, 24, panel.title, INK, "start", 15)]
    for value in up:
        y = _y(value, up)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{LINE}"/>')
        parts.append(_text(LEFT - 8, y + 4, f"{value:g}", SOFT, "end"))
    below = HEIGHT - BOTTOM + 17
    parts += [_text(_x(value, across), below, f"{value:g}", SOFT, "middle") for value in across]
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(_text(middle, HEIGHT - 10, panel.x_name, SOFT, "middle"))
    parts.append(_text(LEFT, 39, panel.y_name, SOFT, "start"))
    lowest = 0.0
    ends = sorted(enumerate(panel.curves), key=lambda each: _y(each[1].y[-1], up))
    for number, curve in ends:
        label = max(_y(curve.y[-1], up), lowest + APART)
        lowest = label
        parts.append(_line(number, curve, across, up, label))
    return "".join(parts)


def _line(
    number: int, curve: Curve, across: Sequence[float], up: Sequence[float], label: float
) -> str:
    colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    points = " ".join(
        f"{_x(x, across):.1f},{_y(y, up):.1f}" for x, y in zip(curve.x, curve.y, strict=True)
    )
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
        + _text(WIDTH - RIGHT + 8, label + 4, curve.name, colour, "start")
    )


def _text(x: float, y: float, text: str, colour: str, anchor: str, size: int = 12) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}" '
        f'font-size="{size}">{escape(text)}</text>'
    )


def _x(value: float, across: Sequence[float]) -> float:
    share = (value - across[0]) / (across[-1] - across[0])
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(value: float, up: Sequence[float]) -> float:
    share = (value - up[0]) / (up[-1] - up[0])
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
