"""The bytes of files, encrypted in the data folder.

``files/<first two digits>/<identifier>`` holds a header and chunks of 64 KiB, each sealed with
AES-256-GCM under a key of that file alone. A chunk is bound to its place, to whether it is the last
one and to the header, so nothing can be changed, swapped, left out or cut off without notice.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from palpate.clinic.database import keyring
from palpate.evidence import UserError

FOLDER: Final = "files"
MAGIC: Final = b"PALPATE1"
SALT: Final = 32
NAME: Final = 8
"""Bytes of the name of the key."""
HEADER: Final = len(MAGIC) + NAME + SALT
CHUNK: Final = 64 * 1024
TAG: Final = 16


class Damaged(UserError):  # noqa: N818 - it says what is the case
    """A stored file is not what was stored."""

    def __init__(self) -> None:
        super().__init__(
            "The file on the disk is not the one that was stored.",
            "Restore it from a backup; `palpate doctor` lists all that are damaged.",
            "file",
        )


def write(file_id: UUID, content: Iterable[bytes]) -> None:
    """Seal a stream of bytes into a new file; on failure nothing is left behind."""
    path = path_of(file_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            _seal(file, file_id, content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


def read(file_id: UUID) -> Iterator[bytes]:
    """Open a file chunk by chunk; raises Damaged."""
    try:
        file = path_of(file_id).open("rb")
    except FileNotFoundError:
        raise Damaged from None
    with file:
        header = file.read(HEADER)
        cipher = _cipher(file_id, header)
        number, sealed = 0, file.read(CHUNK + TAG)
        while True:
            following = file.read(CHUNK + TAG)
            try:
                yield cipher.decrypt(_nonce(number, not following), sealed, header)
            except InvalidTag:
                raise Damaged from None
            if not following:
                return
            number, sealed = number + 1, following


def erase(file_id: UUID) -> None:
    """Remove a file; only for files of the sample practice and those that no row knows."""
    path_of(file_id).unlink(missing_ok=True)


def path_of(file_id: UUID) -> Path:
    """Where a file lies. Names that people give play no part in it."""
    return root() / file_id.hex[-2:] / str(file_id)


def root() -> Path:
    """The folder of all files."""
    return Path(settings.DATA) / FOLDER


def _seal(file: BinaryIO, file_id: UUID, content: Iterable[bytes]) -> None:
    header = MAGIC + keyring().current.name.encode() + secrets.token_bytes(SALT)
    cipher = _cipher(file_id, header)
    file.write(header)
    number, waiting = 0, b""
    for piece in content:
        waiting += piece
        while len(waiting) > CHUNK:
            file.write(cipher.encrypt(_nonce(number, False), waiting[:CHUNK], header))
            number, waiting = number + 1, waiting[CHUNK:]
    file.write(cipher.encrypt(_nonce(number, True), waiting, header))


def _cipher(file_id: UUID, header: bytes) -> AESGCM:
    """The cipher of one file: its key follows from the practice's, its salt and its identifier."""
    if len(header) != HEADER or not header.startswith(MAGIC):
        raise Damaged
    name = header[len(MAGIC) : len(MAGIC) + NAME].decode("ascii", "replace")
    key = keyring().named(name)
    if key is None:
        raise UserError(
            f"The file was sealed with the key named {name}, which is not at hand.",
            "Add that key to PALPATE_OLD_KEYS.",
            "file",
        )
    salt = header[-SALT:]
    kdf = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"palpate file " + file_id.bytes)
    return AESGCM(kdf.derive(key.subkey("files")))


def _nonce(number: int, is_last: bool) -> bytes:
    """Twelve bytes that are never used twice under one file's key."""
    return number.to_bytes(11, "big") + bytes([is_last])
