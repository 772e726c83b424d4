"""A case travels as a file and as a printed page; a bad file changes nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.journeys.workbench import Workbench

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def upload(workbench: Workbench, name: str, content: str) -> None:
    """Choose a case file."""
    workbench.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": content.encode()}
    )


def test_a_saved_case_opens_again(workbench: Workbench, tmp_path: Path) -> None:
    page = workbench.page
    workbench.paint("shoulder_front")
    drawn = workbench.drawn()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save").click()
    path = tmp_path / "case.json"
    waiting.value.save_as(path)
    parts = {"client", "pain", "history", "findings", "conditions", "factors"}
    assert set(json.loads(path.read_text())) == parts
    page.get_by_role("button", name="New").click()
    assert workbench.drawn() == {}
    upload(workbench, "case.json", path.read_text())
    expect(page.get_by_text("case.json is open.")).to_be_visible()
    assert workbench.drawn() == drawn


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("not json at all", "does not hold JSON"),
        ("[1, 2]", "one JSON object"),
        (" " * 2_000_001, "larger than 2 MB"),
        ('{"pain": [{"region": "elbow_of_doom", "side": "left"}]}', "pain[0].region"),
        ('{"pain": [{"region": "temple", "side": "left", "intensity": 99}]}', "intensity"),
        ('{"pain": [{"patches": {"nowhere.left.1": 5}}]}', "pain[0].patches"),
        ('{"findings": [{"id": "palpation_of_luck", "side": "left", "result": "x"}]}', "findings"),
    ],
)
def test_a_bad_file_is_named_and_changes_nothing(
    workbench: Workbench, content: str, named: str
) -> None:
    page = workbench.page
    workbench.paint("shoulder_front")
    drawn = workbench.drawn()
    upload(workbench, "broken.json", content)
    message = page.get_by_role("alert")
    expect(message).to_contain_text("broken.json was not opened")
    expect(message).to_contain_text(named)
    assert workbench.drawn() == drawn
    page.get_by_role("button", name="Close").click()
    expect(message).to_have_count(0)


def test_the_summary_is_one_designed_page(workbench: Workbench, pictures: Path) -> None:
    page = workbench.page
    workbench.paint("temple")
    workbench.paint("shoulder_front")
    with page.context.expect_page(timeout=60_000) as waiting:
        page.get_by_role("button", name="Print").click()
    paper = waiting.value
    paper.wait_for_load_state()
    expect(paper.get_by_role("heading", name="Hypotheses to examine")).to_be_visible()
    assert paper.locator("figure img").count() >= 2
    wide = "[...document.images].every((image) => image.naturalWidth > 100)"
    assert paper.evaluate(wide)
    assert "diagnos" not in paper.locator("body").inner_text().lower()
    paper.screenshot(path=pictures / "summary.png", full_page=True)
    printed = paper.pdf(format="A4", print_background=True)
    (pictures / "summary.pdf").write_bytes(printed)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
