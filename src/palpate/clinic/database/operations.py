"""Migration operations for what Django's own cannot say; all take the name of a table.

Migrations that change a column of an append-only table keep its triggers on both engines. A
migration that deletes such a table needs nothing; one that changes its rows must lift `AppendOnly`
first, with ``AppendOnlyLifted``, and set it again.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from palpate.clinic.database import append_only, row_security


class _TableOperation(Operation, ABC):
    """Runs statements on one table, forwards and backwards; the models stay as they are."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str) -> None:
        self.table = table

    @abstractmethod
    def forwards(self, vendor: str) -> Sequence[str]:
        """Return the statements that apply the operation."""

    @abstractmethod
    def backwards(self, vendor: str) -> Sequence[str]:
        """Return the statements that undo it."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change no model."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Apply the operation."""
        del app_label, from_state, to_state
        _run(schema_editor, self.forwards(schema_editor.connection.vendor))

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Undo the operation."""
        del app_label, from_state, to_state
        _run(schema_editor, self.backwards(schema_editor.connection.vendor))

    def describe(self) -> str:
        """Say what it does, for the output of migrate."""
        return f"{type(self).__name__} {self.table}"


class AppendOnly(_TableOperation):
    """Rows of the table can be added and read, and neither changed nor deleted nor truncated."""

    def forwards(self, vendor: str) -> Sequence[str]:
        """Set the triggers."""
        if vendor == "postgresql":
            return append_only.postgresql_triggers(self.table)
        return append_only.sqlite_triggers(self.table)

    def backwards(self, vendor: str) -> Sequence[str]:
        """Lift the triggers."""
        if vendor == "postgresql":
            return append_only.postgresql_removal(self.table)
        return append_only.sqlite_removal(self.table)


class AppendOnlyLifted(AppendOnly):
    """The opposite of `AppendOnly`, for a migration that must change rows in between."""

    def forwards(self, vendor: str) -> Sequence[str]:
        """Lift the triggers."""
        return super().backwards(vendor)

    def backwards(self, vendor: str) -> Sequence[str]:
        """Set the triggers."""
        return super().forwards(vendor)


class RowSecurity(_TableOperation):
    """On PostgreSQL each practice sees, adds and changes its own rows of the table only."""

    def __init__(self, table: str, column: str = "practice_id") -> None:
        super().__init__(table)
        self.column = column

    def forwards(self, vendor: str) -> Sequence[str]:
        """Force the policies and grant the table to the application's role."""
        return row_security.protect(self.table, self.column) if vendor == "postgresql" else ()

    def backwards(self, vendor: str) -> Sequence[str]:
        """Take policies and grants away."""
        return row_security.expose(self.table) if vendor == "postgresql" else ()


class ByteOrder(_TableOperation):
    """On PostgreSQL texts are compared by their signs, as SQLite does, whatever the locale.

    Only so does a range of texts hold all that begin alike, and only comparisons, not patterns,
    may use an index below row-level security.
    """

    def __init__(self, table: str, lengths: dict[str, int]) -> None:
        """Take the table, and the longest text of each column."""
        super().__init__(table)
        self.lengths = lengths

    def forwards(self, vendor: str) -> Sequence[str]:
        """Set the order of the columns."""
        return self._altered(' COLLATE "C"') if vendor == "postgresql" else ()

    def backwards(self, vendor: str) -> Sequence[str]:
        """Give the columns the order of the database."""
        return self._altered(' COLLATE "default"') if vendor == "postgresql" else ()

    def _altered(self, order: str) -> list[str]:
        table = append_only.quoted(self.table)
        return [
            f"ALTER TABLE {table} ALTER COLUMN {append_only.quoted(name)}"
            f" TYPE varchar({length}){order}"
            for name, length in self.lengths.items()
        ]


class Grant(_TableOperation):
    """Lets the application's role use a table that belongs to no single practice."""

    def forwards(self, vendor: str) -> Sequence[str]:
        """Grant the table."""
        return row_security.grant(self.table) if vendor == "postgresql" else ()

    def backwards(self, vendor: str) -> Sequence[str]:
        """Revoke the grant."""
        return row_security.revoke(self.table) if vendor == "postgresql" else ()


def _run(schema_editor: Any, statements: Sequence[str]) -> None:
    """Run statements as they are: none of their signs stands for a parameter."""
    for statement in statements:
        schema_editor.execute(statement, params=None)
