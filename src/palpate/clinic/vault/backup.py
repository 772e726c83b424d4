"""Make a backup: one encrypted file, opened again and checked before it counts."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import DatabaseError

from palpate import __version__
from palpate.clinic.vault import contents
from palpate.clinic.vault.container.chunks import ChunkWriter
from palpate.clinic.vault.container.header import FORMAT, Header, write_header
from palpate.clinic.vault.container.keys import check_passphrase, wraps_for
from palpate.clinic.vault.disk import need, new_file, private_folder, sync_folder
from palpate.clinic.vault.keeping import Keep, file_name, prune
from palpate.clinic.vault.models import Backup
from palpate.clinic.vault.snapshot import snapshot
from palpate.clinic.vault.store import Store
from palpate.clinic.vault.verify import Report, verify
from palpate.evidence.errors import UserError

_HALF_DONE: Final = ".part"


@dataclass(frozen=True)
class Made:
    """A backup that was made and checked."""

    path: Path
    report: Report
    seconds: float
    removed: list[Path]

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return self.report.to_json() | {
            "path": str(self.path),
            "seconds": round(self.seconds, 2),
            "removed": [path.name for path in self.removed],
        }


def make(
    store: Store,
    *,
    now: datetime,
    to: Path | None = None,
    passphrase: str = "",
    keep: Keep | None = None,
    note: bool = True,
) -> Made:
    """Back up a record into a folder; without one into the folder of backups.

    The file is opened again and read through; only then it gets its name. ``note`` writes it into
    the record's list of backups. Only in the record's own folder are old ones removed, and only
    with ``keep``.
    """
    if passphrase:
        check_passphrase(passphrase)
    folder = private_folder(to or store.backups)
    began = time.monotonic()
    with _file(folder, now) as (half, path):
        write(store, half, now, passphrase=passphrase)
        report = verify(half, store.ring)
        if not report.is_good:
            raise UserError(
                f"The backup did not pass its check: {'; '.join(report.problems[:3])}.",
                "Nothing was kept. Run `palpate doctor`.",
            )
    made = Made(path, _renamed(report, path), time.monotonic() - began, [])
    if note:
        _note(store, made, now)
    if keep is not None and folder == store.backups:
        made.removed.extend(prune(folder, keep))
    return made


@contextmanager
def _file(folder: Path, now: datetime) -> Iterator[tuple[Path, Path]]:
    """A file under a passing name, and the name it gets when all went well."""
    half = folder / f".{file_name(now)}.{secrets.token_hex(4)}{_HALF_DONE}"
    try:
        path = _free(folder, file_name(now))
        yield half, path
        half.rename(path)
        sync_folder(folder)
    finally:
        half.unlink(missing_ok=True)


def write(
    store: Store, path: Path, now: datetime, *, passphrase: str = "", with_files: bool = True
) -> None:
    """Write a backup into a new file, unchecked."""
    size = sum(file.stat().st_size for file in contents.stored(store.files))
    need(path.parent, size, "The backup")
    data_key = secrets.token_bytes(32)
    master = store.ring.current
    header = Header(
        format=FORMAT,
        version=__version__,
        made_at=now.isoformat(),
        key=master.name,
        wraps=wraps_for(data_key, master, passphrase),
    )
    with snapshot(store), new_file(path) as file:
        writer = ChunkWriter(file, data_key, write_header(file, header))
        contents.write(writer, store, now, with_files=with_files)
        writer.finish()


def _note(store: Store, made: Made, now: datetime) -> None:
    """Write the backup into the list. A database that is not migrated yet has no list."""
    try:
        with store.opened():
            Backup.objects.create(
                at=now,
                file_name=made.path.name,
                size=made.report.size,
                verified=True,
                report=made.report.to_json() | {"seconds": round(made.seconds, 2)},
            )
    except DatabaseError:
        return


def _renamed(report: Report, path: Path) -> Report:
    return Report(
        path.name, report.size, report.manifest, report.key, report.files, report.problems
    )


def _free(folder: Path, name: str) -> Path:
    """A name that is not taken: two backups may fall into one second."""
    path, turn = folder / name, 1
    while path.exists():
        turn += 1
        path = folder / name.replace(".palpate", f"-{turn}.palpate")
    return path
