"""Whatever is done to the chain past Palpate is found."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palpate.clinic.audit.chain import Told, breaks, record, record_all
from palpate.clinic.audit.models import Check, Entry
from palpate.clinic.audit.verification import WINDOW, verify_all, verify_daily
from palpate.clinic.practice.models import Member, Practice
from palpate.clinic.sample.lifting import append_only_lifted
from palpate.clinic.vault.models import Backup

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LENGTH = 8
OTHER: dict[str, Any] = {
    "number": 99,
    "at": NOW,
    "user_id": uuid4().hex,
    "who": "Somebody Else",
    "act": "something else",
    "client_id": uuid4().hex,
    "kind": "people.contact",
    "object_id": "7",
    "why": "no reason",
    "detail": json.dumps({"count": 2}),
    "previous": "1" * 64,
    "digest": "2" * 64,
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_data(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def chain(therapist: Member) -> Practice:
    """A practice with eight entries."""
    for number in range(LENGTH):
        record(therapist, "opened record", client_id=uuid4(), why=f"visit {number}", count=number)
    return therapist.practice


def _change(sql: str, values: list[Any]) -> None:
    """Change a row as somebody would who owns the database and lifts its rules."""
    with append_only_lifted(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_untouched_chain_holds(chain: Practice) -> None:
    assert list(breaks(chain)) == []
    assert verify_all(chain, NOW).holds


@given(number=st.integers(1, LENGTH), field=st.sampled_from(sorted(OTHER)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_changed_field_is_found(chain: Practice, number: int, field: str) -> None:
    with transaction.atomic():
        sql = f"UPDATE audit_entry SET {field} = %s WHERE practice_id = %s AND number = %s"
        _change(sql, [OTHER[field], _key(chain), number])
        assert list(breaks(chain))
        transaction.set_rollback(True)


@given(number=st.integers(1, LENGTH - 1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=LENGTH)
def test_a_deleted_entry_is_found(chain: Practice, number: int) -> None:
    with transaction.atomic():
        sql = "DELETE FROM audit_entry WHERE practice_id = %s AND number = %s"
        _change(sql, [_key(chain), number])
        assert f"entry {number} is missing." in list(breaks(chain))
        transaction.set_rollback(True)


@given(st.lists(st.integers(1, LENGTH), min_size=2, max_size=2, unique=True))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_swapped_entries_are_found(chain: Practice, pair: list[int]) -> None:
    first, second = pair
    with transaction.atomic():
        sql = "UPDATE audit_entry SET number = %s WHERE practice_id = %s AND number = %s"
        for new, old in ((1000, first), (first, second), (second, 1000)):
            _change(sql, [new, _key(chain), old])
        assert list(breaks(chain))
        transaction.set_rollback(True)


def test_a_cut_off_end_is_found_by_a_check_made_before(chain: Practice) -> None:
    verify_all(chain, NOW)
    _cut(chain, LENGTH - 2)
    assert any("are missing" in each or "is missing" in each for each in breaks(chain))


def test_a_cut_off_end_is_found_by_a_backup(chain: Practice) -> None:
    head = Entry.objects.filter(practice=chain).order_by("-number").first()
    assert head is not None
    seen = {str(chain.pk): {"number": head.number, "digest": head.digest}}
    Backup.objects.create(at=NOW, file_name="a", size=1, verified=True, report={"audit": seen})
    _cut(chain, LENGTH - 1)
    assert list(breaks(chain)) == ["entry 8 is missing. The backup of 22 November 2026 saw them."]


def test_a_cut_off_end_is_found_by_the_file_though_the_checks_are_gone(chain: Practice) -> None:
    verify_all(chain, NOW)
    with append_only_lifted():
        Check.objects.all().delete()
    _cut(chain, 3)
    assert any("The anchor file on 2026-11-22" in each for each in breaks(chain))


def test_a_chain_written_anew_is_found(chain: Practice, therapist: Member) -> None:
    verify_all(chain, NOW)
    _cut(chain, LENGTH - 1)
    record(therapist, "opened record", why="a better story")
    assert any("is not the one that" in each for each in breaks(chain))


def test_the_daily_check_runs_once_a_day_and_keeps_its_result(chain: Practice) -> None:
    first = verify_daily(NOW, [chain])
    again = verify_daily(NOW + timedelta(hours=23), [chain])
    assert first == again
    verify_daily(NOW + timedelta(hours=25), [chain])
    assert Check.objects.filter(practice=chain).count() == 2


def test_a_long_chain_is_read_again_in_parts(therapist: Member) -> None:
    practice = therapist.practice
    record_all(practice, [Told(therapist, "opened record", NOW) for _ in range(WINDOW + 50)])
    verify_daily(NOW, [practice])
    sql = "UPDATE audit_entry SET who = 'Nobody' WHERE practice_id = %s AND number = 7"
    _change(sql, [_key(practice)])
    found = verify_daily(NOW + timedelta(days=2), [practice])[0]
    assert found.problems == ["entry 7 was changed after it was written."]


@pytest.mark.parametrize("table", ["audit_entry", "audit_check"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_changes(chain: Practice, table: str, sql: str) -> None:
    verify_all(chain, NOW)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table))


def test_entries_of_the_past_join_the_chain(chain: Practice, therapist: Member) -> None:
    told = [Told(therapist, "visit planned", NOW - timedelta(days=each)) for each in (3, 2)]
    assert record_all(chain, told) == 2
    assert list(breaks(chain)) == []


def _cut(practice: Practice, kept: int) -> None:
    sql = "DELETE FROM audit_entry WHERE practice_id = %s AND number > %s"
    _change(sql, [_key(practice), kept])


def _key(practice: Practice) -> str:
    return practice.pk.hex if connection.vendor == "sqlite" else str(practice.pk)
