"""Writing rows into an empty database of the same state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, models

from palpate.clinic.vault.rows.shapes import Model, decode, fields, managed
from palpate.evidence.errors import UserError

STEP: Final = 1000


class TableLoader:
    """Inserts rows of one table, many at a time."""

    def __init__(self, model: Model, columns: Sequence[str]) -> None:
        known = {field.attname: field for field in fields(model)}
        if missing := sorted(set(columns) - set(known)):
            raise UserError(
                f"holds a column that {model._meta.label} never had: {', '.join(missing)}.",
                "Use another backup.",
            )
        self._fields = [known[column] for column in columns]
        self._connection = connections[DEFAULT_DB_ALIAS]
        quote = self._connection.ops.quote_name
        into = ", ".join(quote(str(field.column)) for field in self._fields)
        marks = ", ".join(["%s"] * len(self._fields))
        table = quote(model._meta.db_table)
        self._insert = f"INSERT INTO {table} ({into}) VALUES ({marks})"  # noqa: S608 - names of ours
        self._waiting: list[list[Any]] = []

    def add(self, row: Sequence[Any]) -> None:
        """Take one row."""
        self._waiting.append(
            [self._prepared(field, raw) for field, raw in zip(self._fields, row, strict=True)]
        )
        if len(self._waiting) >= STEP:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        if self._waiting:
            with self._connection.cursor() as cursor:
                cursor.executemany(self._insert, self._waiting)
            self._waiting.clear()

    def _prepared(self, field: models.Field[Any, Any], raw: Any) -> Any:
        value = decode(field, raw)
        if value is None and isinstance(field, models.JSONField) and not field.null:
            return field.get_db_prep_value(None, self._connection)
        return field.get_db_prep_save(value, self._connection)


def empty(apps: Any) -> None:
    """Remove the rows that migrations made: those of the backup take their place."""
    connection = connections[DEFAULT_DB_ALIAS]
    tables = [model._meta.db_table for model in managed(apps)]
    statements = connection.ops.sql_flush(no_style(), tables)
    connection.ops.execute_sql_flush(statements)


def set_sequences(found: Iterable[Model]) -> None:
    """Let counted identifiers go on after the highest one."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(found)):
            cursor.execute(statement)
