"""SQLite operations that know of append-only tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.backends.sqlite3.operations import DatabaseOperations as SQLiteOperations

from palpate.clinic.database.append_only import PREFIX, quoted


class DatabaseOperations(SQLiteOperations):
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
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
                [f"{PREFIX}%"],
            )
            triggers = cursor.fetchall()
        lifting = [f"DROP TRIGGER {quoted(name)}" for name, _ in triggers]
        return [*lifting, *emptying, *(sql for _, sql in triggers)]
