"""The atlas as a person uses it: helpers that its journeys share."""

from __future__ import annotations

import time
from dataclasses import dataclass

from playwright.sync_api import Page
from tests.journeys.workbench import spot_script

READY = "performance.getEntriesByName('palpate-first-view').length > 0"
PATIENCE = 30.0
ELEMENT = "document.querySelector('referral-body')"
AZIMUTH = f"{ELEMENT}.view.stage.orbit.pose.azimuth"

SPOT = spot_script(
    "const map = document.querySelector('referral-body');"
    "const { stage, body, topology } = map.view;"
)


@dataclass
class Atlas:
    """One page that shows the atlas."""

    page: Page
    address: str

    def open(self, path: str = "", *, body: bool = True) -> Atlas:
        """Load a page of the atlas, and wait for its body when it has one."""
        self.page.goto(f"{self.address}atlas/{path}")
        if body:
            self.until(READY)
        return self

    def until(self, expression: str) -> None:
        """Wait until an expression holds; polled from here, since the page forbids eval."""
        end = time.monotonic() + PATIENCE
        while not self.page.evaluate(expression):
            assert time.monotonic() < end, f"never became true: {expression}"
            self.page.wait_for_timeout(20)

    def spot(self, region: str, side: str) -> tuple[float, float]:
        """Screen position of a region."""
        x, y = self.page.evaluate(SPOT, [region, side])
        return float(x), float(y)

    def azimuth(self) -> float:
        """How far the body is turned, in radians."""
        return float(self.page.evaluate(AZIMUTH))
