"""The data folder: where a practice's database, key, files and backups live."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from palpate.evidence.errors import UserError

VARIABLE: Final = "PALPATE_DATA"
DATABASE: Final = "palpate.db"


def data_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Say where the data folder is, without making or opening it."""
    values = os.environ if environ is None else environ
    asked = values.get(VARIABLE, "").strip()
    if asked:
        return Path(asked).expanduser().absolute()
    shared = values.get("XDG_DATA_HOME", "").strip()
    base = Path(shared) if shared.startswith("/") else Path.home() / ".local" / "share"
    return base / "palpate"


def open_folder(folder: Path) -> Path:
    """Make the folder for its owner alone, or refuse one that others can reach; return it."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.stat()
    except FileExistsError:
        raise UserError(
            f"{folder} is a file, not a folder.", "Name another folder.", VARIABLE
        ) from None
    except OSError as error:
        raise UserError(
            f"The data folder {folder} cannot be made or opened: {error.strerror}.",
            "Name a folder that you may write to.",
            VARIABLE,
        ) from error
    _refuse_shared(folder, found)
    return folder


def _refuse_shared(folder: Path, found: os.stat_result) -> None:
    """Health records lie in here: nobody else on this machine may look in."""
    if found.st_uid != os.geteuid():
        raise UserError(
            f"The data folder {folder} belongs to another user of this machine.",
            "Start Palpate as that user, or name another folder.",
            VARIABLE,
        )
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise UserError(
            f"The data folder {folder} is open to other users of this machine.",
            f"Close it: chmod 700 '{folder}'",
            VARIABLE,
        )


def write_private(path: Path, content: bytes) -> None:
    """Write a new file that only its owner can read; refuse to replace one."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def make_once(path: Path, content: bytes) -> bool:
    """Make a private file, whole or not at all; say whether it was not there before.

    The file is never opened under its own name: closing any descriptor of a file ends the locks
    that SQLite holds on it in this process.
    """
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    write_private(fresh, content)
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        return False
    finally:
        fresh.unlink()
    return True


def write_once(path: Path, content: bytes) -> bytes:
    """Write a secret file unless another process was faster; return what it holds."""
    return content if make_once(path, content) else read_private(path)


def read_private(path: Path) -> bytes:
    """Read a secret file; refuse one that other users can read."""
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise UserError(
            f"The secret file {path} is open to other users of this machine.",
            f"Close it: chmod 600 '{path}'",
        )
    return path.read_bytes()
