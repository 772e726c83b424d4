"""A record and where it lies: its folder, its key, its database."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

from palpate.clinic.database import Keyring, database_settings, keyring
from palpate.clinic.database.folder import DATABASE, open_folder

FILES: Final = "files"
BACKUPS: Final = "backups"
WORK: Final = "tmp"


@dataclass(frozen=True)
class Store:
    """One record: the data folder, the key and the settings of the database."""

    folder: Path
    ring: Keyring
    database: Mapping[str, Any]

    @property
    def is_postgresql(self) -> bool:
        """Whether the database is PostgreSQL; else it is the encrypted file in the folder."""
        return str(self.database["ENGINE"]).endswith("postgresql")

    @property
    def engine(self) -> str:
        """The engine by its name."""
        return "postgresql" if self.is_postgresql else "sqlite"

    @property
    def backups(self) -> Path:
        """The folder of backups, unless another is named."""
        return self.folder / BACKUPS

    @property
    def files(self) -> Path:
        """The folder of the clients' files."""
        return self.folder / FILES

    def work(self) -> Path:
        """A folder for what is half done; made when asked for."""
        folder = open_folder(self.folder) / WORK
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def in_file(self, path: Path) -> Store:
        """The same record with its database in another encrypted file."""
        environ: dict[str, str] = {}
        changed = database_settings(path.parent, environ, self.ring) | {"NAME": path}
        return Store(self.folder, self.ring, changed)

    @contextmanager
    def opened(self) -> Iterator[BaseDatabaseWrapper]:
        """Make this database the default one of this thread, on a connection of its own."""
        with default_database(self.database) as connection:
            yield connection


def here() -> Store:
    """The record of this process."""
    found = connections[DEFAULT_DB_ALIAS].settings_dict
    return Store(Path(settings.DATA), keyring(), found)


def at(folder: Path, environ: Mapping[str, str] | None = None) -> Store:
    """The record of a folder, with the key and the database that the environment says."""
    values = dict(os.environ if environ is None else environ)
    ring = Keyring(folder, values)
    return Store(folder, ring, database_settings(folder, values, ring))


@contextmanager
def default_database(database: Mapping[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """Put a database in the place of the default one, for this thread, while the block runs.

    Migrations, models and the audit chain all speak to the default connection; so they need not
    know whether they work on the record, on a copy or on a new home of it.
    """
    before = connections[DEFAULT_DB_ALIAS]
    parts = {key: value for key, value in database.items() if key != "TEST"}
    options = dict(parts.pop("OPTIONS", {}))
    full = copy.deepcopy(parts) | {"OPTIONS": options}
    full = connections.configure_settings({DEFAULT_DB_ALIAS: full})[DEFAULT_DB_ALIAS]
    connection = load_backend(full["ENGINE"]).DatabaseWrapper(full, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = connection
    try:
        yield connection
    finally:
        try:
            connection.close()
        finally:
            connections[DEFAULT_DB_ALIAS] = before


def remove_database(path: Path) -> None:
    """Delete a database file that was only a copy, with what lies beside it."""
    for end in ("", "-wal", "-shm", ".gate"):
        path.with_name(f"{path.name}{end}").unlink(missing_ok=True)


__all__ = ["DATABASE", "Store", "at", "default_database", "here", "remove_database"]
