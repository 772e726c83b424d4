"""Make the backup that later versions must restore: tests/fixtures/backups/VERSION.palpate.

Run it once for each release, just before it, and commit the file: `python -m tools.backup_fixture`.
A file that was released is never made again: it stands for what practices have on their disks.
`--again` replaces the file of a version that is not released yet.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from palpate import __version__

FOLDER = Path(__file__).parents[1] / "tests" / "fixtures" / "backups"
KEY = "f1" * 32
"""A key for these files alone: they hold invented people."""
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def main() -> int:
    """Make the file of this version."""
    parser = argparse.ArgumentParser(prog="python -m tools.backup_fixture", description=__doc__)
    parser.add_argument("--again", action="store_true", help="replace an unreleased file")
    options = parser.parse_args()
    path = FOLDER / f"{__version__}.palpate"
    if path.exists() and not options.again:
        print(f"{path} is there already; a released file is never made again.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="palpate-fixture-") as folder:
        made = _make(Path(folder) / "data")
        FOLDER.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, path)
    print(f"{path}: {path.stat().st_size // 1000} kB")
    return 0


def _make(folder: Path) -> Path:
    """A backup of the sample practice, which fills every table."""
    os.environ.update(PALPATE_DATA=str(folder), PALPATE_KEY=KEY)
    os.environ.pop("PALPATE_DATABASE_URL", None)
    from palpate.clinic.vault.start import open_store

    store = open_store()
    from palpate.clinic.sample.loading import load
    from palpate.clinic.vault import backup, upgrade

    upgrade.upgrade(store, now=NOW)
    with store.opened():
        practice = load(NOW)
        _add_file(practice.pk)
    return backup.make(store, now=NOW).path


def _add_file(practice_id: UUID) -> None:
    """One stored file, so that files are restored too."""
    from palpate.clinic.database.identifiers import uuid7
    from palpate.clinic.files import vaulting
    from palpate.clinic.files.models import StoredFile
    from palpate.clinic.people.models import Client
    from palpate.clinic.practice.models import Member

    content = b"A report, in plain words.\n"
    client = Client.objects.filter(practice_id=practice_id).order_by("number")[0]
    stored = StoredFile(
        id=uuid7(),
        practice_id=practice_id,
        client=client,
        kind="report",
        name="report.txt",
        media_type="text/plain",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        by=Member.objects.filter(practice_id=practice_id).order_by("pk")[0],
    )
    vaulting.write(stored.pk, [content])
    stored.save(force_insert=True)


if __name__ == "__main__":
    sys.exit(main())
