"""`palpate atlas` writes what it says, and refuses what it cannot write."""

import json
from pathlib import Path

from tests.unit.cli.conftest import Run


def test_an_export_holds_the_document_its_tables_and_how_to_cite_it(
    run: Run, tmp_path: Path
) -> None:
    ran = run("atlas", "export", "--to", str(tmp_path / "new" / "edition"))
    assert ran.code == 0
    folder = tmp_path / "new" / "edition"
    assert json.loads((folder / "atlas.json").read_text(encoding="utf-8"))["muscles"]
    assert (folder / "csv" / "muscles.csv").exists()
    assert (folder / "CITATION.cff").exists()
    assert "atlas.json" in ran.out


def test_a_folder_that_cannot_be_made_is_refused(run: Run, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")
    ran = run("atlas", "export", "--to", str(taken))
    assert ran.code == 2
    assert "--to" in ran.err
    assert "Traceback" not in ran.err


def test_a_book_without_a_place_is_refused_before_it_is_set(run: Run, tmp_path: Path) -> None:
    ran = run("atlas", "pdf", "-o", str(tmp_path / "nowhere" / "atlas.pdf"))
    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_a_chart_of_an_unknown_region_names_those_that_come_nearest(
    run: Run, tmp_path: Path
) -> None:
    ran = run("atlas", "chart", "tempel", "-o", str(tmp_path / "chart.pdf"))
    assert ran.code == 2
    assert "Did you mean temple" in ran.err


def test_a_chart_without_a_place_is_refused_before_it_is_drawn(run: Run, tmp_path: Path) -> None:
    ran = run("atlas", "chart", "temple", "-o", str(tmp_path / "nowhere" / "chart.pdf"))
    assert ran.code == 2
    assert "cannot be written" in ran.err
