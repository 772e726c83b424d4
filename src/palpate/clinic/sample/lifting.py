"""Lifting the append-only rule for maintenance, within one transaction.

The rule is there so that nobody's past is rewritten. The sample practice has no past: its rows are
made up, and they go as they came. Only `removal` uses this, and only for a practice that is marked
as the sample.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection

from palpate.clinic.database import append_only

_TABLES: Final = {
    "sqlite": "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
    "postgresql": "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE c.relnamespace = current_schema()::regnamespace AND t.tgname LIKE %s",
}


@contextmanager
def append_only_lifted() -> Iterator[None]:
    """Take the triggers off and set them again; a failure rolls back to where they stood."""
    tables = _protected()
    for table in tables:
        _run(_lifting(table))
    yield
    for table in tables:
        _run(_setting(table))


def _protected() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES[connection.vendor], [f"{append_only.PREFIX}%"])
        return [table for (table,) in cursor.fetchall()]


def _lifting(table: str) -> list[str]:
    if connection.vendor == "sqlite":
        return append_only.sqlite_removal(table)
    # Deferred checks that wait on a table would forbid changing its triggers.
    return ["SET CONSTRAINTS ALL IMMEDIATE", *append_only.postgresql_removal(table)]


def _setting(table: str) -> list[str]:
    if connection.vendor == "sqlite":
        return append_only.sqlite_triggers(table)
    return ["SET CONSTRAINTS ALL IMMEDIATE", *append_only.postgresql_triggers(table)]


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
