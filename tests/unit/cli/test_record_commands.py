"""The commands that keep a record, from the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.cli.conftest import Run

KEY = "5a" * 32
CLIENTS = "First Name,Last Name\nAnna,Berg\n"


def palpate(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run in a process of its own, as practices do."""
    import os

    command = [sys.executable, "-m", "palpate", *words, "--data", str(data)]
    environ = {**os.environ, "PALPATE_KEY": KEY}
    environ.pop("PALPATE_DATABASE_URL", None)
    return subprocess.run(command, capture_output=True, text=True, env=environ, check=False)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record that was begun."""
    folder = tmp_path_factory.mktemp("record") / "data"
    done = palpate(folder, "upgrade")
    assert done.returncode == 0, done.stderr
    assert "A new record was begun" in done.stdout
    return folder


def test_backup_verify_restore(data: Path) -> None:
    made = palpate(data, "backup")
    assert made.returncode == 0, made.stderr
    assert "everything in it agrees" in made.stdout
    (path,) = (data / "backups").glob("*.palpate")
    assert "agrees" in palpate(data, "verify", str(path)).stdout
    asked = palpate(data, "restore", str(path))
    assert asked.returncode == 2
    assert "--yes" in asked.stderr
    done = palpate(data, "restore", str(path), "--yes")
    assert done.returncode == 0, done.stderr
    assert "Everybody must sign in again" in done.stdout
    assert "The former record is kept" in done.stdout


def test_doctor_ends_with_1_when_something_is_wrong(tmp_path: Path) -> None:
    done = palpate(tmp_path / "nothing", "doctor")
    assert done.returncode == 1
    assert "There is no record" in done.stdout


def test_upgrade_has_nothing_to_do_twice(data: Path) -> None:
    assert "up to date" in palpate(data, "upgrade").stdout


@pytest.mark.parametrize(
    "words",
    [
        ["verify", "nowhere.palpate"],
        ["restore", "nowhere.palpate", "--yes"],
        ["backup", "--keep", "all"],
        ["export", "--to", "/nowhere/x.zip"],
        ["import"],
        ["import", "nowhere.csv"],
        ["import", "--undo", "x"],
        ["move", "--to", "mysql://x"],
        ["move", "--to", "sqlite"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_told_without_a_traceback(data: Path, words: list[str]) -> None:
    done = palpate(data, *words)
    assert done.returncode == 2
    assert done.stderr.startswith("palpate: ")
    assert "Traceback" not in done.stderr


def test_every_command_has_help(run: Run) -> None:
    for name in ("backup", "verify", "restore", "upgrade", "doctor", "export", "import", "move"):
        assert run(name, "--help").code == 0
