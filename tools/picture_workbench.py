"""Take the README's picture of the workbench: python -m tools.picture_workbench ADDRESS."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.journeys.programs import FLAGS, browser_path
from tests.journeys.workbench import Workbench

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "docs" / "examples" / "shoulder.json"
PICTURE = ROOT / "docs" / "images" / "workbench.png"


def main(address: str) -> None:
    """Open a case, choose the first source and save the page as a picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        workbench = Workbench(page, address).open()
        before = workbench.rankings()
        page.locator("input[type=file]").set_input_files(CASE)
        workbench.wait_for_ranking(before)
        page.get_by_role("button", name="Close", exact=True).click()
        workbench.cards().first.locator("button").first.click()
        page.wait_for_timeout(3000)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
