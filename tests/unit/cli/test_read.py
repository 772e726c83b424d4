"""`palpate read` prints what it understood, and a case that `palpate reason` reads."""

from collections.abc import Callable

from tests.unit.cli.conftest import Run


def test_it_prints_what_was_and_what_was_not_understood(run: Run) -> None:
    out = run("read", "burning in the left temple, frobnicated").out
    assert "temple left" in out
    assert "Not understood: frobnicated" in out


def test_its_json_can_be_reasoned_on(run: Run, piped: Callable[[str], None]) -> None:
    piped(run("read", "left temple and upper teeth", "--json").out)
    assert run("reason", "-", "--json").json["sources"]


def test_words_without_meaning_paint_nothing(run: Run) -> None:
    assert "Painted: nothing" in run("read", "").out


def test_too_many_words_are_refused(run: Run) -> None:
    done = run("read", "left " * 5000)
    assert done.code == 2
    assert "Say it shorter." in done.err


def test_words_can_come_from_standard_input(run: Run, piped: Callable[[str], None]) -> None:
    piped("burning in the left temple")
    assert "temple left" in run("read", "-").out
