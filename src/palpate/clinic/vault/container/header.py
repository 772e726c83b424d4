"""The open head of a backup file: what it takes to find the key, and nothing of the record."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO, Final

from palpate.evidence.errors import UserError

MAGIC: Final = b"PALPATE BACKUP\n"
FORMAT: Final = 1
"""Grows when an older Palpate could not read what a newer one wrote."""
LONGEST: Final = 65_536


@dataclass(frozen=True)
class Header:
    """What stands unencrypted at the head of a backup; it is authenticated by every chunk."""

    format: int
    version: str
    """Version of the Palpate that wrote it."""
    made_at: str
    key: str
    """Name of the key of the record."""
    wraps: list[dict[str, Any]]
    """The data key, once for each way to open it."""

    def to_bytes(self) -> bytes:
        """Write it as JSON."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":")).encode()


def write_header(file: BinaryIO, header: Header) -> bytes:
    """Write magic, length and header; return the header's bytes."""
    raw = header.to_bytes()
    file.write(MAGIC + len(raw).to_bytes(4, "big") + raw)
    return raw


def read_header(file: BinaryIO, name: str) -> tuple[Header, bytes]:
    """Read the head of a backup. Raises UserError for what is none, or is from the future."""
    if file.read(len(MAGIC)) != MAGIC:
        raise UserError(
            "is not a Palpate backup, or its beginning is damaged.",
            "Name a file that `palpate backup` wrote; its name ends in .palpate.",
            name,
        )
    length = int.from_bytes(file.read(4), "big")
    raw = file.read(length) if length <= LONGEST else b""
    try:
        found = json.loads(raw)
        written = int(found["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(name, "its header cannot be read") from error
    if written > FORMAT:
        raise UserError(
            f"was written by a newer Palpate ({found.get('version', '?')}, format {written});"
            f" this one reads up to format {FORMAT}.",
            "Install that version or a newer one, then try again.",
            name,
        )
    try:
        return Header(**found), raw
    except TypeError as error:
        raise damaged(name, "its header cannot be read") from error


def damaged(name: str, what: str) -> UserError:
    """Say that a backup is not whole, and what to do."""
    return UserError(
        f"is damaged: {what}.",
        "Nothing was changed. Use another backup, or another copy of this one.",
        name,
    )
