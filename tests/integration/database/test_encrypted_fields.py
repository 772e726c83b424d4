"""What an encrypted field promises, on both engines."""

from __future__ import annotations

from .conftest import Engine


def make_round_trips() -> None:
    from hypothesis import given, settings
    from hypothesis import strategies as st
    from tests.integration.database.ledger.models import Entry

    from palpate.clinic.database import everything_scope
    from palpate.clinic.database.identifiers import uuid7

    json = st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
        max_leaves=12,
    )
    text = st.text(st.characters(exclude_categories=["Cs"]))

    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(words=st.none() | text, told=json, raw=st.none() | st.binary())
    def come_back(words: str | None, told: object, raw: bytes | None) -> None:
        made = Entry.objects.create(practice_id=uuid7(), words=words, told=told, raw=raw)
        row = Entry.objects.get(pk=made.pk)
        assert (row.words, row.told, row.raw) == (words, told, raw)
        row.save()
        row = Entry.objects.only("raw").get(pk=made.pk)
        assert (row.words, row.told, row.raw) == (words, told, raw)

    with everything_scope("a test"):
        come_back()


def test_every_value_comes_back(engine: Engine) -> None:
    engine.run(make_round_trips)


def refuse_what_was_moved() -> None:
    from contextlib import suppress

    import pytest
    from django.core.exceptions import FieldError
    from django.db import connection
    from tests.integration.database.ledger.models import Entry

    from palpate.clinic.database import everything_scope
    from palpate.clinic.database.identifiers import uuid7
    from palpate.clinic.database.sealing import SealBroken

    def change(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    def new() -> Entry:
        return Entry.objects.create(practice_id=uuid7(), words="one", remark="two", told={"a": 1})

    def stored() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT words FROM ledger_entry")
            return str(cursor.fetchone()[0])

    with everything_scope("a test"):
        Entry.objects.all().delete()
        new()
        assert stored().startswith("p1.r.")
        assert "one" not in stored()

        change("UPDATE ledger_entry SET words = remark")
        with pytest.raises(SealBroken, match=r"ledger_entry.words does not open"):
            print(Entry.objects.get().words)
        assert Entry.objects.get().remark == "two"

        Entry.objects.all().delete()
        first, second = new(), new()
        change("UPDATE ledger_entry SET words = (SELECT max(words) FROM ledger_entry)")
        opened = 0
        for row in (first, second):
            with suppress(SealBroken):
                opened += Entry.objects.get(pk=row.pk).words == "one"
        assert opened == 1  # only in the row it was written for

        Entry.objects.all().delete()
        new()
        for broken in ("nothing sealed", stored()[:-6] + "AAAA==", stored()[:20]):
            change(f"UPDATE ledger_entry SET words = '{broken}'")
            with pytest.raises(SealBroken):
                print(Entry.objects.get().words)

        Entry.objects.update(words="of no row")
        assert stored().startswith("p1.c.")
        row = Entry.objects.get()
        assert row.words == "of no row"
        row.save()
        assert stored().startswith("p1.r.")
        row.words = "again"
        Entry.objects.bulk_update([row], ["words"])
        assert Entry.objects.get().words == "again"

        assert str(Entry.objects.values_list("words", flat=True)[0]) == "(encrypted)"
        assert Entry.objects.filter(words__isnull=False).count() == 1
        for lookup in ("words", "words__contains", "told__a"):
            with pytest.raises(FieldError):
                Entry.objects.filter(**{lookup: "again"})


def test_a_value_that_was_changed_or_moved_does_not_open(engine: Engine) -> None:
    engine.run(refuse_what_was_moved)


def write_one() -> None:
    from tests.integration.database.ledger.models import Entry

    from palpate.clinic.database import everything_scope
    from palpate.clinic.database.identifiers import uuid7

    with everything_scope("a test"):
        Entry.objects.all().delete()
        Entry.objects.create(practice_id=uuid7(), words="kept")


def read_one() -> None:
    from tests.integration.database.ledger.models import Entry

    from palpate.clinic.database import everything_scope

    with everything_scope("a test"):
        row = Entry.objects.get()
        assert row.words == "kept"
        row.save()


def change_key() -> None:
    from palpate.clinic.database.folder import data_folder
    from palpate.clinic.database.key import MasterKey
    from palpate.clinic.database.sources import remember_name

    remember_name(data_folder(), MasterKey(bytes.fromhex("cd" * 32)).name)


def test_a_former_key_opens_and_saving_seals_with_the_new_one(postgresql: Engine) -> None:
    postgresql.run(write_one)
    old = (postgresql.folder / "key").read_text().strip()
    assert "is not the key of the record" in postgresql.fails(read_one, PALPATE_KEY="cd" * 32)
    postgresql.run(change_key)
    told = postgresql.fails(read_one, PALPATE_KEY="cd" * 32)
    assert "PALPATE_OLD_KEYS" in told
    postgresql.run(read_one, PALPATE_KEY="cd" * 32, PALPATE_OLD_KEYS=old)
    postgresql.run(read_one, PALPATE_KEY="cd" * 32)


def dump_and_load(folder: str) -> None:
    from django.core.management import call_command
    from tests.integration.database.ledger.models import Entry

    from palpate.clinic.database import everything_scope
    from palpate.clinic.database.identifiers import uuid7

    with everything_scope("a test"):
        Entry.objects.all().delete()
        Entry.objects.create(practice_id=uuid7(), words="w", told={"a": [1]}, raw=b"\0\xff")
        call_command("dumpdata", "ledger.Entry", output=f"{folder}/rows.json", verbosity=0)
        Entry.objects.all().delete()
        call_command("loaddata", f"{folder}/rows.json", verbosity=0)
        row = Entry.objects.get()
        assert (row.words, row.told, row.raw) == ("w", {"a": [1]}, b"\0\xff")


def test_fixtures_carry_what_is_in_the_fields(sqlcipher: Engine, tmp_path: object) -> None:
    sqlcipher.run(dump_and_load, tmp_path)


def check_forms() -> None:
    import pytest
    from django import forms
    from django.core.exceptions import ValidationError
    from tests.integration.database.ledger.models import Entry

    from palpate.clinic.database.fields import EncryptedTextField
    from palpate.clinic.database.identifiers import uuid7

    form = forms.modelform_factory(Entry, fields=["practice_id", "words", "told"])(
        {"practice_id": uuid7(), "words": "typed", "told": '{"a": 1}'}
    )
    assert form.is_valid(), form.errors
    assert form.save(commit=False).told == {"a": 1}
    with pytest.raises(ValidationError):
        Entry(practice_id=uuid7(), words="w", remark="r", told=object(), raw=b"1").full_clean()
    with pytest.raises(TypeError, match="unique"):
        EncryptedTextField(unique=True)


def test_forms_and_validation_know_the_fields(sqlcipher: Engine) -> None:
    sqlcipher.run(check_forms)
