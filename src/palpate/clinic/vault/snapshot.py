"""A view of the record that stands still while others go on writing."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connections, transaction

from palpate.clinic.database import everything_scope
from palpate.clinic.vault.store import Store, remove_database
from palpate.evidence.errors import UserError


@contextmanager
def snapshot(store: Store) -> Iterator[None]:
    """Inside, the default connection reads the record as it was at one moment, all practices."""
    view = _postgresql(store) if store.is_postgresql else _sqlite(store)
    with view:
        yield


@contextmanager
def _postgresql(store: Store) -> Iterator[None]:
    with store.opened() as connection, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        with everything_scope("a backup, a move or an export"):
            yield


@contextmanager
def _sqlite(store: Store) -> Iterator[None]:
    """SQLite writes a whole, encrypted copy itself, without stopping writers; read that one."""
    copy = store.work() / f"snapshot-{secrets.token_hex(6)}.db"
    # VACUUM INTO takes an empty file as it is, and would make a new one as open as the umask says.
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with store.opened() as connection, connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        with store.in_file(copy).opened():
            check_integrity()
            yield
    except DatabaseError as error:
        raise UserError(
            f"The database could not be read whole: {error}",
            "Run `palpate doctor`; restore the last good backup if it says so.",
        ) from error
    finally:
        remove_database(copy)


def check_integrity() -> None:
    """Raise UserError unless every page, index and reference of a SQLite database is sound."""
    if found := sqlite_faults():
        raise UserError(
            f"The database is damaged: {'; '.join(found[:3])}.",
            "Restore the last good backup: palpate restore FILE",
        )


def sqlite_faults() -> list[str]:
    """What SQLite and SQLCipher say is wrong with the default database."""
    connection = connections["default"]
    if connection.vendor != "sqlite":
        return []
    found: list[str] = []
    with connection.cursor() as cursor:
        for pragma in ("cipher_integrity_check", "integrity_check(20)"):
            cursor.execute(f"PRAGMA {pragma}")
            found += [str(row[0]) for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        found += [
            f"row {row[1]} of {row[0]} points to a missing row of {row[2]}"
            for row in cursor.fetchmany(20)
        ]
    return found
