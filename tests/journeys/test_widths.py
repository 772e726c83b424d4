"""Phone, tablet and desk: nothing runs off the page, targets are large, axe finds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.journeys.looking import WIDTHS, violations
from tests.journeys.workbench import Workbench

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PANES = ("Examine", "Client", "Regions")
LEAST_TARGET = 24
PHONE_TARGET = 44


@pytest.mark.parametrize("theme", ["day", "dim"])
@pytest.mark.parametrize("width", WIDTHS)
def test_each_width_in_each_theme(
    workbench: Workbench, width: str, theme: str, pictures: Path
) -> None:
    page = workbench.page
    workbench.resize(*WIDTHS[width])
    if theme == "dim":
        page.get_by_role("button", name="Dim").click()
    assert violations(page) == []
    page.screenshot(path=pictures / f"{width}-{theme}-empty.png")

    for region in ("temple", "neck_side", "shoulder_front"):
        workbench.paint(region)
    if width != "desk":
        workbench.pane("Sources")
    workbench.cards().first.get_by_role("button").click()
    page.get_by_role("heading", name="How to examine it").wait_for()
    page.wait_for_timeout(700)
    page.screenshot(path=pictures / f"{width}-{theme}-source.png")
    assert violations(page) == []

    for pane in PANES:
        workbench.pane(pane)
        if pane == "Regions":
            page.locator("summary", has_text="Head").click()
        page.wait_for_timeout(200)
        page.screenshot(path=pictures / f"{width}-{theme}-{pane.lower()}.png")
        assert violations(page) == [], pane
    overflow = "document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(overflow) <= 0


def test_targets_are_large_enough_for_a_thumb(workbench: Workbench) -> None:
    page = workbench.page
    workbench.resize(*WIDTHS["phone"])
    small = []
    for element in page.locator("button:visible, select:visible, input:visible").all():
        box = element.bounding_box()
        if box and (box["height"] < PHONE_TARGET or box["width"] < LEAST_TARGET):
            small.append((element.inner_text() or element.get_attribute("aria-label"), box))
    assert small == []


@pytest.mark.parametrize(("width", "height"), [(720, 450), (320, 640), (844, 390)])
def test_zoomed_and_small_windows_lose_nothing(
    workbench: Workbench, width: int, height: int, pictures: Path
) -> None:
    page = workbench.page
    workbench.resize(width, height)
    page.screenshot(path=pictures / f"small-{width}x{height}.png")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for name in ("Paint", "Front"):
        button = page.get_by_role("button", name=name, exact=True)
        button.scroll_into_view_if_needed()
        assert button.is_visible()
    workbench.pane("Regions")
    page.get_by_role("heading", name="Pain by region").scroll_into_view_if_needed()
    assert page.get_by_role("heading", name="Pain by region").is_visible()


def test_one_finger_paints_and_two_turn(workbench: Workbench) -> None:
    page = workbench.page
    workbench.resize(*WIDTHS["phone"])
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    x, y = workbench.spot("chest_upper", "left")
    touch("touchStart", (x, y))
    touch("touchMove", (x + 3, y + 2))
    touch("touchEnd")
    page.wait_for_timeout(300)
    drawn = workbench.drawn()
    assert drawn

    azimuth = "document.querySelector('body-map').stage.orbit.pose.azimuth"
    before = page.evaluate(azimuth)
    touch("touchStart", (x, y))
    touch("touchStart", (x, y), (x, y + 60))
    touch("touchMove", (x + 60, y), (x + 60, y + 60))
    touch("touchEnd")
    page.wait_for_timeout(300)
    assert abs(page.evaluate(azimuth) - before) > 0.1
    assert workbench.drawn() == drawn
