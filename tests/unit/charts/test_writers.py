from io import BytesIO
from xml.etree import ElementTree as Tree

import numpy as np
import pytest
from PIL import Image

from palpate.charts.png import png
from palpate.charts.scene import Box, Mark, Picture, Scene, Text, font, plain, wrap
from palpate.charts.svg import svg

DOTTED = Box(10, 60, 48, 32, "#ffffff", dotted=True)
SCENE = Scene(
    120,
    100,
    "Head & neck",
    (
        Box(0, 0, 60, 40, "#cb3e34", 6),
        DOTTED,
        Picture(80, 10, np.full((20, 20, 4), (0, 90, 0, 255), np.uint8), 'the "head"'),
        Mark(30, 20, "cross"),
        Mark(100, 60, "ring"),
        Text(10, 50, "<C6> left", 14, bold=True),
    ),
)
SVG = "{http://www.w3.org/2000/svg}"


def test_png_holds_every_item():
    page = np.asarray(Image.open(BytesIO(png(SCENE))))
    assert page.shape == (100, 120, 3)
    assert tuple(page[35, 10]) == (203, 62, 52)
    assert tuple(page[15, 90]) == (0, 90, 0)
    assert page[20, 30].max() < 60
    assert page[60, 100].min() > 200
    assert len(np.unique(page[60:92, 10:58].reshape(-1, 3), axis=0)) > 2


def test_svg_is_well_formed_and_keeps_text_as_text():
    root = Tree.fromstring(svg(SCENE))
    assert root.find(f"{SVG}title").text == "Head & neck"
    assert [each.text for each in root.iter(f"{SVG}text")] == ["<C6> left"]
    assert root.find(f"{SVG}image").get("aria-label") == 'the "head"'


def test_letters_the_font_lacks_are_replaced():
    assert plain("Fernández, Søren \N{EN DASH} 2") == "Fernandez, Soren - 2"


@pytest.mark.parametrize("width", [40, 120, 400])
def test_wrapped_lines_are_no_wider_than_asked(width):
    text = "upper trapezius of the left side, felt at the temple"
    lines = wrap(text, 16, width)
    assert " ".join(lines) == text
    assert all(font(16).getlength(line) <= width or " " not in line for line in lines)
