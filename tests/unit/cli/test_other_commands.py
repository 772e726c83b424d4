"""Charts, scores, ports and the command line itself."""

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support import pain
from tests.unit.cli.conftest import Run

from palpate import __version__
from palpate.cli.serve import HOST, free_port
from palpate.evidence import UserError

Write = Callable[[object], str]
SET = {
    "cases": [
        {
            "id": "one",
            "category": "head",
            "case": {"pain": pain("temple", "upper_teeth")},
            "accepted": [{"structure": "temporalis", "side": "left"}],
        }
    ]
}


@pytest.mark.parametrize(
    ("ending", "starts"), [("svg", (b"<svg", b"<?xml")), ("png", (b"\x89PNG\r\n\x1a\n",))]
)
def test_a_chart_is_written_in_the_form_its_name_asks_for(
    run: Run, tmp_path: Path, ending: str, starts: tuple[bytes, ...]
) -> None:
    file = tmp_path / f"chart.{ending}"
    done = run("chart", "temporalis.2.left", "-o", str(file))
    assert (done.code, done.err) == (0, "")
    assert file.read_bytes().startswith(starts)


@pytest.mark.parametrize(
    ("source", "name", "message"),
    [
        (
            "temporalis.2.left",
            "chart.gif",
            "cannot write a chart as '.gif'. End the name with .svg",
        ),
        ("temporalis.2.left", "chart", "cannot write a chart as 'no ending'"),
        ("temporalis", "chart.svg", "Did you mean temporalis.1.left"),
        ("temporalis.2.left", "no/where/chart.svg", "Name a folder that exists"),
    ],
)
def test_a_chart_that_cannot_be_made_is_refused(
    run: Run, tmp_path: Path, source: str, name: str, message: str
) -> None:
    done = run("chart", source, "-o", str(tmp_path / name))
    assert done.code == 2
    assert message in done.err
    assert list(tmp_path.iterdir()) == []


def test_an_evaluation_is_scored_as_json(run: Run, written: Write) -> None:
    done = run("evaluate", written(SET), "--json")
    assert done.code == 0
    assert done.json["hit@1"]["share"] == 1.0
    assert done.json["categories"]["head"]["hit@3"]["of"] == 1
    assert "baseline" in done.json


def test_an_evaluation_is_printed_with_intervals(run: Run, written: Write) -> None:
    out = run("evaluate", written(SET)).out
    assert "hit@3" in out
    assert "1/1 (2%-100%)" in out
    assert "temporalis left" in out


def test_a_fault_in_an_evaluation_names_its_case(run: Run, written: Write) -> None:
    broken = {"cases": [{**SET["cases"][0], "case": {"pain": pain("tempel")}}]}
    done = run("evaluate", written(broken))
    assert done.code == 2
    assert "one: pain[0].region: unknown region 'tempel'" in done.err


def test_a_red_flag_in_quotes_is_refused(run: Run, written: Write) -> None:
    done = run("evaluate", written({"cases": [{**SET["cases"][0], "red_flag": "false"}]}))
    assert done.code == 2
    assert "one: red_flag: is 'false'. Write true or false." in done.err


def test_a_body_that_could_not_be_kept_is_not_built(run: Run, tmp_path: Path) -> None:
    done = run("body", "build", "-o", str(tmp_path / "nowhere" / "body.npz"))
    assert done.code == 2
    assert "Name a folder that exists" in done.err


def test_warming_prints_nothing_and_succeeds(run: Run) -> None:
    done = run("warm")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_the_version_is_the_package_version(run: Run) -> None:
    assert run("--version").out.split() == ["palpate", __version__]


def test_help_names_every_command(run: Run) -> None:
    out = run("--help").out
    for name in [
        "serve",
        "reason",
        "regions",
        "sources",
        "examinations",
        "schema",
        "chart",
        "evaluate",
        "knowledge",
        "body",
        "warm",
    ]:
        assert name in out


@pytest.mark.parametrize("arguments", [(), ("nonsense",), ("schema", "nonsense")])
def test_a_wrong_call_ends_with_code_two(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "usage: palpate" in done.err


def test_a_free_port_is_found_and_a_taken_one_refused() -> None:
    assert 0 < free_port(0) < 65_536
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        with pytest.raises(UserError, match=r"cannot be used\. Choose another, or 0"):
            free_port(taken.getsockname()[1])


def test_a_port_that_cannot_exist_is_refused() -> None:
    with pytest.raises(UserError, match="port 70000 cannot be used"):
        free_port(70_000)


def test_a_reader_that_stops_reading_is_no_error() -> None:
    """As in `palpate sources | head -1`."""
    program = "import sys; from palpate.cli import main; sys.exit(main(['sources']))"
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""
    process.stderr.close()
