"""Which engine the settings use: SQLCipher in the data folder, or PostgreSQL by its address."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from palpate.clinic.database.folder import DATABASE
from palpate.clinic.database.gate import PATIENCE
from palpate.clinic.database.key import Keyring, keyring
from palpate.evidence.errors import UserError

VARIABLE: Final = "PALPATE_DATABASE_URL"
_EXAMPLE: Final = "postgresql://user:password@host/database"
_OPTIONS: Final = frozenset(
    ("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name")
)


def database_settings(
    folder: Path, environ: Mapping[str, str], ring: Keyring | None = None
) -> dict[str, Any]:
    """Return ``DATABASES["default"]``; nothing is opened or made by asking."""
    address = environ.get(VARIABLE, "").strip()
    if address:
        return _postgresql(address)
    return {
        "ENGINE": "palpate.clinic.database.sqlcipher",
        "NAME": folder / DATABASE,
        "CONN_MAX_AGE": None,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "keyring": ring or (keyring() if environ is os.environ else Keyring(folder, environ)),
            "transaction_mode": "IMMEDIATE",
            "timeout": PATIENCE,
        },
        "TEST": {"NAME": ":memory:"},
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = _parts(address)
    options = _options(parts)
    host = unquote(parts.hostname or "")
    if not _is_here(host):
        options.setdefault("sslmode", "require")
    return {
        "ENGINE": "palpate.clinic.database.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": options,
    }


def _parts(address: str) -> SplitResult:
    """Take an address apart; no message repeats it, for it holds a password."""
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("postgresql", "postgres") and parts.port != 0
    except ValueError as error:
        raise UserError(
            "The address of the database cannot be read.", f"Write it as {_EXAMPLE}.", VARIABLE
        ) from error
    if not known:
        raise UserError(
            f"The database address begins with '{parts.scheme}:'; only PostgreSQL is known here.",
            f"Write {_EXAMPLE}, or leave it out to keep the record in the data folder.",
            VARIABLE,
        )
    if not parts.path.strip("/"):
        raise UserError(
            "The database address names no database.", f"Write it as {_EXAMPLE}.", VARIABLE
        )
    return parts


def _options(parts: SplitResult) -> dict[str, Any]:
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    if unknown := sorted(set(options) - _OPTIONS):
        raise UserError(
            f"The database address has an unknown option: {', '.join(unknown)}.",
            f"Known are: {', '.join(sorted(_OPTIONS))}.",
            VARIABLE,
        )
    return options


def _is_here(host: str) -> bool:
    """Say whether a host is this machine: a socket, localhost or a loopback address."""
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
