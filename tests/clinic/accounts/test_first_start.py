"""`palpate serve` in a folder: what it makes, what it prints, what it refuses."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from palpate.clinic.accounts.first_start import start
from palpate.evidence import UserError
try:
    for way in start(new_password=sys.argv[1] if len(sys.argv) > 1 else ""):
        print(way.told, way.path)
except UserError as error:
    print("REFUSED", error)
"""
LIMIT = 120


def begin(folder: Path, *given: str, **environment: str) -> str:
    """What one start prints, in a process of its own."""
    values = {**os.environ, "PALPATE_DATA": str(folder), **environment}
    values["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    if "PALPATE_KEY" not in environment:
        values.pop("PALPATE_KEY", None)
    values.pop("PALPATE_DATABASE_URL", None)
    command = [sys.executable, "-c", PROGRAM, *given]
    done = subprocess.run(
        command, env=values, text=True, capture_output=True, timeout=LIMIT, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder after its first start, and what was printed."""
    folder = tmp_path_factory.mktemp("first") / "record"
    return folder, begin(folder)


def test_the_first_start_prints_a_link_for_the_first_owner(record: tuple[Path, str]) -> None:
    _, printed = record
    assert "Begin your practice" in printed
    assert "/enter/" in printed


def test_nobody_else_on_the_machine_can_look_in(record: tuple[Path, str]) -> None:
    folder, _ = record
    for path in (folder, *folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_the_database_is_encrypted(record: tuple[Path, str]) -> None:
    folder, _ = record
    raw = (folder / "palpate.db").read_bytes()
    assert not raw.startswith(b"SQLite format 3")
    assert b"practice_setuplink" not in raw


def test_the_next_start_prints_another_link_while_there_is_no_owner(
    record: tuple[Path, str],
) -> None:
    folder, printed = record
    again = begin(folder)
    assert "/enter/" in again
    assert again != printed


def test_a_wrong_key_is_refused_with_a_remedy(record: tuple[Path, str]) -> None:
    folder, _ = record
    printed = begin(folder, PALPATE_KEY="ab" * 32)
    assert printed.startswith("REFUSED")
    assert "key" in printed
    assert "/enter/" in begin(folder)


def test_a_link_for_a_new_password_needs_an_account(record: tuple[Path, str]) -> None:
    folder, _ = record
    assert "no account with this address" in begin(folder, "nobody@example.org")
