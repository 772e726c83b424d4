"""Restore a backup: built beside the record, checked, then put in its place at one stroke."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.db import DatabaseError, connections

from palpate.clinic.database import Keyring
from palpate.clinic.database.folder import DATABASE, write_private
from palpate.clinic.database.sources import FILE, KEY, KEY_FILE, NAME, PASSPHRASE, SALT, find
from palpate.clinic.vault import occupancy, staging, swap
from palpate.clinic.vault.container.open import OpenBackup, open_backup
from palpate.clinic.vault.container.records import Manifest
from palpate.clinic.vault.disk import need, private_folder, sync_tree
from palpate.clinic.vault.rows.state import Node, refuse_newer
from palpate.clinic.vault.store import FILES, Store
from palpate.evidence.errors import UserError

ANCHORS: Final = "anchors"
PARTS: Final = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", FILES, ANCHORS)
"""What of the data folder is the record itself."""
KEYS: Final = (FILE, NAME, SALT)
_GROWTH: Final = 8
"""A backup is compressed; this is what it may need unpacked."""

Confirm = Callable[[Manifest], None]


@dataclass(frozen=True)
class Restored:
    """What a restore did."""

    manifest: Manifest
    migrated: list[Node] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Where the old record lies now."""
    new_key: bool = False

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "made_at": self.manifest.made_at,
            "version": self.manifest.version,
            "practices": [practice.name for practice in self.manifest.practices],
            "rows": self.manifest.rows,
            "files": self.manifest.files,
            "migrated": [f"{app}.{name}" for app, name in self.migrated],
            "kept": self.kept,
            "new_key": self.new_key,
        }


def restore(
    store: Store,
    path: Path,
    *,
    now: datetime,
    confirm: Confirm,
    passphrase: str = "",
    environ: Mapping[str, str] | None = None,
) -> Restored:
    """Put the record of a backup in the place of the present one, which is kept beside it.

    ``confirm`` is told what the backup holds and raises when that is not wanted. Until the very
    end nothing of the present record is touched.
    """
    with (
        _alone(store),
        _staged(store, path, now, passphrase, os.environ if environ is None else environ) as found,
    ):
        confirm(found.backup.records.manifest)
        return _put_in_place(store, found, _build(found, path, now), now)


def put_back(store: Store, path: Path, *, now: datetime) -> Restored:
    """Put a backup in place exactly as it was, for an upgrade that failed and holds the record."""
    with _staged(store, path, now, "", os.environ) as found:
        _refuse_bad(staging.fill(found.staged, found.backup), path)
        with suppress(DatabaseError), found.staged.store.opened():
            staging.reindex()  # an older state may have other columns; then search finds less
        staging.close(found.staged)
        return _put_in_place(store, found, [], now)


def rehearse(store: Store, path: Path, *, now: datetime, passphrase: str = "") -> Restored:
    """Restore a backup beside the record, check it and throw it away: the self-test."""
    with _staged(store, path, now, passphrase, os.environ) as found:
        migrated = _build(found, path, now)
        return Restored(found.backup.records.manifest, migrated)


@dataclass(frozen=True)
class _Work:
    backup: OpenBackup
    staged: staging.Staged
    keys: dict[str, bytes]


@contextmanager
def _alone(store: Store) -> Iterator[None]:
    with occupancy.alone(store.folder):
        swap.finish(store)
        if store.is_postgresql:
            _refuse_others(store)
        staging.clear(store)
        yield


@contextmanager
def _staged(
    store: Store, path: Path, now: datetime, passphrase: str, environ: Mapping[str, str]
) -> Iterator[_Work]:
    """A place for the restored record, removed again unless it was put to use."""
    with open_backup(path, store.ring, passphrase) as backup:
        refuse_newer(backup.records.manifest.migrations, path.name)
        need(store.folder, path.stat().st_size * _GROWTH, "The restore")
        keys = _keys(store, backup, passphrase, environ)
        ring = store.ring
        stamp = f"{now.astimezone(UTC):%Y%m%d-%H%M%S-%f}"
        if keys:
            secret = backup.keys.master.secret.hex()
            ring = Keyring(store.folder / f".restore-{stamp}", {KEY: secret})
        staged = staging.begin(store, ring, stamp)
        try:
            yield _Work(backup, staged, keys)
        finally:
            if not swap.is_unfinished(store.folder):
                staged.discard()


