"""What a request writes, seen from the statements it sends to the database."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

WRITES = re.compile(
    r'^\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE
)
ALLOWED = {
    "django_session",
    "palpate_cache",
    "usersessions_usersession",
    "audit_entry",
    "audit_check",
}
"""Tables in which reading leaves its own trace: sessions, used codes, who opened what."""


@contextmanager
def written() -> Iterator[set[str]]:
    """Tables written to meanwhile, apart from those that keep a trace of reading."""
    found: set[str] = set()
    reset_queries()  # the log of statements has an end
    with CaptureQueriesContext(connection) as queries:
        yield found
    for query in queries.captured_queries:
        match = WRITES.match(query["sql"])
        if match and match[1] not in ALLOWED:
            found.add(match[1])


def digests() -> dict[str, tuple[int, str]]:
    """Number of rows and a digest of every table that reading must not change."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in ALLOWED or table.startswith("search_index"):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = sorted(repr(row) for row in cursor.fetchall())
            found[table] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    return found
