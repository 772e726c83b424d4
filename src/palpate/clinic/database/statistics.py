"""What SQLite knows of how often values repeat, by which it chooses its indexes.

Without, it takes any index that begins with the practice, which every row has in common, and goes
through whole tables. PostgreSQL counts by itself.
"""

from __future__ import annotations

from typing import Final

from django.db import connection

WHERE_USEFUL: Final = 0x10002
"""Every table, but only where there are no counts yet or the table has grown much since."""


def refresh() -> None:
    """Count anew where it would help; quick when it would not."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA optimize = {WHERE_USEFUL}")
