"""SQLite changes a column by building the table anew; its append-only triggers must come along."""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3.schema import DatabaseSchemaEditor as SQLiteSchemaEditor
from django.db.models import Model

from palpate.clinic.database.append_only import PREFIX


class DatabaseSchemaEditor(SQLiteSchemaEditor):
    """Keeps append-only triggers when a migration rebuilds their table."""

    def _remake_table(self, model: type[Model], *args: Any, **kwargs: Any) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT sql FROM sqlite_master"
                " WHERE type = 'trigger' AND tbl_name = %s AND name LIKE %s",
                [model._meta.db_table, f"{PREFIX}%"],
            )
            triggers = [sql for (sql,) in cursor.fetchall()]
        super()._remake_table(model, *args, **kwargs)  # type: ignore[misc]
        for sql in triggers:
            self.execute(sql, params=None)
