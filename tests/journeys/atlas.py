"""The atlas as a person uses it: helpers that its journeys share."""

from __future__ import annotations

import time
from dataclasses import dataclass

from playwright.sync_api import Page

READY = "performance.getEntriesByName('palpate-first-view').length > 0"
PATIENCE = 30.0
ELEMENT = "document.querySelector('referral-body')"
AZIMUTH = f"{ELEMENT}.view.stage.orbit.pose.azimuth"

# Screen position of a region's patch that faces the viewer most.
SPOT = """([region, side]) => {
  const { view } = document.querySelector('referral-body');
  const { stage, body, topology } = view;
  const box = document.querySelector('referral-body canvas').getBoundingClientRect();
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
