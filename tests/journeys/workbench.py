"""The workbench as a person uses it: helpers that many journeys share."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page

READY = "performance.getEntriesByName('palpate-first-view').length > 0"
PATIENCE = 30.0
RERANKED = "performance.getEntriesByName('palpate-rerank').length"

# Screen position of the patch of a region that faces the viewer most. `SETUP` says where stage,
# body and topology are found, and on which element they are drawn.
_SPOT = """([region, side]) => {
  SETUP
  const box = map.querySelector('canvas').getBoundingClientRect();
  const eye = stage.towardsCamera().toArray();
  const at = (array, patch) => [0, 1, 2].map((axis) => array[patch * 3 + axis]);
  const facing = (patch) => {
    const normal = at(topology.patchNormals, patch);
    return normal.reduce((sum, n, axis) => sum + n * eye[axis], 0) / Math.hypot(...normal);
  };
  const patches = [...body.patches.keys()].filter(
    (index) => body.patches[index].region === region && body.patches[index].side === side);
  const best = patches.reduce((a, b) => (facing(b) > facing(a) ? b : a));
  const apply = (m, v) => [0, 1, 2, 3].map((row) =>
    v.reduce((sum, x, column) => sum + m[column * 4 + row] * x, 0));
  const { camera } = stage;
  const seen = apply(camera.matrixWorldInverse.elements, [...at(topology.patchCentres, best), 1]);
  const [x, y, , w] = apply(camera.projectionMatrix.elements, seen);
  return [box.x + (x / w + 1) / 2 * box.width, box.y + (1 - y / w) / 2 * box.height];
}"""


def spot_script(setup: str) -> str:
    """Script that finds a region on the screen; `setup` defines map, stage, body, topology."""
    return _SPOT.replace("SETUP", setup)


SPOT = spot_script(
    "const map = document.querySelector('body-map');"
    "const { stage, workbench: { body, topology } } = map;"
)


def first_view_ms(page: Page) -> float:
    """Milliseconds from navigation to the first picture of the body."""
    return float(page.evaluate("performance.getEntriesByName('palpate-first-view')[0].startTime"))


def rerank_ms(page: Page) -> list[float]:
    """Milliseconds from each finger-up to the frame that shows its ranking."""
    marks = "performance.getEntriesByName('palpate-rerank').map((each) => each.duration)"
    return [float(each) for each in page.evaluate(marks)]


@dataclass
class Workbench:
    """One page that shows the workbench."""

    page: Page
    address: str

    def open(self) -> Workbench:
        """Load the page and wait for the body and the first ranking."""
        self.page.goto(f"{self.address}workbench/")
        self.until(READY)
        self.until(f"{RERANKED} > 0")
        return self

    def until(self, expression: str) -> None:
        """Wait until an expression holds; polled from here, since the page forbids eval."""
        end = time.monotonic() + PATIENCE
        while not self.page.evaluate(expression):
            assert time.monotonic() < end, f"never became true: {expression}"
            self.page.wait_for_timeout(20)

    def resize(self, width: int, height: int) -> None:
        """Change the size of the window."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_timeout(150)

    def spot(self, region: str, side: str) -> tuple[float, float]:
        """Screen position of a region."""
        x, y = self.page.evaluate(SPOT, [region, side])
        return float(x), float(y)

    def paint(self, region: str, side: str = "left") -> None:
        """Paint one dab on a region with the mouse, and wait for the new ranking."""
        before = self.rankings()
        x, y = self.spot(region, side)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + 2, y + 1)
        self.page.mouse.up()
        self.wait_for_ranking(before)

    def rankings(self) -> int:
        """How many rankings the page has shown."""
        return int(self.page.evaluate(RERANKED))

    def wait_for_ranking(self, before: int) -> None:
        """Wait until a ranking newer than these is on the page."""
        self.until(f"{RERANKED} > {before}")

    def view(self, name: str) -> None:
        """Go to a preset view or a close-up by its name."""
        button = self.page.get_by_role("button", name=name, exact=True)
        if button.count():
            button.click()
        else:
            self.page.get_by_label("Close-up").select_option(label=name)
        self.page.wait_for_timeout(100)

    def pane(self, name: str) -> None:
        """Open one of the tabs."""
        self.page.get_by_role("tab", name=name).click()

    def cards(self) -> Locator:
        """The ranked sources."""
        return self.page.locator(".card")

    def ranking(self) -> list[str]:
        """Sources in order, each with its side and chance."""
        return [
            " ".join(text.split()) for text in self.page.locator(".card-head").all_inner_texts()
        ]

    def drawn(self) -> dict[str, Any]:
        """The drawing as it would be saved: patch id to intensity."""
        case = self.page.evaluate("document.querySelector('body-map').workbench.caseFile()")
        return {patch: level for entry in case["pain"] for patch, level in entry["patches"].items()}
