"""From a planned visit to a signed note, with painting, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journeys.programs import Server, started
from tests.journeys.workbench import Workbench

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("practice")]

SIZES = {"phone": 390, "tablet": 820, "desk": 1440}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the sample practice."""
    with started(tmp_path_factory.mktemp("visit") / "record", "--demo") as found:
        yield found


@pytest.fixture(scope="module")
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A browser in which a therapist of the sample practice is signed in."""
    opened = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = opened.new_page()
    page.goto(server.links[0])
    page.get_by_role("button", name="Open the sample practice").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    yield opened
    opened.close()


@pytest.fixture
def room(context: BrowserContext) -> Iterator[Page]:
    """A page of the therapist; any error of a script fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


def new_client(room: Page, server: Server, given: str) -> None:
    room.goto(f"{server.address}clients/new/")
    room.get_by_label("Given name").fill(given)
    room.get_by_label("Family name").fill("Novak")
    room.get_by_label("Birth date").fill("1974-05-03")
    room.get_by_role("button", name="Save").click()
    expect(room.get_by_role("heading", level=1, name=f"{given} Novak")).to_be_visible()


def planned(room: Page) -> None:
    """Plan a visit of the client whose record is open, and begin it."""
    room.get_by_role("link", name="Visits", exact=True).click()
    room.get_by_role("link", name="Plan a visit").click()
    room.get_by_label("Day").fill("2026-11-23")
    room.get_by_label("Time").fill("10:00")
    room.get_by_role("button", name="Plan").click()
    room.get_by_role("button", name="Has arrived").click()
    room.get_by_role("button", name="Begin the visit").click()
    expect(room.get_by_text("In the room", exact=True)).to_be_visible()


def draw(room: Page, server: Server) -> Workbench:
    """Open the workbench of the visit and paint the left temple."""
    room.get_by_role("link", name="Draw and examine").click()
    bench = Workbench(room, server.address)
    bench.until("document.querySelector('body-map')?.workbench?.answer !== undefined")
    bench.view("Head, left")
    bench.paint("temple")
    return bench


def test_from_a_planned_visit_to_a_signed_note(room: Page, server: Server, pictures: Path) -> None:
    new_client(room, server, "Vera")
    planned(room)
    room.get_by_label("Reason for the visit").fill("Headache after work")
    expect(room.locator("[data-autosave-state]").first).to_contain_text("Saved")

    bench = draw(room, server)
    assert bench.drawn()
    expect(room.locator(".visit-state")).to_have_text("Saved", timeout=10_000)
    room.get_by_role("link", name="To the visit").click()

    expect(room.get_by_text("Temple, left").first).to_be_visible()
    first = room.locator(".hypothesis").first
    first.locator("summary").click()
    first.get_by_label("Why").fill("Pressing it brings the known pain")
    first.get_by_role("button", name="Take up").click()
    expect(room.get_by_text("Working hypothesis").first).to_be_visible()

    room.get_by_role("link", name="Pressure threshold").click()
    room.get_by_label("Place").select_option(label="Temple")
    for name in ("First", "Second", "Third"):
        room.get_by_label(name).fill("2.5")
    room.get_by_role("button", name="Keep").click()
    expect(room.get_by_text("are within its error").first).to_be_visible()

    room.get_by_label("Treatment given").fill("Compression of the left temporalis")
    room.get_by_label("How it goes on").fill("Again in a week")
    for name, width in SIZES.items():
        room.set_viewport_size({"width": width, "height": 900})
        room.screenshot(path=pictures / f"visit_{name}.png", full_page=True)
        assert not room.evaluate("document.documentElement.scrollWidth > innerWidth"), name
    room.get_by_role("button", name="Draft the note").click()

    for part, text in {
        "Subjective": "Reason: Headache after work",
        "Objective": "Pressure pain threshold, Temple, left: 245 kPa",
        "Assessment": "Working hypothesis: Temporalis, left",
        "Plan": "Treatment: Compression of the left temporalis",
    }.items():
        assert text in room.get_by_label(part, exact=True).input_value()
    room.get_by_label("Plan", exact=True).press("End")
    room.get_by_label("Plan", exact=True).type(" Drink and keep moving.")
    room.screenshot(path=pictures / "note_desk.png", full_page=True)
    room.get_by_role("button", name="Sign and lock").click()
    expect(room.get_by_text("Signed and locked.")).to_be_visible()
    expect(room.get_by_text("Drink and keep moving.")).to_be_visible()
    room.get_by_role("link", name="Print").click()
    expect(room.get_by_text("Signed by")).to_be_visible()
    room.screenshot(path=pictures / "note_paper.png", full_page=True)


def test_what_was_drawn_is_there_after_the_page_was_closed(
    context: BrowserContext, room: Page, server: Server
) -> None:
    new_client(room, server, "Wanda")
    planned(room)
    drawn = draw(room, server).drawn()
    expect(room.locator(".visit-state")).to_have_text("Saved", timeout=10_000)
    address = room.url
    again = context.new_page()
    again.goto(address)
    bench = Workbench(again, server.address)
    bench.until("document.querySelector('body-map')?.workbench?.drawing.isEmpty === false")
    assert bench.drawn() == drawn
    again.close()


def test_two_people_drawing_are_told_and_lose_nothing(
    context: BrowserContext, room: Page, server: Server
) -> None:
    new_client(room, server, "Xenia")
    planned(room)
    mine = draw(room, server)
    expect(room.locator(".visit-state")).to_have_text("Saved", timeout=10_000)
    other_page = context.new_page()
    other_page.goto(room.url)
    other = Workbench(other_page, server.address)
    other.until("document.querySelector('body-map')?.workbench?.drawing.isEmpty === false")
    other.view("Head, right")
    other.paint("temple", "right")
    expect(other_page.locator(".visit-state")).to_have_text("Saved", timeout=10_000)
    mine.paint("cheek")
    expect(room.get_by_role("button", name="Take theirs")).to_be_visible(timeout=10_000)
    own = mine.drawn()
    room.get_by_role("button", name="Take theirs").click()
    assert mine.drawn() == other.drawn()
    room.get_by_role("button", name="Put mine back").click()
    assert mine.drawn() == own
    expect(room.locator(".visit-state")).to_have_text("Saved", timeout=10_000)
    other_page.close()
