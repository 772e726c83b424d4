"""A backup of every release comes back, on both engines, in this version.

To add the next one: just before a release, run `python -m tools.backup_fixture` and commit the
file it makes in tests/fixtures/backups. Nothing else: this test finds it. A file of a version that
was released is never made again, whatever changes here; when one no longer restores, mend the
restore (or the migration), not the file.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import override_settings
from tests.clinic.vault.records import NOW, ROOT

from palpate import __version__
from palpate.clinic.audit.chain import breaks
from palpate.clinic.consent.models import ConsentText
from palpate.clinic.database import everything_scope
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Practice
from palpate.clinic.vault import restore
from palpate.clinic.vault.rows import state
from palpate.clinic.vault.store import Store, at
from palpate.clinic.visits.models import Finding

FOLDER = ROOT / "tests" / "fixtures" / "backups"
KEY = "f1" * 32
RELEASES = sorted(FOLDER.glob("*.palpate"))


def test_this_version_has_its_backup() -> None:
    assert FOLDER / f"{__version__}.palpate" in RELEASES, "run: python -m tools.backup_fixture"


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_a_released_backup_comes_back(
    path: Path, engine: str, empty: Callable[[str], Store]
) -> None:
    goal = empty(engine)
    environ = {"PALPATE_KEY": KEY}
    if engine == "postgresql":
        environ["PALPATE_DATABASE_URL"] = _address(goal)
    store = at(goal.folder, environ)
    done = restore.restore(store, path, now=NOW, confirm=lambda _: None)
    assert done.manifest.version == path.stem
    with override_settings(DATA=store.folder), store.opened(), everything_scope("a test"):
        assert state.pending() == []
        assert Client.objects.count() == done.manifest.tables["people.client"]
        for practice in Practice.objects.all():
            assert list(breaks(practice)) == []
            assert ConsentText.objects.filter(practice=practice).exists()
        found = list(Finding.objects.all())
        assert len(found) == done.manifest.tables["visits.finding"]
        assert [each.told for each in found] == [[]] * len(found)
    assert len(list(store.files.rglob("*"))) >= done.manifest.files


def _address(store: Store) -> str:
    found = store.database
    return (
        f"postgresql://{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT']}"
        f"/{found['NAME']}"
    )
