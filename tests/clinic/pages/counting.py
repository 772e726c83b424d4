"""Counting what a page asks the database for its data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection
from django.test.utils import CaptureQueriesContext

FRAME: Final = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SELECT set_config(")
"""Statements that only frame the others: transactions, and the practice they are bound to."""


@contextmanager
def at_most(most: int) -> Iterator[None]:
    """Fail when more questions are asked."""
    with CaptureQueriesContext(connection) as captured:
        yield
    asked = [each["sql"] for each in captured if not each["sql"].startswith(FRAME)]
    assert len(asked) <= most, "\n".join(asked)
