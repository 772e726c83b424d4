"""`palpate tissue`: answers, curves, and refusals that name the field and the range."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.unit.cli.conftest import Run

PRESS = ("tissue", "press", "--force", "40", "--seconds", "60")


def test_a_press_tells_pain_threshold_and_soreness(run: Run) -> None:
    told = run(*PRESS)
    assert told.code == 0
    assert "pressure at the skin: 133 kPa" in told.out
    assert "no measurement of anybody" in told.out
    found = run(*PRESS, "--json").json
    assert found["seconds"][-1] == 60
    assert found["pain"][0] == pytest.approx(5.0, abs=0.1)
    assert found["threshold_after_kpa"] > found["threshold_before_kpa"] == 143


def test_a_course_and_a_sweep_have_their_numbers(run: Run) -> None:
    course = ("tissue", "course", "--force", "40", "--seconds", "60", "--sessions", "2")
    found = run(*course, "--every", "3", "--days", "7", "--json").json
    assert found["days"][-1] == pytest.approx(7)
    assert len(found["days"]) == len(found["threshold_kpa"]) == len(found["soreness"])
    cells = run("tissue", "sweep", "--forces", "20", "40", "--times", "30", "--json").json["cells"]
    assert [cell["force_n"] for cell in cells] == [20, 40]
    assert cells[1]["gain"] > cells[0]["gain"]


@pytest.mark.parametrize(
    "words",
    [PRESS, ("tissue", "course", *PRESS[2:], "--days", "2"), ("tissue", "sweep")],
    ids=["press", "course", "sweep"],
)
def test_curves_are_drawn_with_names_and_units(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "curves.svg"
    assert run(*words, "-o", str(file)).code == 0
    drawing = ElementTree.fromstring(file.read_text(encoding="utf-8"))
    texts = [e.text for e in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert {"seconds", "hours", "days", "force N"} & set(texts)
    assert list(drawing.iter("{http://www.w3.org/2000/svg}polyline"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--force", "-1"), "force_n: is -1 N. Write a number from 0 to 250 N."),
        (("--force", "nan"), "force_n: is no finite number."),
        (("--area", "0"), "area_cm2: is 0 cm2. Write a number from 0.2 to 100 cm2."),
        (("--seconds", "900"), "seconds: is 900 s. Write a number from 0.1 to 90 s."),
        (("--applicator", "foot"), "applicator: is 'foot'. Use one of: finger, thumb"),
        (("--technique", "hammer"), "technique: is 'hammer'."),
        (("--model", "M9"), "model: is 'M9'."),
        (("--threshold", "3"), "threshold: holds 3 kPa. Give numbers from 40 to 700 kPa."),
        (("-o", "curves.doc"), "--output: cannot write curves as '.doc'."),
    ],
)
def test_bad_input_is_refused_with_field_and_range(
    run: Run, words: tuple[str, ...], message: str
) -> None:
    refused = run(*PRESS, *words)
    assert refused.code == 2
    assert message in refused.err


def test_one_model_is_validated_in_columns_and_as_json(run: Run) -> None:
    told = run("tissue", "validate", "--model", "M0")
    assert told.code == 0
    assert "held_out" in told.out
    assert "fails" in told.out
    found = run("tissue", "validate", "--model", "M0", "--json").json
    assert {row["set"] for row in found["rows"]} == {"fit", "held_out"}
    assert found["scores"][0]["standing"] == "default"
