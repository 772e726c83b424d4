"""Every kind of value, and Django's own functions, on both engines."""

from __future__ import annotations

from .conftest import Engine


def store_everything() -> None:
    import datetime as dt
    from decimal import Decimal

    from django.db.models import Avg, F, Q, StdDev
    from django.db.models.functions import Extract, Now, TruncMonth, Upper
    from tests.integration.database.ledger.models import Word

    moment = dt.datetime(2026, 3, 4, 5, 6, 7, 89, dt.UTC)
    made = Word.objects.create(
        text="Scalene",
        price=Decimal("12.30"),
        day=moment.date(),
        moment=moment,
        hour=moment.time(),
        sure=True,
        facts={"a": [1, {"b": None}]},
    )
    row = Word.objects.get(pk=made.pk)
    assert (row.price, row.day, row.moment, row.sure) == (
        Decimal("12.30"),
        moment.date(),
        moment,
        True,
    )
    assert row.hour == dt.time(5, 6, 7, 89)
    assert Word.objects.filter(facts__a__0=1, text__iregex="^SCAL", day__year=2026).exists()
    found = Word.objects.filter(pk=made.pk).annotate(
        loud=Upper("text"),
        month=TruncMonth("moment"),
        weekday=Extract("moment", "week_day"),
        age=Now() - F("moment"),
    )
    assert found.get().loud == "SCALENE"
    assert found.get().month == dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    assert found.get().weekday == 4
    assert Word.objects.aggregate(a=Avg("price"), s=StdDev("price"))["a"] is not None
    assert Word.objects.filter(Q(text__icontains="calen") & ~Q(text="x")).count() == 1
    Word.objects.bulk_create([Word(text=f"b{n}") for n in range(1200)])
    assert Word.objects.filter(text__startswith="b").delete()[0] == 1200


def test_values_come_back_as_they_went_in(engine: Engine) -> None:
    engine.run(store_everything)


def wrap_errors() -> None:
    import pytest
    from django.db import DatabaseError, IntegrityError, connection, transaction

    for error, statement in (
        (IntegrityError, "INSERT INTO ledger_word (id) VALUES (1)"),
        (DatabaseError, "SELECT nothing FROM nowhere"),
    ):
        with pytest.raises(error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_errors_are_those_of_django(engine: Engine) -> None:
    engine.run(wrap_errors)


def use_test_databases() -> None:
    from django.db import connection
    from tests.integration.database.ledger.models import Word

    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    Word.objects.create(text="in the test database")
    if connection.vendor == "postgresql":
        connection.close()
    connection.creation.clone_test_db("1", verbosity=0, autoclobber=True)
    if connection.vendor == "postgresql":
        connection.creation.destroy_test_db(suffix="1", verbosity=0)
    connection.creation.destroy_test_db(before, verbosity=0)


def test_test_databases_are_made_copied_and_removed(engine: Engine) -> None:
    engine.run(use_test_databases)


def use_test_files() -> None:
    from pathlib import Path

    from django.db import connection
    from tests.integration.database.ledger.models import Word

    before = connection.settings_dict["NAME"]
    name = Path(before).with_name("test.db")
    connection.settings_dict["TEST"]["NAME"] = str(name)
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    Word.objects.create(text="in the test database")
    connection.creation.clone_test_db("1", verbosity=0, autoclobber=True)
    connection.close()
    connection.settings_dict["NAME"] = str(name.with_name("test_1.db"))
    assert Word.objects.count() == 1
    connection.close()
    connection.settings_dict["NAME"] = str(name)
    connection.creation.destroy_test_db(suffix="1", verbosity=0)
    connection.settings_dict["NAME"] = str(name)
    connection.creation.destroy_test_db(before, verbosity=0)
    assert not sorted(name.parent.glob("test*"))


def test_test_databases_on_files_are_copied_whole_and_leave_nothing(sqlcipher: Engine) -> None:
    sqlcipher.run(use_test_files)


def find_no_changes() -> None:
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_the_fields_tell_migrations_all_about_themselves(engine: Engine) -> None:
    engine.run(find_no_changes)
