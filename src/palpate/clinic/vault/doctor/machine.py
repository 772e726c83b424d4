"""Checks of the machine: key, rights, disk, clock, front end."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from palpate.clinic.audit.models import Entry
from palpate.clinic.database.folder import DATABASE
from palpate.clinic.vault import swap
from palpate.clinic.vault.doctor.checks import Found, Patient, advice, check
from palpate.clinic.workbench.assets import AssetsMissingError, load_assets
from palpate.evidence.errors import UserError

_LITTLE: Final = 200_000_000
_SHOWN: Final = 5
_EPOCH: Final = 2026
_SLACK: Final = timedelta(minutes=5)


@check("key", "The key is there and is the right one")
def key(patient: Patient) -> Iterator[Found]:
    """Find the key; refuse one that belongs to another record."""
    try:
        patient.store.ring.current.subkey("database")
    except UserError as error:
        yield Found(error.message, error.remedy)


@check("rights", "Nobody else on this machine can read the record")
def rights(patient: Patient) -> Iterator[Found]:
    """Look at the mode of the folder and of everything in it."""
    open_ones = [path for path in _everything(patient.store.folder) if _is_open(path)]
    for path in open_ones[:_SHOWN]:
        mode = "700" if path.is_dir() else "600"
        yield Found(f"{path} can be reached by other users.", f"Run: chmod {mode} '{path}'")
    if len(open_ones) > _SHOWN:
        yield Found(
            f"{len(open_ones) - _SHOWN} more are open.",
            f"Run: chmod -R go-rwx '{patient.store.folder}'",
        )


@check("umask", "New files are private from the start")
def umask(patient: Patient) -> Iterator[Found]:
    """Make a file as any library would, and look at it."""
    probe = patient.store.work() / f"probe-{os.getpid()}"
    probe.touch()
    try:
        if _is_open(probe):
            yield Found(
                "New files in the data folder can be read by others.",
                "Start Palpate by its own command, or with umask 077.",
            )
    finally:
        probe.unlink()


@check("disk", "There is room for the record to grow and to be backed up")
def disk(patient: Patient) -> Iterator[Found]:
    """Compare the free room with the size of the record."""
    folder = patient.store.folder
    size = sum(path.stat().st_size for path in _everything(folder) if path.is_file())
    free = shutil.disk_usage(folder).free
    told = f"{free // 1_000_000} MB are free; the record takes {size // 1_000_000} MB."
    if free < _LITTLE:
        yield Found(told, "Make room on this disk now: writing will fail when it is full.")
    elif free < 2 * size:
        yield advice(told, "Make room, or write backups to another disk: palpate backup --to")


@check("clock", "The clock of this machine can be believed", in_database=True)
def clock(patient: Patient) -> Iterator[Found]:
    """Compare the clock with the newest entry of the audit chain."""
    remedy = "Set the clock: timedatectl set-ntp true"
    if patient.now.year < _EPOCH:
        yield Found(f"The clock says {patient.now:%Y}.", remedy)
    newest = Entry.objects.order_by("-at").values_list("at", flat=True).first()
    if newest is not None and newest > patient.now + _SLACK:
        yield Found(
            f"The clock says {patient.now:%Y-%m-%d %H:%M} UTC, but the newest audit entry is of"
            f" {newest:%Y-%m-%d %H:%M}.",
            remedy,
        )


@check("front end", "The pages have their scripts and styles")
def front_end(patient: Patient) -> Iterator[Found]:
    """Look for what the front-end build writes."""
    del patient
    try:
        load_assets("src/clinic.ts")
    except AssetsMissingError as error:
        yield Found(error.message, error.remedy)


@check("restore", "No restore was left half done")
def unfinished(patient: Patient) -> Iterator[Found]:
    """Look for a plan that was not carried out, and for what restores left."""
    folder = patient.store.folder
    if swap.is_unfinished(folder):
        yield Found("A restore was interrupted.", "Any command finishes it: palpate doctor")
    old = [path for path in folder.glob("*.before-restore-*") if _age(path, patient) > 30]
    if old:
        yield advice(
            f"{len(old)} parts of records from before a restore are older than 30 days.",
            f"When you are sure, delete them: {', '.join(path.name for path in old[:3])}",
        )


def _everything(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.rglob("*")


def _is_open(path: Path) -> bool:
    if path.is_symlink() or not path.exists() or path.name.endswith(f"{DATABASE}-shm"):
        return False
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _age(path: Path, patient: Patient) -> float:
    return (patient.now.timestamp() - path.stat().st_mtime) / 86_400
