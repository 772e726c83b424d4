"""Read the atlas in a browser: search, open, turn, choose a region, and print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.atlas import ELEMENT, Atlas
from tests.journeys.looking import THEMES, WIDTHS, violations
from tests.journeys.workbench import Workbench

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PAGES = {
    "index": "",
    "muscle": "muscle/temporalis/",
    "region": "region/temple/",
    "serious": "serious/cervical_artery_dissection/",
    "nerve": "nerve/median_nerve_carpal_tunnel/",
    "examination": "examination/spurling/",
    "reference": "reference/rathbone_2017/",
    "search": "search?q=temporlis",
    "nonsense": "search?q=xqzzt",
    "data": "data/",
    "browse": "browse/muscle/",
}
WITH_BODY = {"index", "muscle", "region", "serious", "nerve"}


@pytest.fixture
def atlas(page: Page, address: str) -> Atlas:
    """The atlas at desk width; nothing is open yet."""
    return Atlas(page, address)


def test_search_with_a_typing_error_and_open_the_page(atlas: Atlas) -> None:
    page = atlas.open().page
    box = page.get_by_role("combobox", name="Search the atlas")
    box.press_sequentially("temporlis")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("Temporalis")
    box.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    page.wait_for_url("**/atlas/muscle/temporalis/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Temporalis")


def test_escape_closes_the_list_and_enter_searches(atlas: Atlas) -> None:
    page = atlas.open("muscle/temporalis/").page
    box = page.get_by_role("combobox", name="Search the atlas")
    box.press_sequentially("scalen")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("Enter")
    page.wait_for_url("**/atlas/search?q=scalen")
    expect(page.get_by_role("heading", level=1)).to_contain_text("found for")


def test_turn_the_body_and_choose_point_and_side(atlas: Atlas) -> None:
    page = atlas.open("muscle/temporalis/").page
    marks = page.locator("referral-body .marker")
    expect(marks).to_have_count(4)
    page.get_by_role("button", name="2: ").click()
    expect(marks).to_have_count(1)
    page.get_by_role("button", name="Right", exact=True).last.click()
    expect(page.locator("referral-body [role=status]")).to_contain_text("right")
    page.wait_for_timeout(200)
    before = atlas.azimuth()
    box = page.locator("referral-body canvas").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 120, y, steps=4)
    page.mouse.up()
    assert abs(atlas.azimuth() - before) > 0.5
    page.locator("referral-body canvas").focus()
    turned = atlas.azimuth()
    page.keyboard.press("ArrowRight")
    assert atlas.azimuth() > turned
    page.get_by_role("button", name="Back", exact=True).click()
    page.wait_for_timeout(200)
    assert abs(abs(atlas.azimuth()) - 3.14) < 0.01


def test_a_region_on_the_body_leads_to_everything_that_refers_there(atlas: Atlas) -> None:
    page = atlas.open().page
    x, y = atlas.spot("chest_upper", "left")
    page.mouse.click(x, y)
    page.wait_for_url("**/atlas/region/chest_upper/")
    expect(page.get_by_role("heading", name="Everything that refers here")).to_be_visible()


def test_the_same_with_the_keyboard_alone(atlas: Atlas) -> None:
    page = atlas.open().page
    page.locator("referral-body canvas").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/atlas/region/*/")


def test_the_list_of_a_region_can_be_narrowed(atlas: Atlas) -> None:
    page = atlas.open("region/temple/").page
    rows = page.locator("table-filter tbody tr:visible")
    every = rows.count()
    page.get_by_role("button", name="Nerves", exact=True).click()
    nerves = rows.count()
    assert 0 < nerves < every
    page.get_by_role("button", name="Main zones only").click()
    assert rows.count() < nerves
    page.get_by_role("button", name="All", exact=True).click()
    page.get_by_role("button", name="Main zones only").click()
    assert rows.count() == every


def test_from_the_workbench_to_the_atlas_and_back(workbench: Workbench) -> None:
    page = workbench.page
    workbench.paint("temple")
    workbench.cards().first.get_by_role("button").click()
    link = page.get_by_role("link", name="in the atlas")
    assert (link.get_attribute("href") or "").startswith("/atlas/")
    page.get_by_role("link", name="Atlas", exact=True).click()
    page.wait_for_url("**/atlas/")
    page.get_by_role("link", name="Workbench", exact=True).first.click()
    expect(page.get_by_role("button", name="Paint")).to_be_visible()


def test_the_dim_theme_follows_from_page_to_page(atlas: Atlas) -> None:
    page = atlas.open("data/", body=False).page
    page.get_by_role("button", name="Dim").click()
    atlas.open("muscle/temporalis/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dim")
    page.goto(atlas.address)
    expect(page.locator("html")).to_have_attribute("data-theme", "dim")


def test_the_printed_page_shows_the_body(atlas: Atlas, pictures: Path) -> None:
    page = atlas.open("muscle/temporalis/").page
    page.wait_for_timeout(600)
    printed = page.pdf(format="A4", print_background=True)
    (pictures / "atlas-muscle.pdf").write_bytes(printed)
    source = page.locator(".on-paper").get_attribute("src") or ""
    assert source.startswith("data:image/png")
    assert len(source) > 20_000


def test_arms_are_out_of_the_way_of_the_hip_and_there_for_the_hand(atlas: Atlas) -> None:
    arms = f"{ELEMENT}.view?.stage.arms.visible"
    atlas.open("muscle/tensor_fasciae_latae/").until(f"{arms} === false")
    atlas.open("muscle/opponens_pollicis/").page.wait_for_timeout(600)
    atlas.until(f"{arms} === true")


def test_the_data_page_gives_files_with_the_version_in_their_names(atlas: Atlas) -> None:
    page = atlas.open("data/", body=False).page
    version = re.search(r"\d+\.\d+\.\d+\+\w+", page.locator(".lead").inner_text())
    assert version
    with page.expect_download() as download:
        page.get_by_role("link", name="Citation file").click()
    assert version.group() in download.value.suggested_filename
    book = page.get_by_role("listitem").filter(has_text="as a book")
    expect(book.get_by_role("link")).to_have_text(["A4", "Letter"])
    page.get_by_text("Charts to print").click()
    expect(page.get_by_role("link", name="Temple, Letter")).to_be_visible()


def test_the_chart_of_a_region_can_be_printed_from_its_page(atlas: Atlas) -> None:
    page = atlas.open("region/temple/").page
    link = page.get_by_text("Print this chart").get_by_role("link", name="A4")
    answer = page.request.get(atlas.address.rstrip("/") + (link.get_attribute("href") or ""))
    assert answer.headers["content-type"] in ("application/pdf", "text/html; charset=utf-8")
    assert answer.status in (200, 202)


@pytest.mark.parametrize(
    ("width", "theme"), [(width, theme) for width in WIDTHS for theme in THEMES[width]]
)
def test_each_page_at_each_width(atlas: Atlas, width: str, theme: str, pictures: Path) -> None:
    page = atlas.page
    wide, high = WIDTHS[width]
    page.set_viewport_size({"width": wide, "height": high})
    page.context.add_cookies([{"name": "palpate_theme", "value": theme, "url": atlas.address}])
    for name, path in PAGES.items():
        atlas.open(path, body=name in WITH_BODY)
        page.wait_for_timeout(500 if name in WITH_BODY else 50)
        page.screenshot(path=pictures / f"atlas-{name}-{width}-{theme}.png")
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
