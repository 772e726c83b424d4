"""Triggers that let rows be added and read, and nothing else, on both engines."""

from __future__ import annotations

from typing import Final

PREFIX: Final = "palpate_append_only_"
"""How the names of these triggers begin; tables that are rebuilt keep them by it."""

FUNCTION: Final = "palpate_append_only"

CREATE_FUNCTION: Final = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The table % is append-only: % is refused.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def quoted(name: str) -> str:
    """Quote a name for SQL, on either engine."""
    return '"' + name.replace('"', '""') + '"'


def sqlite_triggers(table: str) -> list[str]:
    """Return the statements that protect a table on SQLite."""
    told = table.replace("'", "''")
    return [
        f"CREATE TRIGGER {quoted(f'{PREFIX}{event.lower()}_{table}')} BEFORE {event}"
        f" ON {quoted(table)} BEGIN SELECT RAISE(ABORT,"
        f" 'The table {told} is append-only: {event} is refused.'); END"
        for event in ("UPDATE", "DELETE")
    ]


def sqlite_removal(table: str) -> list[str]:
    """Return the statements that take the protection away on SQLite."""
    return [
        f"DROP TRIGGER IF EXISTS {quoted(f'{PREFIX}{event}_{table}')}"
        for event in ("update", "delete")
    ]


def postgresql_triggers(table: str) -> list[str]:
    """Return the statements that protect a table on PostgreSQL."""
    name = quoted(table)
    return [
        CREATE_FUNCTION,
        f"CREATE TRIGGER {PREFIX}row BEFORE UPDATE OR DELETE ON {name}"
        f" FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()",
        f"CREATE TRIGGER {PREFIX}table BEFORE TRUNCATE ON {name}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()",
    ]


def postgresql_removal(table: str) -> list[str]:
    """Return the statements that take the protection away on PostgreSQL."""
    return [
        f"DROP TRIGGER IF EXISTS {PREFIX}{part} ON {quoted(table)}" for part in ("row", "table")
    ]
