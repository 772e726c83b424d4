"""A file that was uploaded waits, sealed, until its columns are chosen."""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from palpate.clinic.practice.models import Member
from palpate.clinic.vault import store as stores
from palpate.clinic.vault.disk import new_file
from palpate.evidence.errors import UserError

_NONCE: Final = 12
_LONGEST: Final = 24 * 3600
"""Seconds until it is thrown away."""


def keep(by: Member, raw: bytes) -> UUID:
    """Seal an upload for its member; remove those that were forgotten."""
    _clear()
    token = uuid4()
    nonce = secrets.token_bytes(_NONCE)
    with new_file(_path(token)) as file:
        file.write(nonce + _cipher().encrypt(nonce, raw, _bound(by, token)))
    return token


def take(by: Member, token: UUID) -> bytes:
    """Open an upload again. Raises UserError when it is gone, or another member's."""
    try:
        sealed = _path(token).read_bytes()
        return _cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound(by, token))
    except (OSError, InvalidTag) as error:
        raise UserError("is not here any more.", "Choose the file again.", "file") from error


def drop(token: UUID) -> None:
    """Throw an upload away."""
    _path(token).unlink(missing_ok=True)


def _clear() -> None:
    for path in stores.here().work().glob("import-*"):
        if time.time() - path.stat().st_mtime > _LONGEST:
            path.unlink(missing_ok=True)


def _path(token: UUID) -> Path:
    return stores.here().work() / f"import-{token}"


def _cipher() -> AESGCM:
    return AESGCM(stores.here().ring.subkey("files"))


def _bound(by: Member, token: UUID) -> bytes:
    return f"import {by.pk} {token}".encode()
