"""Who is using a record: servers and commands share it, a restore wants it alone."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from palpate.clinic.database.folder import open_folder
from palpate.evidence.errors import UserError

LOCK: Final = "in-use.lock"

_held: list[int] = []


def occupy(folder: Path) -> None:
    """Share the record until this process ends; for servers, in each of their processes.

    Raises UserError while a restore or an upgrade has it alone.
    """
    descriptor = _open(folder)
    _lock(descriptor, fcntl.LOCK_SH, _ALONE)
    _held.append(descriptor)


@contextmanager
def shared(folder: Path) -> Iterator[None]:
    """Share the record while the block runs; for commands that write."""
    with _locked(folder, fcntl.LOCK_SH, _ALONE):
        yield


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Have the record alone while the block runs. Raises UserError while anybody uses it."""
    with _locked(folder, fcntl.LOCK_EX, _SHARED):
        yield


def in_use(folder: Path) -> bool:
    """Whether a server or a command uses the record now."""
    if not (folder / LOCK).exists():
        return False
    try:
        with alone(folder):
            return False
    except UserError:
        return True


@contextmanager
def _locked(folder: Path, kind: int, refusal: tuple[str, str]) -> Iterator[None]:
    descriptor = _open(folder)
    try:
        _lock(descriptor, kind, refusal)
        yield
    finally:
        os.close(descriptor)


def _open(folder: Path) -> int:
    path = open_folder(folder) / LOCK
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _lock(descriptor: int, kind: int, refusal: tuple[str, str]) -> None:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UserError(*refusal) from None


_ALONE: Final = (
    "A restore or an upgrade of this record is under way.",
    "Wait until it has finished, then try again.",
)
_SHARED: Final = (
    "A server or another command is using this record.",
    "Stop it (Ctrl+C in its window, or `systemctl stop palpate`), then try again.",
)
