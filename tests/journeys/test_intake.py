"""An intake filled in on a phone with one finger, and closed to everybody afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journeys.programs import Server, started

from palpate.clinic.arrival.island_words import island_words

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("practice")]

PHONE = {"width": 390, "height": 844}
TOLD = "Headache behind the left eye since May"
# Every text that is shown or read out, of the page and of all that its islands drew.
SAID = """() => [...document.querySelectorAll('body *')].flatMap((each) => [
  each.ariaLabel, each.title, each.label,
  ...[...each.childNodes].filter((one) => one.nodeType === 3).map((one) => one.data),
]).filter((text) => typeof text === 'string').map((text) => text.trim())"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the sample practice."""
    with started(tmp_path_factory.mktemp("intake") / "record", "--demo") as found:
        yield found


@pytest.fixture(scope="module")
def desk_context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A browser in which a therapist of the sample practice is signed in."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(server.links[0])
    page.get_by_role("button", name="Open the sample practice").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    yield context
    context.close()


@pytest.fixture
def desk(desk_context: BrowserContext) -> Iterator[Page]:
    """A page of the therapist; any error in its console fails the test."""
    page = desk_context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


def phone_of(browser: Browser) -> BrowserContext:
    return browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )


def link_for(desk: Page, server: Server, number: int) -> str:
    """A fresh link for one client of the list."""
    desk.goto(f"{server.address}clients/")
    desk.locator("#rows a.row-link").nth(number).click()
    desk.get_by_role("link", name="Send intake").click()
    desk.get_by_role("button", name="Make the link").click()
    return desk.get_by_label("Link", exact=True).input_value()


def next_step(phone: Page, heading: str) -> None:
    phone.get_by_role("button", name="Next").click()
    expect(phone.get_by_role("heading", level=1, name=heading)).to_be_visible()


def draw(phone: Page) -> None:
    """Paint with one finger on the trunk."""
    phone.wait_for_selector("pain-drawing canvas")
    phone.wait_for_timeout(1500)
    phone.locator("body-map").scroll_into_view_if_needed()
    box = phone.locator("body-map canvas").first.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.4
    touch = phone.context.new_cdp_session(phone)

    def send(kind: str, *points: tuple[float, float]) -> None:
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in points]},
        )

    send("touchStart", (x, y))
    for step in range(1, 8):
        send("touchMove", (x + step * 3, y + step * 2))
    send("touchEnd")


