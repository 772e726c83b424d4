"""Every kind of page of the practice: axe finds nothing, nothing is cut off, keys do everything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journeys.clinic_pages import (
    OF_NOBODY,
    OF_THE_OWNER,
    OF_THE_PRACTICE,
    STEPS,
    addresses,
    faults,
)
from tests.journeys.passkeys import give_device
from tests.journeys.programs import Server, started

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("practice")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the sample practice, and a link for the first owner of a real one."""
    with started(tmp_path_factory.mktemp("pages") / "record", "--demo") as found:
        yield found


@pytest.fixture(scope="module")
def sample(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A browser in which the owner of the sample practice is signed in."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(server.links[0])
    page.get_by_role("button", name="Open the sample practice").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    yield context
    context.close()


@pytest.fixture(scope="module")
def places(sample: BrowserContext, server: Server) -> dict[str, str]:
    """An address of each kind of page."""
    return addresses(sample.request, server.address, OF_THE_PRACTICE)


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Page]:
    """Somebody without an account."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def owner(browser: Browser, server: Server) -> Iterator[Page]:
    """The first owner of a real practice, by password, before the second factor."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(server.links[1])
    page.get_by_label("Name of the practice").fill("Elm Street Clinic")
    page.get_by_label("Your name").fill("Anna Berg")
    page.get_by_label("E-mail address").fill("anna@example.org")
    page.get_by_label("Password").fill("seven green kettles sing")
    page.get_by_role("button", name="Make the practice").click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    yield page
    context.close()


def picture(kind: str) -> Path | None:
    """Where pictures of a page go: to the folder in PALPATE_PICTURES, else none are taken."""
    folder = os.environ.get("PALPATE_PICTURES")
    name = kind.strip("/").split("?")[0].replace("/", "-") or "today"
    return Path(folder) / name if folder else None


@pytest.mark.parametrize("kind", OF_THE_PRACTICE)
def test_a_page_of_the_practice(kind: str, sample: BrowserContext, places: dict[str, str]) -> None:
    assert kind in places, "no link leads to it"
    page = sample.new_page()
    try:
        assert faults(page, places[kind], picture(kind)) == []
    finally:
        page.close()


@pytest.mark.parametrize("path", OF_NOBODY)
def test_a_page_before_the_door(path: str, visitor: Page, server: Server) -> None:
    address = server.address.rstrip("/") + path
    assert faults(visitor, address, picture(path)) == []


def test_the_links_of_the_first_start(visitor: Page, server: Server) -> None:
    for name, link in zip(("sample-link", "owner-link"), server.links, strict=True):
        assert faults(visitor, link, picture(name)) == [], name


def test_each_step_of_an_intake(sample: BrowserContext, server: Server, visitor: Page) -> None:
    desk = sample.new_page()
    desk.goto(f"{server.address}clients/")
    desk.locator("#rows a.row-link").first.click()
    desk.get_by_role("link", name="Send intake").click()
    desk.get_by_role("button", name="Make the link").click()
    link = desk.get_by_label("Link", exact=True).input_value()
    desk.close()
    for step in STEPS:
        assert faults(visitor, link + step, picture(f"intake-{step}")) == [], step


def test_a_real_account(owner: Page, server: Server) -> None:
    base = server.address.rstrip("/")
    assert faults(owner, f"{base}/second-factor/", picture("second-factor")) == []
    give_device(owner)  # only now: it goes when the debugger that ran axe is let go
    owner.goto(f"{base}/account/second-factor/webauthn/add/")
    owner.get_by_role("button", name="Make the passkey").click()
    expect(owner.get_by_role("heading", name="Recovery codes")).to_be_visible()
    for path in OF_THE_OWNER:
        assert faults(owner, base + path, picture(f"owner{path}")) == [], path
    owner.set_viewport_size({"width": 1440, "height": 900})
    owner.goto(f"{base}/account/")
    owner.locator("idle-lock").get_by_role("button").click()
    expect(owner.get_by_role("heading", name="Locked")).to_be_visible()
    assert faults(owner, f"{base}/locked/", picture("locked")) == []


def test_a_dialog_opens_and_closes_by_key(sample: BrowserContext, server: Server) -> None:
    page = sample.new_page()
    page.goto(server.address)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("[data-find]")).to_be_focused()
    page.close()


def test_the_column_of_the_navigation_reaches_the_foot(
    sample: BrowserContext, places: dict[str, str]
) -> None:
    page = sample.new_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(places["/audit/"])
    column = "parseFloat(getComputedStyle(document.querySelector('.shell'), '::after').height)"
    above = "document.querySelector('.shell-top').offsetHeight"
    whole = page.evaluate("document.documentElement.scrollHeight")
    assert page.evaluate(f"{column} + {above}") >= whole - 1
    page.goto(places["/visits/ID/workbench/"])
    page.wait_for_selector("body-map canvas")
    page.wait_for_timeout(1000)
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
    page.close()
