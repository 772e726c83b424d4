"""The one key of a practice's record, where it comes from, and the keys derived from it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Final, Literal

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from palpate.clinic.database import sources
from palpate.clinic.database.folder import DATABASE, data_folder, open_folder

Label = Literal["database", "fields", "files", "backup", "sessions"]

LENGTH: Final = 32


@dataclass(frozen=True)
class MasterKey:
    """Thirty-two secret bytes; every use derives a key of its own by label."""

    secret: bytes = field(repr=False)
    _derived: dict[tuple[str, int], bytes] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def subkey(self, label: Label) -> bytes:
        """Derive the thirty-two bytes for one use."""
        return self._derive(label, LENGTH)

    @cached_property
    def name(self) -> str:
        """Eight letters that tell keys apart and give nothing away."""
        return self._derive("name", 4).hex()

    def _derive(self, label: str, length: int) -> bytes:
        known = self._derived.get((label, length))
        if known is None:
            info = b"palpate " + label.encode()
            known = HKDF(SHA256(), length, salt=None, info=info).derive(self.secret)
            self._derived[label, length] = known
        return known


class Keyring:
    """The key of one data folder, found when first needed, and the keys it had before."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self.folder = folder
        self._environ = environ

    def __repr__(self) -> str:
        """Name the folder and nothing secret."""
        return f"Keyring({str(self.folder)!r})"

    @cached_property
    def current(self) -> MasterKey:
        """The key in force; found, or made when this is the first start."""
        folder = open_folder(self.folder)
        started = self.started()
        key = MasterKey(sources.find(folder, self._environ, started=started))
        sources.check_name(folder, key.name, started=started)
        return key

    @cached_property
    def former(self) -> tuple[MasterKey, ...]:
        """Keys that may still have sealed something, from ``PALPATE_OLD_KEYS``."""
        return tuple(MasterKey(secret) for secret in sources.former(self._environ))

    def subkey(self, label: Label) -> bytes:
        """Derive the key for one use from the key in force."""
        return self.current.subkey(label)

    def named(self, name: str) -> MasterKey | None:
        """Find the key with a name among the one in force and the former ones."""
        for key in (self.current, *self.former):
            if key.name == name:
                return key
        return None

    def started(self) -> bool:
        """Say whether something may be sealed already, so that a new key would not open it.

        A database on a server cannot be looked at without its key; there, a key that was named once
        counts as used.
        """
        if self._environ.get("PALPATE_DATABASE_URL", "").strip():
            return (self.folder / sources.NAME).exists()
        return (self.folder / DATABASE).exists()


@cache
def keyring() -> Keyring:
    """Return the keyring of this process: its data folder, its environment."""
    return Keyring(data_folder(os.environ), os.environ)


def subkey(label: Label) -> bytes:
    """Derive the key for one use from this process's key in force."""
    return keyring().subkey(label)
