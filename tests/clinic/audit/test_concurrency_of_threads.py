"""Threads side by side keep one chain. SQLite in memory has one connection, and no such writers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest
from django.db import connection
from tests.clinic.conftest import make_practice

from palpate.clinic.audit.chain import Actor, breaks, record
from palpate.clinic.audit.models import Entry
from palpate.clinic.database import everything_scope

WRITERS: Final = 4
EACH: Final = 15


@pytest.mark.django_db(transaction=True)
def test_threads_keep_one_chain() -> None:
    with everything_scope("tests"):
        practice = make_practice()

    def write(writer: int) -> None:
        for number in range(EACH):
            with everything_scope("tests"):
                record(Actor(practice.pk, f"writer {writer}"), "opened record", count=number)
        connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    with everything_scope("tests"):
        assert Entry.objects.filter(practice=practice).count() == WRITERS * EACH
        assert list(breaks(practice)) == []
