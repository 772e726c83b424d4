"""Draw, rank, overlay, examine: the path the workbench is for."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.workbench import Workbench

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_draw_rank_overlay_examine(workbench: Workbench) -> None:
    page = workbench.page
    expect(page.get_by_text("Nothing is drawn yet.")).to_be_visible()
    priors = workbench.ranking()

    workbench.paint("shoulder_front")
    ranked = workbench.ranking()
    assert ranked != priors
    assert "left" in ranked[0]

    workbench.cards().first.get_by_role("button").click()
    expect(page.get_by_text("Filled: main zone")).to_be_visible()
    expect(page.get_by_role("heading", name="How to examine it")).to_be_visible()
    expect(page.locator(".marker-site").first).to_be_attached()
    zones = "document.querySelector('body-map').workbench.detail.essential.length"
    assert page.evaluate(zones) > 0

    first = page.locator(".task").first
    name = first.get_by_role("heading").inner_text()
    before = workbench.rankings()
    first.get_by_role("button").first.click()
    workbench.wait_for_ranking(before)
    assert workbench.ranking() != ranked
    examined = page.get_by_role("region", name="Examined and asked")
    expect(examined.get_by_role("heading", name=name.splitlines()[0])).to_be_visible()

    before = workbench.rankings()
    examined.get_by_role("button", name="Not done").first.click()
    workbench.wait_for_ranking(before)
    assert workbench.ranking() == ranked


def test_red_flag_comes_before_the_sources(workbench: Workbench) -> None:
    page = workbench.page
    workbench.paint("shoulder_front")
    page.get_by_role("button", name="Ask first").click()
    question = page.locator(".questions li").first
    before = workbench.rankings()
    question.get_by_role("button", name="Yes").click()
    workbench.wait_for_ranking(before)
    for row in range(1, page.locator(".questions").first.locator("li").count()):
        if page.locator(".stop").count():
            break
        before = workbench.rankings()
        page.locator(".questions li").nth(row).get_by_role("button", name="Yes").click()
        workbench.wait_for_ranking(before)
    stop = page.locator(".stop")
    expect(stop).to_be_visible()
    above = stop.bounding_box()
    below = page.get_by_role("heading", name="Hypotheses to examine").bounding_box()
    assert above
    assert below
    assert above["y"] < below["y"]


def test_strokes_can_be_mirrored_undone_redone_erased_and_cleared(workbench: Workbench) -> None:
    page = workbench.page
    page.get_by_role("button", name="Both sides").click()
    workbench.paint("shoulder_front")
    drawn = workbench.drawn()
    assert {patch.split(".")[1] for patch in drawn} == {"left", "right"}
    page.get_by_role("button", name="Undo").click()
    assert workbench.drawn() == {}
    page.get_by_role("button", name="Redo").click()
    assert workbench.drawn() == drawn
    page.get_by_role("button", name="Erase").click()
    workbench.paint("shoulder_front")
    assert len(workbench.drawn()) < len(drawn)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Clear").click()
    assert workbench.drawn() == {}
    page.keyboard.press("Control+z")
    assert workbench.drawn() != {}


def test_intensity_and_words_are_kept_with_the_stroke(workbench: Workbench) -> None:
    page = workbench.page
    page.get_by_role("slider", name="Intensity").fill("9")
    page.get_by_role("button", name="Ache").click()
    page.get_by_role("button", name="Tingling").click()
    workbench.view("Palm, left")
    workbench.paint("palm")
    assert set(workbench.drawn().values()) == {9}
    workbench.pane("Regions")
    expect(page.locator(".drawn")).to_contain_text("9 of 10, tingling")


def test_right_button_turns_and_does_not_paint(workbench: Workbench) -> None:
    page = workbench.page
    x, y = workbench.spot("chest_upper", "left")
    azimuth = "document.querySelector('body-map').stage.orbit.pose.azimuth"
    before = page.evaluate(azimuth)
    page.mouse.move(x, y)
    page.mouse.down(button="right")
    page.mouse.move(x + 80, y)
    page.mouse.up(button="right")
    assert page.evaluate(azimuth) < before - 0.3
    assert workbench.drawn() == {}


def test_nothing_on_the_page_claims_to_be_a_verdict(workbench: Workbench) -> None:
    workbench.paint("temple")
    workbench.cards().first.get_by_role("button").click()
    workbench.page.wait_for_timeout(300)
    assert "diagnos" not in workbench.page.locator("body").inner_text().lower()


def test_a_known_condition_moves_the_ranking_and_can_be_taken_back(workbench: Workbench) -> None:
    """It is chosen by any of its names, stands among the reasons, and goes with one press."""
    page = workbench.page
    workbench.paint("heel_plantar")
    page.get_by_role("tab", name="Client").click()
    chooser = page.get_by_role("combobox", name="Conditions")
    chooser.fill("no such thing")
    chooser.blur()
    assert page.get_by_role("button", name=re.compile("^Remove")).count() == 0
    chooser.fill("plantar fasciitis")
    with page.expect_response("**/api/reason") as waiting:
        chooser.blur()
    expect(page.get_by_role("button", name="Remove Plantar heel pain")).to_be_visible()
    reasons = [each for source in waiting.value.json()["sources"] for each in source["evidence"]]
    assert "Known: Plantar heel pain" in [each["label"] for each in reasons]
    page.get_by_role("button", name="Remove Plantar heel pain").click()
    expect(page.get_by_role("button", name="Remove Plantar heel pain")).to_be_hidden()
