"""Everything works without a pointer and without seeing the picture."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.workbench import Workbench

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def press_until(page: Page, key: str, wanted: str, limit: int = 120) -> None:
    """Press a key until the element with this label or text has the focus."""
    for _ in range(limit):
        page.keyboard.press(key)
        named = page.evaluate(
            "[document.activeElement.getAttribute('aria-label'), document.activeElement.innerText]"
        )
        if wanted in [name.strip() for name in named if name]:
            return
    raise AssertionError(f"{wanted!r} cannot be reached with {key}")


def test_draw_rank_and_examine_with_keys_alone(workbench: Workbench) -> None:
    page = workbench.page
    priors = workbench.ranking()
    press_until(page, "Tab", "Examine")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Regions")).to_be_focused()
    press_until(page, "Tab", "Head")
    page.keyboard.press("Enter")
    press_until(page, "Tab", "Intensity, Temple, left")
    before = workbench.rankings()
    page.keyboard.press("7")
    workbench.wait_for_ranking(before)
    assert set(workbench.drawn().values()) == {7}
    ranked = workbench.ranking()
    assert ranked != priors

    page.get_by_role("tab", name="Regions").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Examine")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    before = workbench.rankings()
    page.keyboard.press("Space")
    workbench.wait_for_ranking(before)
    assert workbench.ranking() != ranked

    workbench.cards().first.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Filled: main zone")).to_be_visible()


def test_the_picture_itself_has_keys(workbench: Workbench) -> None:
    page = workbench.page
    page.locator("canvas").focus()
    pose = (
        "(({ azimuth, halfHeight }) => [azimuth, halfHeight])"
        "(document.querySelector('body-map').stage.orbit.pose)"
    )
    start = page.evaluate(pose)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(pose)[0] > start[0]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("+")
    assert page.evaluate(pose)[1] < start[1]
    before = workbench.rankings()
    page.keyboard.press("Space")
    workbench.wait_for_ranking(before)
    assert workbench.drawn() != {}
    expect(page.locator("body-map [role=status]")).to_contain_text("Painted, intensity 6")
    page.keyboard.press("Delete")
    assert workbench.drawn() == {}


def test_focus_is_always_visible(workbench: Workbench) -> None:
    page = workbench.page
    for _ in range(40):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
