"""How quick the workbench feels: first view, and from finger-up to the new ranking.

Run on a quiet machine: python -m benchmarks.page. The targets are 1,500 ms and 150 ms.
"""

from __future__ import annotations

import contextlib
import statistics
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright
from tests.journeys.programs import FLAGS, browser_path, serving
from tests.journeys.workbench import Workbench, first_view_ms, rerank_ms

LOADS = 5
STROKES = ("shoulder_front", "chest_upper", "neck_side", "temple", "cheek", "upper_arm_front")


@contextlib.contextmanager
def workbench(browser: Browser, address: str) -> Iterator[Workbench]:
    """A fresh browser window with the workbench open."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield Workbench(context.new_page(), address).open()
    context.close()


def first_views(browser: Browser, address: str) -> list[float]:
    """Milliseconds of some first views, each in a browser without a cache."""
    times = []
    for _ in range(LOADS):
        with workbench(browser, address) as opened:
            times.append(first_view_ms(opened.page))
    return times


def reranks(browser: Browser, address: str) -> list[float]:
    """Milliseconds of single strokes, each on an empty drawing."""
    times = []
    with workbench(browser, address) as opened:
        for stroke in STROKES * 2:
            opened.paint(stroke)
            times.append(rerank_ms(opened.page)[-1])
            opened.page.get_by_role("button", name="Undo").click()
            opened.page.wait_for_timeout(600)
    return times


def main() -> None:
    """Print median and range of both."""
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
        for name, measure in (("first view", first_views), ("re-rank", reranks)):
            times = measure(browser, address)
            print(
                f"{name}: median {statistics.median(times):.0f} ms,"
                f" {min(times):.0f} to {max(times):.0f}, n = {len(times)}"
            )
        browser.close()


if __name__ == "__main__":
    main()
