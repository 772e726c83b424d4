"""The PostgreSQL engine: `ENGINE = "palpate.clinic.database.postgresql"`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import base as postgresql
from django.db.backends.postgresql.operations import DatabaseOperations as PostgreSQLOperations

from palpate.clinic.database.append_only import PREFIX


class DatabaseOperations(PostgreSQLOperations):
    """Emptying the whole database lifts the append-only triggers and sets them again."""

    def sql_flush(
        self,
        style: Any,
        tables: Iterable[str],
        *,
        reset_sequences: bool = False,
        allow_cascade: bool = False,
    ) -> list[str]:
        """Return the statements that empty tables."""
        emptying = super().sql_flush(
            style, list(tables), reset_sequences=reset_sequences, allow_cascade=allow_cascade
        )
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE %s",
                [f"{PREFIX}%"],
            )
            protected = [table for (table,) in cursor.fetchall()]
        return [
            *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in protected),
            *emptying,
            *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in protected),
        ]


class DatabaseWrapper(postgresql.DatabaseWrapper):
    """A connection to PostgreSQL."""

    ops_class = DatabaseOperations
