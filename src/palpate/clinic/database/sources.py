"""Where a key may come from: the environment, a file, a passphrase, or the data folder."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from palpate.clinic.database.folder import read_private, write_once, write_private
from palpate.evidence.errors import UserError

KEY: Final = "PALPATE_KEY"
KEY_FILE: Final = "PALPATE_KEY_FILE"
PASSPHRASE: Final = "PALPATE_PASSPHRASE"  # noqa: S105 - the name of a variable
OLD_KEYS: Final = "PALPATE_OLD_KEYS"

FILE: Final = "key"
SALT: Final = "passphrase.salt"
NAME: Final = "key.name"

SHORTEST_PASSPHRASE: Final = 12
_HEX: Final = re.compile(r"[0-9a-fA-F]{64}")

# The second recommended choice of RFC 9106: 64 MiB, three passes, four lanes.
_MEMORY, _PASSES, _LANES = 64 * 1024, 3, 4


def find(folder: Path, environ: Mapping[str, str], *, started: bool) -> bytes:
    """Return the key from the first source that is set; make one only at the first start."""
    if asked := environ.get(KEY, "").strip():
        return parse(asked, KEY)
    if path := environ.get(KEY_FILE, "").strip():
        return _from_file(Path(path).expanduser(), KEY_FILE)
    if passphrase := environ.get(PASSPHRASE, ""):
        return _from_passphrase(passphrase, folder / SALT, started=started)
    if (folder / FILE).exists():
        return _from_file(folder / FILE, FILE)
    if (folder / SALT).exists():
        raise UserError(
            f"The record in {folder} is closed with a passphrase.",
            "Start with: palpate serve --passphrase",
            PASSPHRASE,
        )
    if started:
        raise UserError(
            f"There is a record in {folder}, but its key is missing.",
            f"Put the file '{FILE}' back there, or set {KEY} or {KEY_FILE} to the key of this"
            " record. No new key is made, because it could not open what is there.",
            FILE,
        )
    made = write_once(folder / FILE, secrets.token_bytes(32).hex().encode() + b"\n")
    return parse(made.decode().strip(), FILE)


def former(environ: Mapping[str, str]) -> list[bytes]:
    """Return the former keys, each of 64 hexadecimal digits, separated by spaces or commas."""
    return [
        parse(word, OLD_KEYS) for word in re.split(r"[\s,]+", environ.get(OLD_KEYS, "")) if word
    ]


def parse(text: str, field: str) -> bytes:
    """Read 64 hexadecimal digits; the message never repeats what was given."""
    if not _HEX.fullmatch(text):
        raise UserError(
            f"A key has 64 hexadecimal digits; {len(text)} characters were given.",
            "Copy the whole key, without spaces.",
            field,
        )
    return bytes.fromhex(text)


def check_name(folder: Path, name: str, *, started: bool) -> None:
    """Remember the name of the first key; refuse another key once something is sealed."""
    path = folder / NAME
    try:
        known = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        known = ""
    if known and known != name and started:
        raise UserError(
            f"This is not the key of the record in {folder}: it needs the key named {known},"
            f" and the key named {name} was given.",
            f"Set {KEY}, {KEY_FILE} or the passphrase to the right one.",
            KEY,
        )
    if known != name:
        remember_name(folder, name)


def remember_name(folder: Path, name: str) -> None:
    """Write down which key opens the folder; for the first start and after a change of key."""
    fresh = folder / f"{NAME}.{secrets.token_hex(4)}"
    write_private(fresh, name.encode() + b"\n")
    fresh.replace(folder / NAME)


def _from_file(path: Path, field: str) -> bytes:
    try:
        text = read_private(path).decode("ascii", "replace").strip()
    except OSError as error:
        raise UserError(
            f"The key file {path} cannot be read: {error.strerror}.",
            "Name the file that holds the key.",
            field,
        ) from error
    return parse(text, field)


def _from_passphrase(passphrase: str, salt: Path, *, started: bool) -> bytes:
    if not salt.exists():
        if started:
            raise UserError(
                f"The record in {salt.parent} was not made with a passphrase,"
                f" or its file '{SALT}' is missing.",
                f"Start without a passphrase, or put the file '{SALT}' back.",
                PASSPHRASE,
            )
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise UserError(
                f"The passphrase has {len(passphrase)} characters.",
                f"Choose at least {SHORTEST_PASSPHRASE}: several words are easiest to keep.",
                PASSPHRASE,
            )
        write_once(salt, secrets.token_bytes(16))
    kdf = Argon2id(
        salt=read_private(salt), length=32, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY
    )
    return kdf.derive(passphrase.encode())
