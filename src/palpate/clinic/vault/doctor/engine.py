"""Checks of the database engine: versions, integrity, migrations, guards."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import Any, Final

from django.db import connection

from palpate.clinic.database.append_only import PREFIX
from palpate.clinic.database.security import ROLE, unprotected_tables
from palpate.clinic.database.sqlcipher.base import OLDEST
from palpate.clinic.vault.doctor.checks import Found, Patient, advice, check
from palpate.clinic.vault.rows import state
from palpate.clinic.vault.snapshot import sqlite_faults

APPEND_ONLY: Final = ("audit_entry", "notes_noteversion")
"""Tables whose rows are never changed."""
_OLDEST_POSTGRESQL: Final = 130_000
_RESTORE: Final = "Restore the last good backup: palpate restore FILE"


@check("engine", "SQLite has no fault that loses rows", engine="sqlite", in_database=True)
def sqlite_version(patient: Patient) -> Iterator[Found]:
    """Compare the version with the one that mended the write-ahead log."""
    del patient
    found, least = _sqlite_version(), OLDEST
    if found < least:
        yield Found(
            f"SQLite {'.'.join(map(str, found))} can lose rows when several processes write.",
            f"Install sqlcipher3 with SQLite {'.'.join(map(str, least))} or newer.",
        )


@check("engine", "PostgreSQL is of a version that is looked after", engine="postgresql",
       in_database=True)  # fmt: skip
def postgresql_version(patient: Patient) -> Iterator[Found]:
    """Compare the server's version."""
    del patient
    version = int(_one("SHOW server_version_num"))
    if version < _OLDEST_POSTGRESQL:
        yield Found(f"PostgreSQL {version // 10_000} is too old.", "Upgrade it to 15 or newer.")


@check("integrity", "Every page of the database is whole", engine="sqlite", in_database=True)
def integrity(patient: Patient) -> Iterator[Found]:
    """Ask SQLite and SQLCipher, foreign keys included."""
    del patient
    for fault in sqlite_faults()[:5]:
        yield Found(f"The database is damaged: {fault}.", _RESTORE)


@check("migrations", "The record is of this version", in_database=True)
def migrations(patient: Patient) -> Iterator[Found]:
    """Look for steps that are missing, or that only a newer version knows."""
    del patient
    if waiting := state.pending():
        yield Found(f"{len(waiting)} upgrade steps are missing.", "Run: palpate upgrade")
    if newer := state.unknown(state.applied()):
        yield Found(
            f"The record is from a newer Palpate: {newer[0][0]} {newer[0][1]} is not known.",
            "Install that version.",
        )


@check("append-only", "The audit chain and signed notes cannot be changed", in_database=True)
def append_only(patient: Patient) -> Iterator[Found]:
    """Look for the triggers that refuse changes."""
    wanted = 2 * len(APPEND_ONLY)
    if patient.store.is_postgresql:
        query = (
            "SELECT count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY(%s)"
            " AND t.tgname LIKE %s AND t.tgenabled IN ('O', 'A')"
        )
        found = int(_one(query, [list(APPEND_ONLY), f"{PREFIX}%"]))
    else:
        marks = ", ".join(["%s"] * len(APPEND_ONLY))
        query = (
            f"SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks})"  # noqa: S608
            " AND name LIKE %s"
        )
        found = int(_one(query, [*APPEND_ONLY, f"{PREFIX}%"]))
    if found < wanted:
        yield Found(
            f"{wanted - found} of {wanted} guards against changes are gone.",
            f"Somebody took them away. Look into the audit. {_RESTORE}",
        )


@check("row security", "One practice cannot see the rows of another", engine="postgresql",
       in_database=True)  # fmt: skip
def row_security(patient: Patient) -> Iterator[Found]:
    """Look for tables without policy."""
    del patient
    expected = _BEFORE_A_PRACTICE | _PAST_THE_OWNER
    tables = [name for name in unprotected_tables() if name not in expected]
    if tables:
        yield Found(
            f"These tables have no row security: {', '.join(tables[:5])}.",
            f"Somebody took it away. {_RESTORE}",
        )


@check("role", "The role that pages use owns nothing", engine="postgresql", in_database=True)
def role(patient: Patient) -> Iterator[Found]:
    """Look at the application's role, and at the user that Palpate signs in as."""
    del patient
    if not _one("SELECT count(*) FROM pg_roles WHERE rolname = %s", [ROLE]):
        yield Found(f"The role {ROLE} is missing.", "Run: palpate upgrade, as a user that may "
                    "make roles (CREATEROLE).")  # fmt: skip
        return
    passes = "SELECT count(*) FROM pg_roles WHERE rolname = {} AND (rolsuper OR rolbypassrls)"
    if _one(passes.format("%s"), [ROLE]):
        yield Found(f"The role {ROLE} passes row security.", f"ALTER ROLE {ROLE} NOSUPERUSER"
                    " NOBYPASSRLS")  # fmt: skip
    if _one(passes.format("current_user")):
        yield Found(
            "Palpate signs in as a superuser, who passes row security.",
            "Make a user of its own for Palpate: CREATE ROLE palpate LOGIN CREATEROLE",
        )
    if _one("SELECT count(*) FROM pg_tables WHERE tableowner = %s", [ROLE]):
        yield Found(f"The role {ROLE} owns tables.", "Give them to the user of Palpate.")


@check("TLS", "The way to the database is encrypted", engine="postgresql", in_database=True)
def tls(patient: Patient) -> Iterator[Found]:
    """Look at the connection to a server that is not this machine."""
    host = str(patient.store.database.get("HOST", ""))
    if _is_here(host):
        return
    if not _one("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"):
        yield Found(f"Health records travel unencrypted to {host}.", "Add ?sslmode=verify-full")
    elif patient.store.database["OPTIONS"].get("sslmode") != "verify-full":
        yield advice(
            f"It is not checked that {host} is the right machine.",
            "Add ?sslmode=verify-full&sslrootcert=FILE to the address of the database.",
        )


_BEFORE_A_PRACTICE: Final = frozenset(("practice_member", "practice_setuplink", "arrival_linkkey"))
"""Read before it is known which practice somebody belongs to."""
_PAST_THE_OWNER: Final = frozenset(("home_indexednote",))
"""Not forced on its owner, whose function looks for words within the practice it is given."""


def _sqlite_version() -> tuple[int, ...]:
    return tuple(int(part) for part in str(_one("SELECT sqlite_version()")).split("."))


def _one(query: str, params: list[Any] | None = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        row = cursor.fetchone()
    return row[0] if row else None


def _is_here(host: str) -> bool:
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
