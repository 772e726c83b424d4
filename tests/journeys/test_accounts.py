"""From the link of the first start to a locked screen and back, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.passkeys import give_device
from tests.journeys.programs import Server, started

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("practice")]

PASSWORD = "seven green kettles sing"
SIZES = {"phone": 390, "tablet": 820, "desk": 1440}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has signed in to yet."""
    with started(tmp_path / "record") as found:
        yield found


@pytest.fixture
def owner(page: Page, server: Server) -> Page:
    """The first owner at the first page, by a passkey."""
    give_device(page)
    begin(page, server)
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("link", name="I kept them").click()
    return page


def begin(page: Page, server: Server) -> None:
    (link,) = server.links
    page.goto(link)
    page.get_by_label("Name of the practice").fill("Elm Street Clinic")
    page.get_by_label("Your name").fill("Anna Berg")
    page.get_by_label("E-mail address").fill("anna@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the practice").click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()


def sign_out(page: Page, server: Server) -> None:
    page.goto(f"{server.address}account/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_from_the_first_start_to_signing_in_by_passkey(owner: Page, server: Server) -> None:
    assert server.address.startswith("http://localhost:"), "passkeys are kept for names"
    expect(owner).to_have_url(server.address)
    expect(owner.get_by_role("navigation", name="Main")).to_be_visible()

    sign_out(owner, server)
    owner.get_by_role("button", name="Sign in with a passkey").click()
    expect(owner).to_have_url(server.address)

    sign_out(owner, server)
    owner.get_by_label("E-mail address").fill("anna@example.org")
    owner.get_by_label("Password").fill(PASSWORD)
    owner.get_by_role("button", name="Sign in", exact=True).click()
    owner.get_by_role("button", name="Use a passkey").click()
    expect(owner).to_have_url(server.address)


def test_a_locked_screen_comes_back_where_it_was(owner: Page, server: Server) -> None:
    lock(owner, f"{server.address}practice/")
    expect(owner.get_by_text("Anna Berg")).to_be_visible()
    owner.goto(f"{server.address}practice/")
    expect(owner.get_by_role("heading", name="Locked")).to_be_visible()
    owner.get_by_role("button", name="Unlock with the passkey").click()
    expect(owner).to_have_url(f"{server.address}practice/")

    lock(owner, f"{server.address}account/")
    owner.get_by_label("Password").fill(PASSWORD)
    owner.get_by_role("button", name="Unlock with the password").click()
    expect(owner).to_have_url(f"{server.address}account/")


def test_no_page_is_wider_than_the_screen(owner: Page, server: Server, pictures: Path) -> None:
    for place in ("account/", "practice/", "practice/invite/", "practice/scope/"):
        owner.goto(server.address + place)
        for size, width in SIZES.items():
            owner.set_viewport_size({"width": width, "height": 900})
            wide = owner.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (place, size)
            name = place.strip("/").replace("/", "-")
            owner.screenshot(path=pictures / f"{name}-{size}.png", full_page=True)


def lock(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("idle-lock").get_by_role("button").click()
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
