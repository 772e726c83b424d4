"""Who can open a backup: the key of the record, and a recovery passphrase if one was given."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from palpate.clinic.database.key import Keyring, MasterKey
from palpate.clinic.vault.container.header import Header, damaged
from palpate.evidence.errors import UserError

SHORTEST: Final = 12
"""Letters of a recovery passphrase."""
_NONCE: Final = 12
_MEMORY, _PASSES, _LANES = 64 * 1024, 3, 4
_MOST_MEMORY: Final = 1024 * 1024
"""A header may not make this machine spend more than a gibibyte on one passphrase."""
_WRAP: Final = b"palpate backup key"
_RECORD: Final = b"palpate record key"


@dataclass(frozen=True)
class Opened:
    """The key of one backup's chunks, and the key of the record it holds."""

    data_key: bytes
    master: MasterKey


def wraps_for(data_key: bytes, master: MasterKey, passphrase: str = "") -> list[dict[str, Any]]:
    """Wrap the data key with the key of the record; and that one with a recovery passphrase."""
    found = [
        {"by": "key", "name": master.name, **_sealed(master.subkey("backup"), data_key, _WRAP)}
    ]
    if passphrase:
        found.append(_by_passphrase(master, passphrase))
    return found


def open_with(header: Header, name: str, ring: Keyring | None, passphrase: str = "") -> Opened:
    """Find the keys of a backup. Raises UserError when neither key nor passphrase fits."""
    master = _from_passphrase(header, name, passphrase) if passphrase else None
    if master is None and ring is not None:
        master = ring.named(header.key)
    if master is None:
        raise UserError(
            f"needs the key named {header.key}, and the key of this record is another one."
            if ring is not None
            else f"needs the key named {header.key}.",
            _remedy(header),
            name,
        )
    wrap = _wrap(header, "key", name)
    return Opened(_unsealed(master.subkey("backup"), wrap, _WRAP, name), master)


def check_passphrase(passphrase: str) -> None:
    """Refuse a recovery passphrase that is quickly guessed."""
    if len(passphrase) < SHORTEST:
        raise UserError(
            f"has {len(passphrase)} characters.",
            f"Choose at least {SHORTEST}: several words are easiest to keep.",
            "passphrase",
        )


def _remedy(header: Header) -> str:
    if any(wrap.get("by") == "passphrase" for wrap in header.wraps):
        return "Give --passphrase with the recovery passphrase, or PALPATE_KEY_FILE with that key."
    return "Give that key by PALPATE_KEY_FILE, or as PALPATE_OLD_KEYS when it was replaced."


def _by_passphrase(master: MasterKey, passphrase: str) -> dict[str, Any]:
    check_passphrase(passphrase)
    salt = secrets.token_bytes(16)
    cost = {"memory": _MEMORY, "passes": _PASSES, "lanes": _LANES}
    key = _derive(passphrase, salt, cost)
    return {
        "by": "passphrase",
        "salt": _text(salt),
        **cost,
        **_sealed(key, master.secret, _RECORD),
    }


def _from_passphrase(header: Header, name: str, passphrase: str) -> MasterKey:
    wrap = _wrap(header, "passphrase", name)
    try:
        cost = {part: int(wrap[part]) for part in ("memory", "passes", "lanes")}
        if not 8 * cost["lanes"] <= cost["memory"] <= _MOST_MEMORY or cost["passes"] > 20:
            raise ValueError("cost")
        key = _derive(passphrase, _raw(wrap["salt"]), cost)
    except (KeyError, ValueError, TypeError) as error:
        raise damaged(name, "the recovery entry of its header cannot be read") from error
    try:
        return MasterKey(_open(key, wrap, _RECORD))
    except InvalidTag as error:
        raise UserError(
            "does not open with this passphrase, or its header is damaged.",
            "Type the recovery passphrase that was given when the backup was made.",
            name,
        ) from error


def _wrap(header: Header, by: str, name: str) -> Mapping[str, Any]:
    try:
        found = [wrap for wrap in header.wraps if wrap.get("by") == by]
    except (AttributeError, TypeError) as error:
        raise damaged(name, "its header cannot be read") from error
    if found:
        return found[0]
    if by == "passphrase":
        raise UserError(
            "was made without a recovery passphrase.",
            f"Give the key named {header.key} by PALPATE_KEY_FILE.",
            name,
        )
    raise damaged(name, "its header holds no key")


def _derive(passphrase: str, salt: bytes, cost: Mapping[str, int]) -> bytes:
    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=cost["passes"],
        lanes=cost["lanes"],
        memory_cost=cost["memory"],
    )
    return kdf.derive(passphrase.encode())


def _sealed(key: bytes, plain: bytes, what: bytes) -> dict[str, str]:
    nonce = secrets.token_bytes(_NONCE)
    return {"sealed": _text(nonce + AESGCM(key).encrypt(nonce, plain, what))}


def _unsealed(key: bytes, wrap: Mapping[str, Any], what: bytes, name: str) -> bytes:
    try:
        return _open(key, wrap, what)
    except InvalidTag as error:
        raise damaged(name, "the key in its header does not open") from error


def _open(key: bytes, wrap: Mapping[str, Any], what: bytes) -> bytes:
    try:
        sealed = _raw(wrap["sealed"])
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], what)
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise InvalidTag from error


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _raw(text: Any) -> bytes:
    return base64.b64decode(str(text), validate=True)
