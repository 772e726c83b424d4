"""Without JavaScript the atlas still searches, reads and shows a picture."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_a_page_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}atlas/")
    page.locator("input[type=search]").fill("temporlis")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Temporalis", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Temporalis")
    expect(page.get_by_role("img", name="Referral chart of Temporalis")).to_be_visible()
    expect(page.get_by_role("row", name="Temple main 75 %").first).to_be_visible()
    context.close()
