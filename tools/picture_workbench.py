"""Take the README's pictures: python -m tools.picture_workbench ADDRESS [atlas|workbench]."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from tests.journeys.atlas import Atlas
from tests.journeys.programs import FLAGS, browser_path
from tests.journeys.workbench import Workbench

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "docs" / "examples" / "shoulder.json"
IMAGES = ROOT / "docs" / "images"
MUSCLE = "muscle/temporalis/"
COLOURS = 256
"""Of a picture: enough for the shaded body, and a third of the bytes."""


def main(address: str, wanted: str = "") -> None:
    """Take one picture, or all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
        for name, show in (("workbench", workbench), ("atlas", atlas)):
            if wanted in ("", name):
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                show(page, address)
                save(page, IMAGES / f"{name}.png")
        browser.close()


def workbench(page: Page, address: str) -> None:
    """Open a case and choose the first source."""
    opened = Workbench(page, address).open()
    before = opened.rankings()
    page.locator("input[type=file]").set_input_files(CASE)
    opened.wait_for_ranking(before)
    page.get_by_role("button", name="Close", exact=True).click()
    opened.cards().first.locator("button").first.click()


def atlas(page: Page, address: str) -> None:
    """Open the page of a muscle."""
    Atlas(page, address).open(MUSCLE)


def save(page: Page, file: Path) -> None:
    """Take the picture when everything rests."""
    page.wait_for_timeout(3000)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    small = picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG)
    small.save(file, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
