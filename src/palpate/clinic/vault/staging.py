"""Build a record anew from a backup, beside the one in use."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.core.management import call_command
from django.db import DatabaseError, transaction

from palpate.clinic.audit.chain import Actor, record
from palpate.clinic.database import Keyring, database_settings, everything_scope
from palpate.clinic.database.append_only import quoted
from palpate.clinic.database.folder import write_private
from palpate.clinic.home import index
from palpate.clinic.people import words
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Practice
from palpate.clinic.vault import epoch
from palpate.clinic.vault.container.open import OpenBackup
from palpate.clinic.vault.container.records import Blob, Manifest, Record, Row, Table
from palpate.clinic.vault.disk import private_folder
from palpate.clinic.vault.rows import load, state
from palpate.clinic.vault.rows.shapes import kept
from palpate.clinic.vault.snapshot import check_integrity
from palpate.clinic.vault.store import FILES, Store
from palpate.clinic.vault.verify import Tally
from palpate.evidence.errors import UserError

FORMER: Final = "before_restore_"
PREPARED: Final = "palpate_restore_"


@dataclass(frozen=True)
class Staged:
    """A record that is prepared, and not yet in use."""

    folder: Path
    store: Store
    schema: str = ""

    def discard(self) -> None:
        """Remove it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.schema:
            with self.store.opened() as connection, connection.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA IF EXISTS {quoted(self.schema)} CASCADE")


def begin(store: Store, ring: Keyring, stamp: str) -> Staged:
    """An empty place for a record, next to the present one."""
    folder = private_folder(store.folder / f".restore-{stamp}")
    if not store.is_postgresql:
        return Staged(folder, Store(folder, ring, database_settings(folder, {}, ring)))
    schema = f"{PREPARED}{stamp.replace('-', '_')}"
    with store.opened() as connection, connection.cursor() as cursor:
        try:
            cursor.execute(f"CREATE SCHEMA {quoted(schema)}")
        except DatabaseError as error:
            raise UserError(
                f"The database does not let Palpate prepare the restored record: {error}".strip(),
                "Let the user that Palpate signs in as own the database.",
            ) from error
    options = dict(store.database.get("OPTIONS", {})) | {"options": f"-c search_path={schema}"}
    database = dict(store.database) | {"OPTIONS": options}
    return Staged(folder, Store(folder, ring, database), schema)


def clear(store: Store) -> None:
    """Remove what restores that were interrupted before they counted have left."""
    for folder in store.folder.glob(".restore-*"):
        shutil.rmtree(folder, ignore_errors=True)
    if store.is_postgresql:
        with store.opened() as connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT nspname FROM pg_namespace WHERE nspname LIKE %s", [f"{PREPARED}%"]
            )
            for (schema,) in cursor.fetchall():
                cursor.execute(f"DROP SCHEMA {quoted(schema)} CASCADE")


def fill(staged: Staged, backup: OpenBackup) -> list[str]:
    """Load everything of a backup; return what is wrong with it."""
    manifest = backup.records.manifest
    tally = Tally(manifest)
    with staged.store.opened():
        state.migrate_to(manifest.migrations)
        past = state.models_at(manifest.migrations)
        with transaction.atomic(), everything_scope("a restore"):
            load.empty(past)
            _receive(staged, tally.watch(iter(backup.records)), past)
            load.set_sequences(kept(past))
    return tally.problems()


def bring_forward(staged: Staged) -> list[tuple[str, str]]:
    """Migrate to the present; return the migrations that were applied."""
    with staged.store.opened():
        call_command("createcachetable", verbosity=0)
        applied = state.migrate_forward()
        reindex()
        return applied


def reindex() -> None:
    """Fill the index of words, which is in no backup, and the words of names, new to old ones."""
    with everything_scope("indexing notes and names"):
        index.rebuild()
        words.write(Client.objects.order_by("pk").iterator(words.BATCH))


def settle(staged: Staged, manifest: Manifest, now: datetime, source: str) -> None:
    """Begin a new epoch and write the restore into every audit chain; nobody is signed in."""
    with staged.store.opened(), everything_scope("a restore"), transaction.atomic():
        epoch.begin(now, f"restored from {source}"[:200])
        for practice in Practice.objects.order_by("pk"):
            record(
                Actor(practice.pk, "Palpate"),
                "record restored",
                backup=source,
                made_at=manifest.made_at,
            )


def close(staged: Staged) -> None:
    """Check the whole of it once more, and leave nothing of it in a write-ahead log."""
    with staged.store.opened() as connection:
        check_integrity()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def write_key(staged: Staged, names: dict[str, bytes]) -> None:
    """Put the key of the restored record beside it."""
    for name, content in names.items():
        write_private(staged.folder / name, content)


def key_files(secret: bytes, name: str) -> dict[str, bytes]:
    """A key as the data folder holds it."""
    return {"key": secret.hex().encode() + b"\n", "key.name": name.encode() + b"\n"}


def salt_files(salt: str, name: str) -> dict[str, bytes]:
    """The salt of a passphrase as the data folder holds it."""
    return {"passphrase.salt": base64.b64decode(salt), "key.name": name.encode() + b"\n"}


def _receive(staged: Staged, records: Iterable[Record], apps: Any) -> None:
    models = {model._meta.label_lower: model for model in kept(apps)}
    table: load.TableLoader | None = None
    for found in records:
        if isinstance(found, Row):
            if table is None:
                raise UserError("The backup holds a row without a table.", "Use another backup.")
            table.add(found.values)
            continue
        if table is not None:
            table.flush()
            table = None
        if isinstance(found, Table):
            table = load.TableLoader(_model(models, found), found.fields)
        else:
            _write_file(staged.folder, found)
    if table is not None:
        table.flush()


def _model(models: dict[str, Any], table: Table) -> Any:
    try:
        return models[table.label]
    except KeyError:
        raise UserError(
            f"The backup holds a table that is not known: {table.label}.",
            "Install the version of Palpate that wrote it, or a newer one.",
        ) from None


def _write_file(folder: Path, blob: Blob) -> None:
    """Write one file of a client; a backup holds no other files."""
    if blob.path.parts[0] != FILES or len(blob.path.parts) < 2:
        raise UserError(
            f"The backup holds a file outside the clients' files: {blob.path}.",
            "Nothing was changed. This file was not written by Palpate; do not trust it.",
        )
    path = folder.joinpath(*blob.path.parts)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _opened(path) as descriptor:
        for piece in blob.pieces:
            os.write(descriptor, piece)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def tables_in(store: Store) -> int:
    """How many tables the present schema of a PostgreSQL database has."""
    with store.opened() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def present_schema(store: Store) -> str:
    """The schema that a PostgreSQL record lives in."""
    with store.opened() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        found = cursor.fetchone()
    return str(found[0]) if found and found[0] else "public"


def drop_empty(store: Store, schema: str) -> None:
    """Remove a schema that holds nothing; one that holds anything stays."""
    with store.opened() as connection, connection.cursor() as cursor:
        try:
            cursor.execute(f"DROP SCHEMA {quoted(schema)} RESTRICT")
        except DatabaseError:
            return
