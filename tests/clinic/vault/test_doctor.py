"""Each check of the doctor finds what it is for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from tests.clinic.vault.records import NOW, within

from palpate.clinic.audit.models import Entry
from palpate.clinic.database.append_only import PREFIX
from palpate.clinic.files import vaulting
from palpate.clinic.files.models import StoredFile
from palpate.clinic.practice.models import Credential, Member
from palpate.clinic.vault import backup, swap
from palpate.clinic.vault.doctor import engine, machine
from palpate.clinic.vault.doctor.checks import CHECKS, Level, Result
from palpate.clinic.vault.doctor.examine import examine, is_well
from palpate.clinic.vault.rows import state
from palpate.clinic.vault.store import Store, at
from palpate.clinic.workbench.assets import AssetsMissingError


def looked_at(store: Store, now: datetime = NOW) -> dict[str, Result]:
    """What every check says, the worst of each."""
    from django.test import override_settings

    with override_settings(DATA=store.folder):
        results = examine(store, now)
    order = {Level.GOOD: 0, Level.ADVICE: 1, Level.WRONG: 2}
    return {each.check: each for each in sorted(results, key=lambda each: order[each.level])}


def lift(table: str) -> None:
    """Take the guards of a table away, as an intruder would."""
    from palpate.clinic.database.append_only import postgresql_removal, sqlite_removal

    removal = postgresql_removal if connection.vendor == "postgresql" else sqlite_removal
    with connection.cursor() as cursor:
        for statement in removal(table):
            cursor.execute(statement)


def no_guards(store: Store) -> None:
    with within(store):
        lift("notes_noteversion")


def forged(store: Store) -> None:
    with within(store):
        lift("audit_entry")
        Entry.objects.filter(number=1).update(who="Nobody")


def missing_file(store: Store) -> None:
    with within(store):
        vaulting.path_of(StoredFile.objects.get().pk).unlink()


def tampered_file(store: Store) -> None:
    with within(store):
        path = vaulting.path_of(StoredFile.objects.get().pk)
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)


def open_folder(store: Store) -> None:
    (store.folder / "in-use.lock").chmod(0o644)


def clock_behind(store: Store) -> None:
    with within(store):
        lift("audit_entry")
        Entry.objects.filter(number=1).update(at=NOW + timedelta(days=400))


def half_restored(store: Store) -> None:
    (store.folder / swap.PLAN).touch()


BREAKING: dict[str, Callable[[Store], None]] = {
    "append-only": no_guards,
    "audit": forged,
    "files": missing_file,
    "rights": open_folder,
    "clock": clock_behind,
    "restore": half_restored,
    "backup": lambda _: None,
}


@pytest.mark.parametrize("name", BREAKING)
def test_what_is_broken_is_found(store: Store, name: str) -> None:
    BREAKING[name](store)
    found = looked_at(store)[name]
    assert found.level is Level.WRONG
    assert found.says
    assert found.remedy


def test_a_tampered_file_is_found(file_store: Store) -> None:
    tampered_file(file_store)
    assert looked_at(file_store)["files"].level is Level.WRONG


def test_an_orphan_is_told(file_store: Store) -> None:
    (file_store.files / "zz").mkdir()
    (file_store.files / "zz" / "stray").write_bytes(b"x")
    assert looked_at(file_store)["files"].level is Level.ADVICE


def test_a_healthy_record_is_well(file_store: Store) -> None:
    now = datetime.now(UTC)
    backup.make(file_store, now=now)
    with within(file_store):
        member = Member.objects.get()
        Authenticator.objects.create(user=member.user, type="totp", data={"secret": ""})
    found = looked_at(file_store, now)
    wrong = [each for each in found.values() if each.level is Level.WRONG]
    assert wrong == []
    assert is_well(list(found.values()))


def test_an_old_backup_is_told(file_store: Store) -> None:
    backup.make(file_store, now=NOW)
    found = looked_at(file_store, NOW + timedelta(days=9))["backup"]
    assert found.level is Level.WRONG
    assert "9 days" in found.says


def test_a_wrong_key_is_told(file_store: Store) -> None:
    wrong = at(file_store.folder)
    object.__setattr__(wrong.ring, "_environ", {"PALPATE_KEY": "11" * 32})
    found = looked_at(wrong)
    assert found["key"].level is Level.WRONG
    assert found["database"].level is Level.WRONG


def test_damage_to_the_database_is_told(file_store: Store) -> None:
    path = file_store.folder / "palpate.db"
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    assert not is_well(list(looked_at(file_store).values()))


def test_people_are_looked_after(file_store: Store) -> None:
    with within(file_store):
        member = Member.objects.get()
        Credential.objects.create(
            practice_id=member.practice_id,
            member=member,
            profession="massage_therapist",
            expires_on=date(2026, 11, 1),
        )
    found = looked_at(file_store)
    assert "ran out on 2026-11-01" in found["licences"].says
    assert "no second factor" in found["second factor"].says


def test_missing_steps_and_newer_ones_are_told(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "pending", lambda: [("people", "0009_x")])
    assert "palpate upgrade" in looked_at(file_store)["migrations"].remedy
    monkeypatch.setattr(state, "pending", list)
    monkeypatch.setattr(state, "unknown", lambda _: [("people", "9999_x")])
    assert "newer" in looked_at(file_store)["migrations"].says


def test_the_machine_is_looked_at(file_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import os
    from types import SimpleNamespace

    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    monkeypatch.setattr(engine, "_sqlite_version", lambda: (3, 40, 1))

    def missing(_entry: str) -> None:
        raise AssetsMissingError("not built", "Build it.")

    monkeypatch.setattr(machine, "load_assets", missing)
    before = os.umask(0o022)
    try:
        found = looked_at(file_store)
    finally:
        os.umask(before)
    for name in ("disk", "engine", "front end", "umask"):
        assert found[name].level is Level.WRONG, name


def test_row_security_that_was_taken_away_is_told(postgres_store: Store) -> None:
    with within(postgres_store), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE people_client DISABLE ROW LEVEL SECURITY")
    assert "people_client" in looked_at(postgres_store)["row security"].says


def test_an_unencrypted_way_to_a_server_is_told(
    postgres_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_is_here", lambda _: False)
    assert "unencrypted" in looked_at(postgres_store)["TLS"].says


def test_every_check_says_what_it_is_about() -> None:
    assert len({(each.name, each.engine) for each in CHECKS}) == len(CHECKS)
    assert all(each.about for each in CHECKS)
    assert PREFIX
