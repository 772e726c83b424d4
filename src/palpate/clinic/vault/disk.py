"""Writing so that a power cut leaves either the old or the new."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from palpate.evidence.errors import UserError


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A new private file; durable at the end, and gone if the block fails."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def private_folder(folder: Path) -> Path:
    """Make a folder for its owner alone, its parents too; return it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"cannot be made: {error.strerror}.",
            "Name a folder that you may write to.",
            str(folder),
        ) from error
    return folder


def sync_file(path: Path) -> None:
    """Make the contents of a file durable."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_tree(folder: Path) -> None:
    """Make a folder and all in it durable."""
    for path in sorted(folder.rglob("*")):
        sync_folder(path) if path.is_dir() else sync_file(path)
    sync_folder(folder)


def need(folder: Path, size: int, what: str) -> None:
    """Raise UserError when there is not room for so many bytes and a little more."""
    free = shutil.disk_usage(folder).free
    if free < size + 50_000_000:
        raise UserError(
            f"{what} needs about {size // 1_000_000 + 50} MB, and {free // 1_000_000} MB are free.",
            "Make room on that disk, or name a folder on another.",
            str(folder),
        )
