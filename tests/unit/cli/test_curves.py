"""Curves as SVG: round ticks, and labels that do not cover each other."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from palpate.cli.curves import APART, Curve, Panel, curves_svg, ticks

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [(0, 10, [0, 2, 4, 6, 8, 10]), (0, 0.13, [0, 0.05, 0.1, 0.15]), (3, 3, [3, 3])],
)
def test_ticks_are_round_and_enclose_the_range(low: float, high: float, found: list[float]) -> None:
    assert ticks(low, high) == pytest.approx(found, abs=1e-6)


def test_labels_of_curves_that_end_together_stand_apart() -> None:
    curves = tuple(Curve(f"<{k}>", [0, 1], [0, 5]) for k in range(3))
    drawing = ElementTree.fromstring(curves_svg("a & b", [Panel("p", "s", "kPa", curves)]))
    labels = {e.text: float(e.attrib["y"]) for e in drawing.iter(f"{SVG}text")}
    heights = sorted(labels[f"<{k}>"] for k in range(3))
    assert all(b - a >= APART for a, b in pairwise(heights))
    dashes = [e.attrib.get("stroke-dasharray", "") for e in drawing.iter(f"{SVG}polyline")]
    assert len(set(dashes)) == 3
