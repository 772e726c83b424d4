"""Move a record to the other engine: copied, compared row by row, and only then put to use."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.db import DatabaseError, OperationalError, transaction

from palpate.clinic.audit.chain import Actor, record
from palpate.clinic.database import database_settings, everything_scope
from palpate.clinic.database.engines import VARIABLE
from palpate.clinic.database.folder import DATABASE
from palpate.clinic.practice.models import Practice
from palpate.clinic.vault import backup, occupancy, staging, swap
from palpate.clinic.vault.container.open import open_backup
from palpate.clinic.vault.disk import sync_tree
from palpate.clinic.vault.rows import state
from palpate.clinic.vault.rows.digests import digests
from palpate.clinic.vault.snapshot import snapshot
from palpate.clinic.vault.store import Store
from palpate.evidence.errors import UserError

TO_FILE: Final = "sqlite"


@dataclass(frozen=True)
class Moved:
    """What a move did."""

    to: str
    rows: int
    tables: int
    practices: list[str]

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "to": self.to,
            "rows": self.rows,
            "tables": self.tables,
            "practices": self.practices,
        }


def target(store: Store, address: str) -> Store:
    """The place that an address names: PostgreSQL, or the encrypted file of the data folder."""
    environ: Mapping[str, str] = {} if address == TO_FILE else {VARIABLE: address}
    return Store(store.folder, store.ring, database_settings(store.folder, environ, store.ring))


def move(store: Store, address: str, *, now: datetime) -> Moved:
    """Copy a record to another engine. The source is only read.

    Raises UserError when the target holds anything, or when one row came out different.
    """
    goal = target(store, address)
    if goal.engine == store.engine:
        raise UserError(
            f"The record is on {store.engine} already.",
            "To copy a record between machines: palpate backup there, palpate restore here.",
            "--to",
        )
    with occupancy.alone(store.folder):
        swap.finish(store)
        _refuse_full(goal)
        _refuse_old(store)
        staging.clear(goal)
        return _move(store, goal, now)


def _move(store: Store, goal: Store, now: datetime) -> Moved:
    stamp = f"{now.astimezone(UTC):%Y%m%d-%H%M%S-%f}"
    path = store.work() / f"move-{secrets.token_hex(6)}.palpate"
    staged = staging.begin(goal, store.ring, stamp)
    try:
        backup.write(store, path, now, with_files=False)
        practices = _fill(staged, store, path)
        counts = _compare(store, staged)
        _note(staged, store, goal)
        staging.close(staged)
        _put_in_place(goal, staged, stamp)
    finally:
        path.unlink(missing_ok=True)
        if not swap.is_unfinished(store.folder):
            staged.discard()
    return Moved(goal.engine, sum(counts.values()), len(counts), practices)


def _fill(staged: staging.Staged, store: Store, path: Path) -> list[str]:
    with open_backup(path, store.ring) as copy:
        try:
            problems = staging.fill(staged, copy)
            staging.bring_forward(staged)
        except (DatabaseError, ValueError) as error:
            raise UserError(
                f"The target did not take a row: {error}",
                "Nothing was changed. Tell us; this should not happen.",
            ) from error
        if problems:
            raise UserError(
                f"The record did not pass its check: {'; '.join(problems[:3])}.",
                "Nothing was changed. Run `palpate doctor`.",
            )
        return [practice.name for practice in copy.records.manifest.practices]


def _compare(store: Store, staged: staging.Staged) -> dict[str, int]:
    """Read both sides again and compare the digests of all rows."""
    with snapshot(store):
        here = digests()
    with staged.store.opened(), everything_scope("comparing a move"):
        there = digests()
    if wrong := sorted(label for label in here if here[label] != there.get(label)):
        raise UserError(
            f"Rows came out different in: {', '.join(wrong)}.",
            "The record is where it was, unchanged. Tell us; this should not happen.",
        )
    return {label: count for label, (count, _) in here.items()}


def _note(staged: staging.Staged, store: Store, goal: Store) -> None:
    with staged.store.opened(), everything_scope("a move"), transaction.atomic():
        for practice in Practice.objects.order_by("pk"):
            actor = Actor(practice.pk, "Palpate")
            record(actor, "record moved", source=store.engine, target=goal.engine)


def _put_in_place(goal: Store, staged: staging.Staged, stamp: str) -> None:
    sync_tree(staged.folder)
    schemas = None
    if staged.schema:
        empty = f"empty_before_move_{stamp.replace('-', '_')}"
        schemas = swap.Schemas(staged.schema, staging.present_schema(goal), empty)
    moves = swap.moves(goal.folder, staged.folder, [] if schemas else [DATABASE], stamp)
    swap.commit(goal, swap.Plan(staged.folder.name, moves, schemas))
    if schemas is not None:
        staging.drop_empty(goal, schemas.kept)


def _refuse_old(store: Store) -> None:
    """A record of another version is upgraded before it is moved."""
    with store.opened():
        state.refuse_newer(state.applied(), "The record")
        if state.pending():
            raise UserError("The record is of an older version.", "First run: palpate upgrade")


def _refuse_full(goal: Store) -> None:
    """A move never mixes two records."""
    if not goal.is_postgresql:
        path = goal.folder / DATABASE
        if path.exists() and path.stat().st_size:
            raise UserError(
                f"There is a database in {goal.folder} already.",
                f"Rename {path} (with -wal and -shm beside it), then try again.",
                "--to",
            )
        return
    try:
        found = staging.tables_in(goal)
    except OperationalError as error:
        told = str(error).strip().splitlines()[0]
        raise UserError(
            f"The database cannot be reached: {told}", "Check the address.", "--to"
        ) from error
    if found:
        raise UserError(
            f"The target holds {found} tables already; two records are never mixed.",
            "Name an empty database: createdb palpate",
            "--to",
        )
