"""What was written in an append-only table stays, on both engines."""

from __future__ import annotations

from .conftest import Engine


def refuse_changes() -> None:
    import pytest
    from django.db import DatabaseError, connection, transaction
    from tests.integration.database.ledger.models import Event

    from palpate.clinic.database import everything_scope
    from palpate.clinic.database.identifiers import uuid7

    with everything_scope("a test"):
        row = Event.objects.create(practice_id=uuid7(), what="happened")
        row.what = "never happened"
        attempts = [row.save, row.delete, lambda: Event.objects.update(what="")]
        if connection.vendor == "postgresql":
            attempts.append(lambda: connection.cursor().execute("TRUNCATE ledger_event"))
        for attempt in attempts:
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                attempt()
        assert Event.objects.get(pk=row.pk).what == "happened"
        Event.objects.create(practice_id=uuid7(), what="happened too")


def test_nothing_is_changed_deleted_or_truncated(engine: Engine) -> None:
    engine.run(refuse_changes)


def test_a_rebuilt_table_keeps_its_protection(engine: Engine) -> None:
    engine.run(move_to, "0001_initial")
    engine.run(refuse_changes)
    engine.run(move_to, "0002_longer")
    engine.run(refuse_changes)


def move_to(name: str) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    call_command("migrate", "ledger", name, verbosity=0)
    assert ("ledger", name) in MigrationRecorder(connection).applied_migrations()


def fill_in() -> None:
    from tests.integration.database.ledger.models import Event

    from palpate.clinic.database import everything_scope

    with everything_scope("a test"):
        assert set(Event.objects.values_list("what", flat=True)) == {"old"}


def test_a_data_migration_sees_every_row_and_may_lift_the_protection(engine: Engine) -> None:
    engine.run(refuse_changes)
    engine.run(move_to, "0001_initial")
    engine.run(move_to, "0002_longer")
    engine.run(fill_in)


def go_back_and_forth() -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", "ledger", "zero", verbosity=0)
    assert "ledger_event" not in connection.introspection.table_names()
    call_command("migrate", verbosity=0)


def test_every_operation_can_be_undone(engine: Engine) -> None:
    engine.run(go_back_and_forth)
    engine.run(refuse_changes)


def empty_everything() -> None:
    from django.core.management import call_command
    from tests.integration.database.ledger.models import Event

    from palpate.clinic.database import everything_scope

    refuse_changes()
    call_command("flush", interactive=False, verbosity=0)
    with everything_scope("a test"):
        assert not Event.objects.exists()
    refuse_changes()


def test_emptying_a_test_database_keeps_the_protection(engine: Engine) -> None:
    engine.run(empty_everything)
