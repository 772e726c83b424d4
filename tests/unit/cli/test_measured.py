"""`palpate measured` prints every zone beside its prediction."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.unit.cli.conftest import Run

MAP = """
[[measured]]
row = "1"
structure = "temporalis"
zone = "temple"
regions = ["temple"]
people = 20
felt = 15
study = "Who 2026"

[[measured]]
row = "2"
structure = "temporalis"
zone = "sole of the foot"
regions = ["arch"]
people = 20
felt = 15

[[measured]]
row = "3"
structure = "temporalis"
zone = "cheek bone"
regions = ["cheek_bone"]
people = 20
felt = 15

[[not_a_zone]]
row = "4"
structure = "temporalis"
what = "known pain, 45 %"
reason = "Not a place."
"""


def in_file(folder: Path, text: str) -> str:
    file = folder / "map.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_every_row_is_printed_with_its_verdict(run: Run, tmp_path: Path) -> None:
    found = run("measured", in_file(tmp_path, MAP))
    assert found.code == 0
    lines = found.out.splitlines()
    assert lines[0].startswith("1 of 2 zones agree (50%, 95 % 1%-99%)")
    assert [line.split()[:2] for line in lines[2:4]] == [["agrees", "1"], ["differs", "2"]]
    assert "no zone: 4 temporalis: known pain, 45 %. Not a place." in lines
    assert "zone not understood: 3 temporalis: cheek_bone (perhaps cheekbone" in found.out


def test_json_holds_the_same(run: Run, tmp_path: Path) -> None:
    found = run("measured", in_file(tmp_path, MAP), "--json").json
    assert found["agreeing"]["hits"] == 1
    assert found["agreeing"]["of"] == 2
    first, second = found["zones"]
    assert first["source"].startswith("temporalis.")
    assert first["predicted"] > 0.5
    assert first["interval"] == [0.509, 0.9134]
    assert first["study"] == "Who 2026"
    assert (second["predicted"], second["agrees"]) == (0, False)
    assert [entry["row"] for entry in found["not_zones"]] == ["4"]
    assert "cheekbone" in found["not_understood"][0]["suggestions"]


def test_markdown_is_a_page(run: Run, tmp_path: Path) -> None:
    page = run("measured", in_file(tmp_path, MAP), "--markdown").out
    assert page.startswith("# Measured referral\n")
    assert "1 of 2 agree: 50%" in page
    assert page.count("**differs**") == 1
    assert "| mean of a muscle's points instead of the best | 1 of 2 | 50% |" in page


def test_a_collection_in_json_is_read(run: Run, written: Callable[[object], str]) -> None:
    zones: list[dict[str, Any]] = [
        {"zone": "temple", "share_percent": 75},
        {"zone": "tip of the tongue", "share_percent": 0},
    ]
    rows = {"rows": [{"muscle": "temporalis", "n": 20, "zones": zones}]}
    found = run("measured", written(rows), "--json").json
    assert [entry["row"] for entry in found["zones"]] == ["0.0"]
    (unknown,) = found["not_understood"]
    assert unknown["why"] == "zone not understood"
    assert unknown["suggestions"] == ["mouth"]


def test_a_broken_file_is_refused_with_a_remedy(
    run: Run, tmp_path: Path, written: Callable[[object], str]
) -> None:
    for path in (
        in_file(tmp_path, "[[measured"),
        written({"cases": []}),
        str(tmp_path / "no.toml"),
    ):
        found = run("measured", path)
        assert found.code == 2
        assert found.out == ""
        assert found.err.startswith("palpate: ")
