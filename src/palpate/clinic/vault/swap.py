"""Put a prepared record in the place of the old one, so that a crash leaves one or the other.

Everything is prepared and durable beforehand. Then one small file, the plan, appears in the data
folder: that is the moment from which the new record counts. Carrying it out is a few renames, each
of which may be repeated; whoever opens the folder next finishes what was interrupted.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from django.db import transaction

from palpate.clinic.database.append_only import quoted
from palpate.clinic.vault.disk import new_file, sync_folder
from palpate.clinic.vault.store import Store

PLAN: Final = "restore.plan"


@dataclass(frozen=True)
class Schemas:
    """On PostgreSQL the record lives in a schema; the prepared one takes its name."""

    prepared: str
    present: str
    kept: str


@dataclass(frozen=True)
class Plan:
    """What is still to be done."""

    staging: str
    moves: list[tuple[str, str]]
    schemas: Schemas | None = None


def moves(folder: Path, staging: Path, names: Iterable[str], stamp: str) -> list[tuple[str, str]]:
    """Renames that put what is staged in place and keep what was there, named by the time."""
    found: list[tuple[str, str]] = []
    for name in names:
        if (folder / name).exists():
            base, dash, end = name.partition("-")
            kept = f"{base}.before-restore-{stamp}{dash}{end}"
            found.append((name, kept))
        if (staging / name).exists():
            found.append((f"{staging.name}/{name}", name))
    return found


def commit(store: Store, plan: Plan) -> None:
    """Write the plan, which makes it so, and carry it out."""
    half = store.folder / f".{PLAN}.{os.getpid()}"
    with new_file(half) as file:
        file.write(json.dumps(asdict(plan)).encode())
    half.rename(store.folder / PLAN)
    sync_folder(store.folder)
    finish(store)


def is_unfinished(folder: Path) -> bool:
    """Whether a restore was interrupted while it was carried out."""
    return (folder / PLAN).exists()


def finish(store: Store) -> bool:
    """Carry out a plan that is there; say whether there was one."""
    try:
        found = json.loads((store.folder / PLAN).read_bytes())
    except FileNotFoundError:
        return False
    schemas = Schemas(**found["schemas"]) if found["schemas"] else None
    plan = Plan(found["staging"], [(old, new) for old, new in found["moves"]], schemas)
    if plan.schemas is not None:
        _swap_schemas(store, plan.schemas)
    for old, new in plan.moves:
        _move(store.folder / old, store.folder / new)
    sync_folder(store.folder)
    shutil.rmtree(store.folder / plan.staging, ignore_errors=True)
    (store.folder / PLAN).unlink()
    sync_folder(store.folder)
    return True


def _move(old: Path, new: Path) -> None:
    """Rename once: where the new name is there, it was done before."""
    if not new.exists() and old.exists():
        old.rename(new)


def _swap_schemas(store: Store, schemas: Schemas) -> None:
    """Rename both in one transaction; done before when the prepared one is gone."""
    with store.opened() as connection, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schemas.prepared])
        if cursor.fetchone() is None:
            return
        for old, new in ((schemas.present, schemas.kept), (schemas.prepared, schemas.present)):
            cursor.execute(f"ALTER SCHEMA {quoted(old)} RENAME TO {quoted(new)}")