def _build(found: _Work, path: Path, now: datetime) -> list[Node]:
    """Load, check, bring to the present and check again."""
    try:
        _refuse_bad(staging.fill(found.staged, found.backup), path)
        migrated = staging.bring_forward(found.staged)
        staging.settle(found.staged, found.backup.records.manifest, now, path.name)
        staging.close(found.staged)
    except DatabaseError as error:
        raise UserError(
            f"cannot be restored into this database: {error}",
            "Nothing was changed. Tell us; this should not happen.",
            path.name,
        ) from error
    return migrated


def _refuse_bad(problems: list[str], path: Path) -> None:
    if problems:
        raise UserError(
            f"did not pass its check: {'; '.join(problems[:3])}.",
            "Nothing was changed. Use another backup.",
            path.name,
        )


def _put_in_place(store: Store, found: _Work, migrated: list[Node], now: datetime) -> Restored:
    stamp = f"{now.astimezone(UTC):%Y%m%d-%H%M%S}"
    staged = found.staged
    for name in KEYS:
        (staged.folder / name).unlink(missing_ok=True)
    staging.write_key(staged, found.keys)
    sync_tree(staged.folder)
    parts = [name for name in PARTS if not (store.is_postgresql and name.startswith(DATABASE))]
    names = [*parts, *(KEYS if found.keys else ())]
    moves = swap.moves(store.folder, staged.folder, names, stamp)
    schemas = None
    if staged.schema:
        former = f"{staging.FORMER}{stamp.replace('-', '_')}"
        schemas = swap.Schemas(staged.schema, staging.present_schema(store), former)
    swap.commit(store, swap.Plan(staged.folder.name, moves, schemas))
    kept = [new for _, new in moves if ".before-restore-" in new and not new.endswith("-shm")]
    kept += [f"schema {schemas.kept}"] if schemas else []
    return Restored(found.backup.records.manifest, migrated, kept, bool(found.keys))


def _keys(
    store: Store, backup: OpenBackup, passphrase: str, environ: Mapping[str, str]
) -> dict[str, bytes]:
    """The key files that the restored record needs; none when its key is at hand."""
    master = backup.keys.master
    if _has(store.ring, master.name):
        return {}
    if named := [name for name in (KEY, KEY_FILE, PASSPHRASE) if environ.get(name)]:
        raise UserError(
            f"The environment sets a key by {named[0]}, and the backup has the key {master.name}.",
            f"Take {named[0]} out of the environment for the restore, or set it to that key.",
            named[0],
        )
    salt = backup.records.manifest.salt
    if salt and passphrase and _derives(salt, passphrase, master.secret, store):
        return staging.salt_files(salt, master.name)
    return staging.key_files(master.secret, master.name)


def _has(ring: Keyring, name: str) -> bool:
    """Whether a key is at hand; a record whose key was lost has none, and is replaced."""
    try:
        return ring.named(name) is not None
    except UserError:
        return False


def _derives(salt: str, passphrase: str, secret: bytes, store: Store) -> bool:
    """Whether the passphrase given is that of the record, and not only the recovery one."""
    folder = private_folder(store.work() / f"salt-{os.getpid()}")
    file = folder / SALT
    try:
        write_private(file, staging.salt_files(salt, "")[SALT])
        return find(folder, {PASSPHRASE: passphrase}, started=True) == secret
    finally:
        file.unlink(missing_ok=True)
        folder.rmdir()


def _refuse_others(store: Store) -> None:
    """Refuse while another program is connected: what it writes would be lost."""
    mine = []
    if (own := connections["default"].connection) is not None and hasattr(own, "info"):
        mine.append(own.info.backend_pid)
    with store.opened() as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND usename = current_user AND pid <> pg_backend_pid() AND NOT pid = ANY(%s)",
            [mine],
        )
        found = cursor.fetchone()
    if found and found[0]:
        raise UserError(
            f"{found[0]} other connections to the database are open.",
            "Stop every Palpate server that uses it, then try again.",
        )
