"""Whose rows a piece of work may see, enforced by PostgreSQL below every query.

Inside `practice_scope` the connection acts as the role ``palpate_app``, which owns nothing and sees
the rows of one practice. Outside every scope the connection is the owner of the tables, and the
policies of `RowSecurity` hide every practice's rows from it too: forgetting a scope shows nothing.
`everything_scope` is for maintenance. One SQLite file holds one practice: there the scope is only
remembered.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, transaction

ROLE: Final = "palpate_app"
PRACTICE: Final = "app.practice"
EVERYTHING: Final = "app.everything"

_log = logging.getLogger("palpate.database")


@dataclass(frozen=True)
class Scope:
    """What a piece of work may see; the default is nothing of any practice."""

    practice: UUID | None = None
    everything: bool = False
    entered: bool = False

    def settings(self) -> list[str]:
        """Return the role and the two variables as PostgreSQL takes them."""
        role = ROLE if self.entered and not self.everything else "none"
        practice = "" if self.practice is None else str(self.practice)
        return [role, practice, "on" if self.everything else ""]


_NOTHING: Final = Scope()
_scope: ContextVar[Scope] = ContextVar("palpate_scope", default=_NOTHING)


def current_practice() -> UUID | None:
    """Return the practice that the running piece of work is bound to."""
    return _scope.get().practice


@contextmanager
def practice_scope(practice_id: UUID | None, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Bind what runs inside to one practice; ``None`` shows no practice's rows at all.

    On PostgreSQL this is a transaction: it is committed at the end, and rolled back when an
    exception leaves it.
    """
    with _entered(Scope(practice=practice_id, entered=True), using):
        yield


@contextmanager
def everything_scope(reason: str, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Show every practice's rows to maintenance (backup, move, doctor, worker), as the owner.

    The reason goes to the log. On PostgreSQL this is a transaction, like `practice_scope`.
    """
    if not reason.strip():
        raise ValueError("everything_scope needs a reason.")
    _log.info("Every practice is in view: %s", reason)
    with _entered(Scope(everything=True, entered=True), using):
        yield


@contextmanager
def _entered(scope: Scope, using: str) -> Iterator[None]:
    connection = connections[using]
    before = _scope.get()
    token = _scope.set(scope)
    try:
        if connection.vendor != "postgresql":
            yield
            return
        within = connection.in_atomic_block
        with transaction.atomic(using=using):
            _apply(scope, using)
            yield
            # What was set lasts until the outermost transaction ends; an exception undoes it
            # with the savepoint.
            if within and not connection.needs_rollback:
                _apply(before, using)
    finally:
        _scope.reset(token)


def _apply(scope: Scope, using: str) -> None:
    """Tell PostgreSQL, for this transaction; ``role`` set this way is SET LOCAL ROLE."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, true),"
            f" set_config('{PRACTICE}', %s, true), set_config('{EVERYTHING}', %s, true)",
            scope.settings(),
        )


def unprotected_tables(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the tables with a practice's rows that lack forced row-level security."""
    if connections[using].vendor != "postgresql":
        return []
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')"
            " AND a.attname = 'practice_id' AND NOT a.attisdropped"
            " AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY c.relname"
        )
        return [name for (name,) in cursor.fetchall()]
