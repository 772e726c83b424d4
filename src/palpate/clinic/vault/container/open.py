"""Open a backup file to read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from palpate.clinic.database.key import Keyring
from palpate.clinic.vault.container.chunks import ChunkReader
from palpate.clinic.vault.container.header import Header, read_header
from palpate.clinic.vault.container.keys import Opened, open_with
from palpate.clinic.vault.container.records import RecordReader
from palpate.evidence.errors import UserError


@dataclass(frozen=True)
class OpenBackup:
    """An opened backup: its head, its keys, its records."""

    header: Header
    keys: Opened
    records: RecordReader


@contextmanager
def open_backup(path: Path, ring: Keyring | None, passphrase: str = "") -> Iterator[OpenBackup]:
    """Open a backup with the key of the record, or with a recovery passphrase."""
    name = path.name
    try:
        file = path.open("rb")
    except OSError as error:
        raise UserError(
            f"cannot be read: {error.strerror}.", "Check the name and its rights.", str(path)
        ) from error
    with file:
        header, raw = read_header(file, name)
        keys = open_with(header, name, ring, passphrase)
        chunks = ChunkReader(file, keys.data_key, raw, name)
        yield OpenBackup(header, keys, RecordReader(chunks, name))
