"""On PostgreSQL one practice's rows do not exist for another, whatever a query forgets."""

from __future__ import annotations

from typing import Any

from .conftest import Engine


def keep_practices_apart() -> None:
    import pytest
    from django.db import DatabaseError, connection, transaction
    from tests.integration.database.ledger.models import Entry, Word

    from palpate.clinic.database import everything_scope, practice_scope
    from palpate.clinic.database.identifiers import uuid7
    from palpate.clinic.database.security import current_practice

    north, south = uuid7(), uuid7()
    for practice in (north, south):
        with practice_scope(practice):
            Entry.objects.create(practice_id=practice, plain="a row")
            assert current_practice() == practice
    with practice_scope(north):
        assert [row.practice_id for row in Entry.objects.all()] == [north]
        assert Entry.objects.filter(practice_id=south).update(plain="taken") == 0
        assert Entry.objects.filter(practice_id=south).delete()[0] == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Entry.objects.create(practice_id=south)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Entry.objects.update(practice_id=south)
        Word.objects.create(text="of nobody")
        with practice_scope(south):
            assert [row.practice_id for row in Entry.objects.all()] == [south]
        assert [row.practice_id for row in Entry.objects.all()] == [north]
        with pytest.raises(ZeroDivisionError), practice_scope(south):
            raise ZeroDivisionError
        assert [row.practice_id for row in Entry.objects.all()] == [north]
    assert current_practice() is None
    with practice_scope(None):
        assert not Entry.objects.exists()
        assert Word.objects.exists()
    assert not Entry.objects.exists()
    with transaction.atomic(), pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.create(practice_id=north)
    with everything_scope("a test"):
        assert {row.practice_id for row in Entry.objects.all()} >= {north, south}
        assert Entry.objects.filter(plain="taken").count() == 0
        with practice_scope(north):
            assert Entry.objects.count() == 1
        assert Entry.objects.count() >= 2
    assert connection.in_atomic_block is False


def test_a_practice_sees_adds_and_changes_its_own_rows_only(postgresql: Engine) -> None:
    postgresql.run(keep_practices_apart)


def own_nothing() -> None:
    import pytest
    from django.contrib.sessions.models import Session
    from django.core.cache import cache
    from django.db import DatabaseError, connection, transaction

    from palpate.clinic.database import practice_scope
    from palpate.clinic.database.identifiers import uuid7

    def one(sql: str) -> object:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]

    login = one("SELECT current_user")
    assert one("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    with practice_scope(uuid7()):
        assert one("SELECT current_user") == "palpate_app"
        assert one("SELECT count(*) FROM pg_class WHERE relowner = 'palpate_app'::regrole") == 0
        assert one("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'palpate_app'") is False
        cache.set("a", 1)
        assert cache.get("a") == 1
        assert Session.objects.count() == 0  # a table of Django's, granted after the migrations
        for statement in (
            "ALTER TABLE ledger_entry DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE ledger_event DISABLE TRIGGER USER",
            "DROP TABLE ledger_event",
            "TRUNCATE ledger_entry",
            "SELECT * FROM django_migrations",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                one(statement)
        one("SELECT set_config('app.everything', 'on', true)")
        assert one("SELECT count(*) FROM ledger_entry") == 0  # the exception is the owner's
    assert one("SELECT current_user") == login
    assert not one("SELECT current_setting('app.practice', true)")


def test_the_application_acts_as_a_role_that_owns_nothing(postgresql: Engine) -> None:
    postgresql.run(own_nothing)


def use_the_index() -> None:
    from django.db import connection
    from tests.integration.database.ledger.models import Entry

    from palpate.clinic.database import everything_scope, practice_scope
    from palpate.clinic.database.identifiers import uuid7

    practices = [uuid7() for _ in range(200)]
    with everything_scope("a test"):
        Entry.objects.bulk_create([Entry(practice_id=p) for p in practices for _ in range(20)])
        connection.cursor().execute("ANALYZE ledger_entry")
    with practice_scope(practices[0]):
        plan = Entry.objects.all().explain()
        assert Entry.objects.count() == 20
    assert "Index" in plan, plan


def test_the_policy_uses_the_index_on_the_practice(postgresql: Engine) -> None:
    postgresql.run(use_the_index)


def find_unprotected() -> None:
    import pytest
    from django.db import DatabaseError, connection, transaction

    from palpate.clinic.database import practice_scope
    from palpate.clinic.database.identifiers import uuid7
    from palpate.clinic.database.row_security import grant_the_rest
    from palpate.clinic.database.security import unprotected_tables

    assert unprotected_tables() == []
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE forgotten (practice_id uuid)")
        cursor.execute("CREATE TABLE of_nobody (word text)")
        assert unprotected_tables() == ["forgotten"]
        grant_the_rest()
        with practice_scope(uuid7()):
            cursor.execute("SELECT * FROM of_nobody")
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute("SELECT * FROM forgotten")
        cursor.execute("DROP TABLE forgotten, of_nobody")


def test_a_table_whose_protection_was_forgotten_is_found_and_closed(postgresql: Engine) -> None:
    postgresql.run(find_unprotected)


def remember_only() -> None:
    from tests.integration.database.ledger.models import Entry

    from palpate.clinic.database import everything_scope, practice_scope
    from palpate.clinic.database.identifiers import uuid7
    from palpate.clinic.database.security import current_practice

    practice = uuid7()
    with practice_scope(practice):
        Entry.objects.create(practice_id=practice)
        assert current_practice() == practice
    assert current_practice() is None
    with everything_scope("a test"):
        assert Entry.objects.count() == 1


def test_on_a_file_the_practice_is_only_remembered(sqlcipher: Engine) -> None:
    sqlcipher.run(remember_only)


def warn_of_superuser(expected: str) -> None:
    from django.core.checks import run_checks

    found = {message.id for message in run_checks(databases=["default"])}
    assert ("palpate.W001" in found) is (expected == "warned")


def test_a_user_above_every_policy_is_warned_of(postgresql: Engine) -> None:
    postgresql.run(warn_of_superuser, "silent")
    postgresql.run(warn_as_superuser)


def warn_as_superuser() -> None:
    """Stand in the place of a superuser, which the test server gives to nobody."""
    from django.db import connection

    from palpate.clinic.database.checks import login_is_bound_by_policies

    def as_superuser(run: Any, sql: str, *rest: Any) -> Any:
        return run(
            sql.replace(
                "= current_user", "IN (SELECT rolname FROM pg_roles WHERE rolsuper) LIMIT 1"
            ),
            *rest,
        )

    with connection.execute_wrapper(as_superuser):
        (warning,) = login_is_bound_by_policies(["default"])
    assert warning.id == "palpate.W001"
