"""Sealing single values with AES-256-GCM, bound to the place where they are kept.

A sealed text is ``p1.<binding>.<name of the key>.<base64 of nonce and ciphertext>``. What is bound
(table and column, and the row where it is known) is authenticated, so a value that was moved to
another column or another row does not open.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass
from enum import Enum
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from palpate.clinic.database.key import Keyring
from palpate.evidence.errors import PalpateError

VERSION: Final = "p1"
_NONCE: Final = 12


class SealBroken(PalpateError):  # noqa: N818 - it says what happened
    """A sealed value does not open: wrong key, changed, or moved from elsewhere."""


class Binding(Enum):
    """What a sealed value is bound to beside its column."""

    ROW = "r"
    COLUMN = "c"


@dataclass(frozen=True)
class Place:
    """Where a value is kept: ``table.column``, and the row when its identifier is known."""

    column: str
    row: str | None = None

    @property
    def binding(self) -> Binding:
        """The closest binding that this place allows."""
        return Binding.COLUMN if self.row is None else Binding.ROW

    def bound(self, binding: Binding) -> bytes:
        """Return the bytes that are authenticated with the value."""
        row = (self.row or "") if binding is Binding.ROW else ""
        return "\0".join((VERSION, binding.value, self.column, row)).encode()


def seal(plain: bytes, place: Place, keyring: Keyring) -> str:
    """Encrypt a value for its place."""
    nonce = secrets.token_bytes(_NONCE)
    cipher = AESGCM(keyring.subkey("fields"))
    sealed = nonce + cipher.encrypt(nonce, plain, place.bound(place.binding))
    text = base64.b64encode(sealed).decode()
    return f"{VERSION}.{place.binding.value}.{keyring.current.name}.{text}"


def unseal(sealed: str, place: Place, keyring: Keyring) -> bytes:
    """Decrypt a value from its place; raises `SealBroken`."""
    try:
        version, letter, name, text = sealed.split(".")
        if version != VERSION:
            raise ValueError(version)
        binding = Binding(letter)
        raw = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise SealBroken(f"{place.column} holds something that is no sealed value.") from error
    key = keyring.named(name)
    if key is None:
        raise SealBroken(
            f"{place.column} was sealed with the key named {name}, which is not at hand."
            " Add that key to PALPATE_OLD_KEYS."
        )
    try:
        cipher = AESGCM(key.subkey("fields"))
        return cipher.decrypt(raw[:_NONCE], raw[_NONCE:], place.bound(binding))
    except (InvalidTag, ValueError) as error:
        raise SealBroken(
            f"A value of {place.column} does not open: it was changed, or it was moved here from"
            " another row or column. Restore the row from a backup."
        ) from error
