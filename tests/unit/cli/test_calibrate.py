"""`palpate calibrate` prints its tables, and refuses too few clients."""

import pytest
from tests.unit.cli.conftest import Run


def test_the_summary_names_error_and_repeatability(run: Run) -> None:
    ran = run("calibrate", "--clients", "20", "--json")
    assert ran.code == 0
    assert ran.json["summary"]["clients"] == 20
    assert 0 <= ran.json["summary"]["expected calibration error"] <= 1
    assert sum(row["count"] for row in ran.json["rows"]) > 20


def test_too_few_clients_are_refused(run: Run) -> None:
    ran = run("calibrate", "--clients", "3")
    assert ran.code == 2
    assert "--clients: is 3. Ask for at least 20." in ran.err


@pytest.mark.parametrize("arguments", [("--fit", "--gate"), ("--clients", "many")])
def test_a_wrong_call_is_refused(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("calibrate", *arguments).code == 2
