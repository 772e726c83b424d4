"""The sealed body of a backup: compressed, cut into chunks, each bound to its place.

Every chunk is AES-256-GCM under a key of this one file. Its nonce is its number and whether it is
the last; the header is authenticated with each. So a chunk that is changed, moved, doubled or
missing is found, and so is a file that was cut off or had something added.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from palpate.clinic.vault.container.header import damaged

CHUNK: Final = 256 * 1024
_LEVEL: Final = 3
_TAG: Final = 16


class ChunkWriter:
    """Takes bytes, compresses them and writes sealed chunks."""

    def __init__(self, file: BinaryIO, key: bytes, header: bytes) -> None:
        self._file = file
        self._cipher = AESGCM(key)
        self._bound = hashlib.sha256(header).digest()
        self._squeeze = zlib.compressobj(_LEVEL)
        self._waiting = bytearray()
        self._number = 0

    def write(self, raw: bytes) -> None:
        """Add bytes."""
        self._waiting += self._squeeze.compress(raw)
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def finish(self) -> None:
        """Write what is left, marked as the end."""
        self._waiting += self._squeeze.flush()
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        self._put(bytes(self._waiting), last=True)

    def _put(self, plain: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last), plain, self._bound)
        self._file.write(len(sealed).to_bytes(4, "big") + sealed)
        self._number += 1


class ChunkReader:
    """Gives back what a `ChunkWriter` took, checked. Raises UserError for anything else."""

    def __init__(self, file: BinaryIO, key: bytes, header: bytes, name: str) -> None:
        self._plain = self._chunks(file, AESGCM(key), hashlib.sha256(header).digest(), name)
        self._name = name
        self._held = bytearray()

    def read(self, size: int) -> bytes:
        """Read exactly so many bytes; fewer are damage."""
        while len(self._held) < size:
            self._more()
        found = bytes(self._held[:size])
        del self._held[:size]
        return found

    def readline(self) -> bytes:
        """Read up to and without the next line end."""
        start = 0
        while (end := self._held.find(b"\n", start)) < 0:
            start = len(self._held)
            self._more()
        found = bytes(self._held[:end])
        del self._held[: end + 1]
        return found

    def at_end(self) -> bool:
        """Say whether everything was read, the end marker included."""
        if self._held:
            return False
        for part in self._plain:
            if part:
                self._held += part
                return False
        return True

    def _more(self) -> None:
        try:
            self._held += next(self._plain)
        except StopIteration:
            raise damaged(self._name, "it ends too early") from None

    @staticmethod
    def _chunks(file: BinaryIO, cipher: AESGCM, bound: bytes, name: str) -> Iterator[bytes]:
        stretch = zlib.decompressobj()
        number, last = 0, False
        while not last:
            sealed = _sealed(file, number, name)
            plain, last = _opened(cipher, sealed, number, bound, name)
            number += 1
            try:
                yield stretch.decompress(plain)
            except zlib.error as error:
                raise damaged(name, f"part {number} cannot be unpacked") from error
        if file.read(1):
            raise damaged(name, "something was added after its end")
        yield stretch.flush()
        if not stretch.eof:
            raise damaged(name, "it ends too early")


def _sealed(file: BinaryIO, number: int, name: str) -> bytes:
    length = int.from_bytes(size := file.read(4), "big")
    if len(size) < 4:
        raise damaged(name, f"it is cut off after part {number}")
    if not _TAG <= length <= CHUNK + _TAG:
        raise damaged(name, f"part {number + 1} has an impossible length")
    sealed = file.read(length)
    if len(sealed) < length:
        raise damaged(name, f"it is cut off in part {number + 1}")
    return sealed


def _opened(
    cipher: AESGCM, sealed: bytes, number: int, bound: bytes, name: str
) -> tuple[bytes, bool]:
    """Open a chunk as one in the middle, else as the last."""
    for last in (False, True):
        try:
            return cipher.decrypt(_nonce(number, last), sealed, bound), last
        except InvalidTag:
            continue
    raise damaged(name, f"part {number + 1} was changed, or the header was")


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
