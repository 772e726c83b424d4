"""Draw the body with every region in its own colour and the landmarks as dots.

Usage: python tools/render_regions.py [FOLDER] [VIEW ...]
"""

from __future__ import annotations

import colorsys
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from palpate.anatomy import load_body
from palpate.anatomy.body import Body
from palpate.anatomy.picture.render import render, visible
from palpate.anatomy.picture.views import natural_size, project

FOLDER = Path(__file__).parents[1] / "docs" / "images" / "body"
VIEWS = (
    "front",
    "back",
    "left",
    "head_front",
    "head_left",
    "head_back",
    "hand_left_palm",
    "hand_left_back",
    "foot_left_top",
    "foot_left_sole",
    "foot_left_outer",
    "foot_left_inner",
)
HEIGHT = 760
FOOT_TOP = 0.11
DOT = (20, 20, 20, 255)


def face_colours(body: Body) -> npt.NDArray[np.uint8]:
    """Return RGBA per face: one hue per region, patches in slightly different strength."""
    colours = np.zeros((len(body.patch_ids), 4), dtype=np.uint8)
    names = list(dict.fromkeys(region for region, _ in body.region_keys))
    for patch, name in enumerate(body.patch_ids):
        region, _, number = name.split(".")
        hue = names.index(region) * 0.61803398875 % 1.0
        shade = 0.78 + 0.16 * (int(number) * 0.61803398875 % 1.0)
        red, green, blue = colorsys.hsv_to_rgb(hue, 0.55, shade)
        colours[patch] = (int(red * 255), int(green * 255), int(blue * 255), 230)
    return colours[body.face_patch]


def draw(body: Body, view: str, dots: bool = True, height: int = HEIGHT) -> Image.Image:
    """Return one view as a picture."""
    size = natural_size(view, height)
    arrays = body.vertices, body.faces
    pixels = render(*arrays, body.normals, view, size, face_colours(body))
    picture = Image.new("RGB", size, "white")
    skin = Image.fromarray(pixels, "RGBA")
    picture.paste(skin, mask=skin)
    if dots:
        _dot(body, picture, view, size)
    return picture


def _dot(body: Body, picture: Image.Image, view: str, size: tuple[int, int]) -> None:
    points = np.array(list(body.landmarks.values()))
    if view.startswith("foot"):
        points = points[(points[:, 1] < FOOT_TOP) & (points[:, 0] > 0)]
    where, _ = project(view, size, points)
    shown = visible(body.vertices, body.faces, view, size, points)
    pen = ImageDraw.Draw(picture)
    for x, y in where[shown]:
        pen.ellipse((x - 2, y - 2, x + 2, y + 2), fill=DOT, outline="white")


def main() -> None:
    """Write one picture per view."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    body = load_body()
    for view in sys.argv[2:] or VIEWS:
        draw(body, view).save(folder / f"regions_{view}.png", optimize=True)


if __name__ == "__main__":
    main()
