"""Whether the login to PostgreSQL is one that row-level security can hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections


def login_is_bound_by_policies(
    databases: Sequence[str] | None = None, **_unused: Any
) -> list[checks.CheckMessage]:
    """Warn of a superuser: outside `practice_scope` no policy holds it."""
    found: list[checks.CheckMessage] = []
    for alias in databases or ():
        if connections[alias].vendor != "postgresql":
            continue
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles"
                " WHERE rolname = current_user"
            )
            name, unbound = cursor.fetchone()
        if unbound:
            found.append(
                checks.Warning(
                    f"The database user {name} passes every row-level policy.",
                    hint="Make a user without SUPERUSER and BYPASSRLS that owns the database, and"
                    " put it into PALPATE_DATABASE_URL.",
                    id="palpate.W001",
                )
            )
    return found
