"""Write pictures of the canonical body to docs/images/body, one PNG for each view.

Usage: python tools/render_body.py [--height PIXELS] [VIEW ...]
"""

import argparse
from pathlib import Path

from PIL import Image

from palpate.anatomy.build.meshing import build_mesh, surface_normals
from palpate.anatomy.picture import VIEWS, natural_size, render

TARGET = Path(__file__).resolve().parent.parent / "docs" / "images" / "body"
DEFAULT_VIEWS = (
    "front",
    "back",
    "left",
    "right",
    "three_quarter",
    "head_front",
    "head_left",
    "head_back",
    "head_three_quarter",
    "hand_left_palm",
    "hand_left_back",
    "foot_left_top",
    "foot_left_outer",
    "foot_left_inner",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("views", nargs="*", metavar="VIEW", help=f"any of: {', '.join(VIEWS)}")
    parser.add_argument("--height", type=int, default=900)
    wanted = parser.parse_args()
    vertices, faces = build_mesh()
    normals = surface_normals(vertices)
    TARGET.mkdir(parents=True, exist_ok=True)
    for view in wanted.views or DEFAULT_VIEWS:
        size = natural_size(view, wanted.height)
        Image.fromarray(render(vertices, faces, normals, view, size)).save(TARGET / f"{view}.png")


if __name__ == "__main__":
    main()
