"""`palpate reason` answers a case file, and refuses a bad one with a remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support import pain
from tests.unit.cli.conftest import Run

CASE = {"pain": pain("temple", "upper_teeth")}
ALARM = {
    "client": {"age": 72},
    "pain": pain("temple"),
    "history": {"jaw_claudication": True, "new_headache": True, "scalp_tenderness": True},
}
Write = Callable[[object], str]


def test_the_answer_is_json_with_as_many_sources_as_asked(run: Run, written: Write) -> None:
    done = run("reason", written(CASE), "--top", "3", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json["sources"][0]["structure"] == "temporalis"
    assert len(done.json["sources"]) == 3
    assert done.json["milliseconds"] > 0


def test_a_case_can_come_from_standard_input(run: Run, piped: Callable[[str], None]) -> None:
    piped('{"pain": [{"region": "temple", "side": "left"}]}')
    assert run("reason", "-", "--json").json["sources"]


def test_for_people_the_hypotheses_stand_in_a_table(run: Run, written: Write) -> None:
    out = run("reason", written(CASE)).out
    assert "Hypotheses to examine" in out
    assert "Temporalis, left" in out
    assert "What to examine next" in out
    assert "STOP" not in out


def test_red_flags_are_printed_before_everything_else(run: Run, written: Write) -> None:
    out = run("reason", written(ALARM)).out
    assert out.startswith("STOP (")
    assert out.index("STOP") < out.index("Hypotheses")


def test_an_empty_case_says_that_it_shows_only_the_priors(run: Run, written: Write) -> None:
    assert "how common" in run("reason", written({})).out


BAD = [
    (b"", "is not JSON", "line 1"),
    (b'{"pain": [', "is not JSON", "palpate schema case"),
    (b"\xff\xfe\x00", "is not UTF-8 text", "Save it as UTF-8"),
    (b"[" * 100_000, "is nested too deeply", "flat case"),
    (b'{"client": {"age": ' + b"9" * 5_000 + b"}}", "number that is too long", "Shorten it"),
    (b"[1]", "case: is [1], not an object", "Write { ... }"),
    (b'{"client": {"age": 1e999}}', "client.age: is inf", "from 0 to 120"),
    (
        b'{"pain": [{"region": "tempel", "side": "left"}]}',
        "unknown region",
        "Did you mean 'temple'",
    ),
    (b'{"pain": [{"region": {}, "side": "left"}]}', "pain[0].region", "palpate regions"),
]


@pytest.mark.parametrize(("data", "problem", "remedy"), BAD, ids=[b[1] for b in BAD])
def test_a_bad_file_is_refused_on_stderr_with_code_two(
    run: Run, written: Write, data: bytes, problem: str, remedy: str
) -> None:
    done = run("reason", written(data), "--json")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("palpate: ")
    assert problem in done.err
    assert remedy in done.err


def test_every_fault_of_a_case_is_printed_on_its_own_line(run: Run, written: Write) -> None:
    done = run("reason", written({"pain": [*pain("tempel"), *pain("temple", intensity=11)]}))
    assert [line.split(":")[1].strip() for line in done.err.splitlines()] == [
        "pain[0].region",
        "pain[1].intensity",
    ]


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    done = run("reason", str(tmp_path / "no.json"))
    assert done.code == 2
    assert "no.json: No such file or directory. Check the name" in done.err


def test_a_folder_is_no_case(run: Run, tmp_path: Path) -> None:
    done = run("reason", str(tmp_path))
    assert (done.code, done.out) == (2, "")


def test_a_huge_file_is_refused_before_it_is_decoded(
    run: Run, written: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palpate.cli.files.LARGEST_BYTES", 3_000_000)
    done = run("reason", written(b" " * 3_000_001))
    assert done.code == 2
    assert "is larger than 3 MB" in done.err


@pytest.mark.parametrize("top", ["0", "-3", "many"])
def test_the_number_of_sources_must_make_sense(run: Run, written: Write, top: str) -> None:
    done = run("reason", written(CASE), "--top", top)
    assert done.code == 2
    assert "--top" in done.err


def test_a_field_written_twice_is_refused_because_one_would_be_lost(
    run: Run, piped: Callable[[str], None]
) -> None:
    piped('{"pain": [], "pain": [{"region": "temple", "side": "left"}]}')
    done = run("reason", "-")
    assert done.code == 2
    assert "pain: stands twice" in done.err


def test_a_closed_standard_input_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    done = run("reason", "-")
    assert done.code == 2
    assert "is closed" in done.err