def sign(phone: Page) -> None:
    pad = phone.locator("signature-pad .pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    touch = phone.context.new_cdp_session(phone)
    x, y = box["x"] + 40, box["y"] + box["height"] / 2
    for kind, step in [("touchStart", 0), *(("touchMove", n) for n in range(1, 12))]:
        point = {"x": x + 12 * step, "y": y + (20 if step % 2 else -20)}
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_from_the_link_to_the_record(
    desk: Page, browser: Browser, server: Server, pictures: Path
) -> None:
    desk.goto(f"{server.address}clients/new/")
    desk.get_by_label("Given name").fill("Maria")
    desk.get_by_label("Family name").fill("Novak")
    desk.get_by_label("Birth date").fill("1974-05-03")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("heading", level=1, name="Maria Novak")).to_be_visible()
    record = desk.url
    desk.get_by_role("link", name="Send intake").click()
    desk.get_by_role("button", name="Make the link").click()
    link = desk.get_by_label("Link", exact=True).input_value()

    context = phone_of(browser)
    phone = context.new_page()
    errors: list[str] = []
    phone.on("pageerror", lambda error: errors.append(str(error)))
    phone.goto(link)
    phone.screenshot(path=pictures / "intake-start-390.png", full_page=True)
    phone.get_by_role("link", name="Begin").click()
    next_step(phone, "Where it hurts")
    draw(phone)
    phone.screenshot(path=pictures / "intake-drawing-390.png", full_page=True)
    next_step(phone, "Your story")
    phone.get_by_label("What brings you to us?").fill(TOLD)
    expect(phone.get_by_text("Saved", exact=False).first).to_be_visible()
    phone.reload()
    expect(phone.get_by_label("What brings you to us?")).to_have_value(TOLD)
    next_step(phone, "Your health")
    phone.get_by_role("group", name="Do you take blood thinners").get_by_text("Yes").tap()
    next_step(phone, "Medicines and past events")
    next_step(phone, "Work and daily life")
    next_step(phone, "Agreements")
    for box in phone.get_by_text("I have read this and agree").all()[:2]:
        box.tap()
    phone.get_by_label("Your full name").fill("Maria Novak")
    sign(phone)
    phone.screenshot(path=pictures / "intake-consents-390.png", full_page=True)
    next_step(phone, "Check and send")
    expect(phone.get_by_text("You painted where it hurts.")).to_be_visible()
    expect(phone.get_by_text("Signed.", exact=True)).to_be_visible()

    stranger = phone_of(browser)
    other = stranger.new_page()
    for path in ("", "3/", "4/", "8/"):
        other.goto(f"{link}{path}")
        expect(other.get_by_role("heading", name="Is this you?")).to_be_visible()
        assert TOLD not in other.content()
    other.get_by_role("link", name="Continue").click()
    other.get_by_label("Birth date").fill("1980-01-01")
    other.get_by_role("button", name="Continue").click()
    expect(other.get_by_role("alert")).to_contain_text("not the birth date")

    phone.get_by_role("button", name="Send to the practice").click()
    expect(phone.get_by_role("heading", name="Thank you, it was sent")).to_be_visible()
    for each in (phone, other):
        each.goto(f"{link}3/")
        expect(each.get_by_role("heading", name="Thank you, it was sent")).to_be_visible()
        assert TOLD not in each.content()
    assert errors == []
    context.close()
    stranger.close()

    desk.goto(f"{record}health/")
    desk.get_by_role("link", name="Look through and take over").click()
    expect(desk.get_by_text(TOLD)).to_be_visible()
    desk.screenshot(path=pictures / "intake-take-over-1440.png", full_page=True)
    desk.get_by_label("Take drawing and story into the next visit").uncheck()
    desk.get_by_role("button", name="Take over what is ticked").click()
    expect(desk.get_by_text("Blood thinner or bleeding disorder").first).to_be_visible()
    desk.goto(record)
    expect(desk.get_by_text("Adapt, or ask a doctor")).to_be_visible()
    desk.goto(f"{record}consents/")
    expect(desk.get_by_text("by the intake link").first).to_be_visible()


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_no_page_of_the_form_is_wider_than_the_screen(
    width: int, desk: Page, browser: Browser, server: Server
) -> None:
    link = link_for(desk, server, 0)
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for path in ("", *(f"{number}/" for number in range(1, 9))):
        page.goto(f"{link}{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_a_spanish_form_shows_no_english_word(
    width: int, desk: Page, browser: Browser, server: Server, pictures: Path
) -> None:
    link = link_for(desk, server, 2)
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(link)
    page.get_by_role("button", name="Español").click()
    page.goto(f"{link}2/")
    page.wait_for_selector("pain-drawing canvas")
    page.get_by_role("button", name="Como lista").click()
    page.locator("summary", has_text="Cara").click()
    english = {one for one, other in island_words("es").items() if one != other}
    assert english & set(page.evaluate(SAID)) == set()
    page.screenshot(path=pictures / f"intake-list-es-{width}.png", full_page=True)
    page.get_by_role("button", name="En el cuerpo").click()
    page.wait_for_timeout(1000)
    page.screenshot(path=pictures / f"intake-drawing-es-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{link}7/")
    for swap in ("Mejor escribir mi nombre", "Mejor firmar a mano"):
        assert english & set(page.evaluate(SAID)) == set()
        page.get_by_role("button", name=swap).click()
    page.screenshot(path=pictures / f"intake-consents-es-{width}.png", full_page=True)
    context.close()


def test_the_form_works_without_javascript(desk: Page, browser: Browser, server: Server) -> None:
    link = link_for(desk, server, 1)
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{link}2/")
    page.get_by_label("Where does it hurt, in words?").fill("Left temple")
    page.get_by_role("button", name="Next").click()
    page.goto(f"{link}7/")
    page.get_by_label("I have read this and agree").first.check()
    page.get_by_label("Your full name").fill("Maria Novak")
    page.get_by_label("Type your name as the signature").fill("Maria Novak")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Left temple")).to_be_visible()
    page.get_by_role("button", name="Send to the practice").click()
    expect(page.get_by_role("heading", name="Thank you, it was sent")).to_be_visible()
    context.close()
