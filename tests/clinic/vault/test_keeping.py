"""Which backups stay, and when the night's is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from palpate.clinic.vault import keeping, nightly
from palpate.clinic.vault.keeping import Keep, file_name, listed, parse, prune
from palpate.clinic.vault.store import Store
from palpate.evidence import UserError

NOW = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)


def backups(folder: Path, days: range) -> None:
    for day in days:
        (folder / file_name(NOW - timedelta(days=day))).touch()


def test_seven_days_four_weeks_and_twelve_months_stay(tmp_path: Path) -> None:
    backups(tmp_path, range(500))
    (tmp_path / "my notes.txt").touch()
    prune(tmp_path, Keep())
    left = [at for at, _ in listed(tmp_path)]
    assert left[:7] == [NOW - timedelta(days=day) for day in range(7)]
    assert len({at.isocalendar()[:2] for at in left}) >= 4
    assert len({(at.year, at.month) for at in left}) == 12
    assert len(left) <= 7 + 4 + 12
    assert (tmp_path / "my notes.txt").exists()


def test_the_newest_always_stays(tmp_path: Path) -> None:
    backups(tmp_path, range(3))
    prune(tmp_path, Keep(1, 0, 0))
    assert [at for at, _ in listed(tmp_path)] == [NOW]


@pytest.mark.parametrize("text", ["", "7", "7,4", "7,4,x", "-1,2,3", "0,4,12"])
def test_a_policy_that_makes_no_sense_is_told(text: str) -> None:
    with pytest.raises(UserError) as error:
        parse(text)
    assert error.value.remedy


def test_the_night_is_due_once_a_day(tmp_path: Path) -> None:
    assert nightly.due(tmp_path, NOW)
    backups(tmp_path, range(1))
    assert not nightly.due(tmp_path, NOW)
    assert not nightly.due(tmp_path, NOW + timedelta(hours=12))
    assert nightly.due(tmp_path, NOW + timedelta(hours=48))
    assert any(nightly.due(tmp_path, NOW + timedelta(hours=hour)) for hour in range(23, 48))


def test_the_night_makes_one_backup_and_rehearses_it(file_store: Store) -> None:
    made = nightly.run(file_store, NOW)
    assert made is not None
    assert (file_store.backups / nightly.REHEARSED).exists()
    assert nightly.run(file_store, NOW + timedelta(hours=1)) is None
    assert nightly.run(file_store, NOW + timedelta(days=1)) is not None
    assert len(keeping.listed(file_store.backups)) == 2
