"""Bring a record to this version of Palpate: a backup first, and back to it if anything fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import DatabaseError

from palpate import __version__
from palpate.clinic.vault import backup, epoch, occupancy, restore, swap
from palpate.clinic.vault.rows import state
from palpate.clinic.vault.snapshot import check_integrity
from palpate.clinic.vault.store import Store
from palpate.evidence.errors import UserError

Say = Callable[[str], None]


@dataclass(frozen=True)
class Upgraded:
    """What was done: nothing, when the record was up to date."""

    applied: list[state.Node] = field(default_factory=list)
    backup: Path | None = None
    is_new: bool = False

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "applied": [f"{app}.{name}" for app, name in self.applied],
            "backup": str(self.backup) if self.backup else None,
            "is_new": self.is_new,
        }


def upgrade(store: Store, *, now: datetime, say: Say = lambda _line: None) -> Upgraded:
    """Apply what is missing; a new record is made, an old one is backed up before.

    Raises UserError when it fails; the record is then as it was, and the message says so. A
    server calls this when it starts, before it lets anybody in.
    """
    swap.finish(store)
    with store.opened():
        before = state.applied()
        state.refuse_newer(before, "The record")
        pending = state.pending()
    if not pending:
        return Upgraded()
    with occupancy.alone(store.folder):
        if not before:
            return _begin(store, now)
        return _bring_forward(store, now, say)


def _begin(store: Store, now: datetime) -> Upgraded:
    with store.opened():
        call_command("createcachetable", verbosity=0)
        applied = state.migrate_forward()
        epoch.begin(now, "begun")
    return Upgraded(applied, is_new=True)


def _bring_forward(store: Store, now: datetime, say: Say) -> Upgraded:
    say(f"This record is older than Palpate {__version__}: it is backed up, then brought forward.")
    made = backup.make(store, now=now, note=False)
    say(f"Backup: {made.path}")
    try:
        with store.opened():
            call_command("createcachetable", verbosity=0)
            applied = state.migrate_forward()
            check_integrity()
    except Exception as error:
        _roll_back(store, made.path, now, error)
    say(f"Done: {len(applied)} steps.")
    return Upgraded(applied, made.path)


def _roll_back(store: Store, path: Path, now: datetime, error: Exception) -> None:
    """Put the backup back, as it was, and say what happened."""
    kind = "database" if isinstance(error, DatabaseError) else type(error).__name__
    try:
        restore.put_back(store, path, now=now)
    except Exception as second:
        raise UserError(
            f"UPGRADE FAILED ({kind}: {error}), and the backup could not be put back: {second}.",
            f"Install the former version of Palpate and run: palpate restore '{path}'",
        ) from error
    raise UserError(
        f"UPGRADE FAILED ({kind}: {error}). The record is as it was before; nothing is lost.",
        f"Install the former version of Palpate to go on working. The backup is {path}.",
    ) from error
