"""A backup holds everything, is checked before it counts, and comes back on either engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from tests.clinic.vault.records import NOW, PAIN, add_client, names, within

from palpate.clinic.audit.chain import breaks
from palpate.clinic.audit.models import Entry
from palpate.clinic.files.check import problems
from palpate.clinic.practice.models import Practice
from palpate.clinic.vault import backup, epoch, occupancy, restore
from palpate.clinic.vault import store as stores
from palpate.clinic.vault.models import Backup
from palpate.clinic.vault.store import Store
from palpate.clinic.vault.verify import verify
from palpate.clinic.visits.models import Finding
from palpate.evidence import UserError

WORDS = "violet harbour stone kite"


def make(store: Store, **options: object) -> Path:
    return backup.make(store, now=NOW, **options).path  # type: ignore[arg-type]


def bring_back(store: Store, path: Path, **options: object) -> restore.Restored:
    return restore.restore(store, path, now=NOW, confirm=lambda _: None, **options)  # type: ignore[arg-type]


def test_a_backup_is_one_private_file_that_tells_nothing(store: Store) -> None:
    path = make(store)
    assert path.name == "palpate-20261122-023000.palpate"
    assert path.stat().st_mode & 0o077 == 0
    raw = path.read_bytes()
    for told in (b"Elm Street", b"Novak", b"people_client", b"Headache"):
        assert told not in raw
    assert [found.name for found in store.backups.iterdir()] == [path.name]
    assert list(store.work().iterdir()) == []


def test_a_backup_is_listed_with_its_report(store: Store) -> None:
    make(store)
    with within(store):
        listed = Backup.objects.get()
        last = Entry.objects.order_by("-number").first()
    assert listed.verified
    assert listed.report["files"] == 1
    assert last is not None
    assert {"number": last.number, "digest": last.digest} in listed.report["audit"].values()


def test_what_was_written_after_a_backup_is_gone_after_a_restore(store: Store) -> None:
    path = make(store)
    add_client(store, "Later")
    done = bring_back(store, path)
    assert names(store) == ["Zoë"]
    assert done.kept
    with within(store):
        assert Finding.objects.get().case == {"pain": PAIN}
        assert list(problems(deep=True)) == []
        acts = list(Entry.objects.order_by("number").values_list("act", flat=True))
        assert acts[-1] == "record restored"
        assert list(breaks(Practice.objects.get())) == []


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_backup_of_one_engine_comes_back_on_the_other(
    store: Store, empty: Callable[[str], Store], engine: str
) -> None:
    path = make(store)
    goal = empty(engine)
    bring_back(goal, path)
    assert names(goal) == ["Zoë"]
    add_client(goal, "Next")
    with within(goal):
        assert list(breaks(Practice.objects.get())) == []


def test_a_restore_signs_everybody_out_and_begins_a_new_epoch(file_store: Store) -> None:
    with within(file_store):
        Session.objects.create(session_key="a" * 32, session_data="", expire_date=NOW)
        before = epoch.current()
    path = make(file_store)
    bring_back(file_store, path)
    with within(file_store):
        assert not Session.objects.exists()
        assert epoch.current() not in (None, before)


def test_a_recovery_passphrase_opens_a_backup_on_another_machine(
    file_store: Store, tmp_path: Path
) -> None:
    path = make(file_store, passphrase=WORDS)
    new = stores.at(tmp_path / "new", {})
    with pytest.raises(UserError, match="needs the key named"):
        bring_back(new, path, environ={})
    with pytest.raises(UserError, match="does not open with this passphrase"):
        bring_back(new, path, passphrase="violet harbour stone kites", environ={})
    done = bring_back(new, path, passphrase=WORDS, environ={})
    assert done.new_key
    again = stores.at(tmp_path / "new", {})
    assert again.ring.current.name == file_store.ring.current.name
    assert names(again) == ["Zoë"]


def test_a_lost_key_is_no_obstacle_for_the_passphrase(file_store: Store) -> None:
    path = make(file_store, passphrase=WORDS)
    (file_store.folder / "key.name").unlink()
    keyless = stores.at(file_store.folder, {})
    bring_back(keyless, path, passphrase=WORDS, environ={})
    assert names(stores.at(file_store.folder, {})) == ["Zoë"]


def test_a_key_from_the_environment_is_never_replaced_in_secret(
    file_store: Store, tmp_path: Path
) -> None:
    path = make(file_store, passphrase=WORDS)
    environ = {"PALPATE_KEY": "11" * 32}
    other = stores.at(tmp_path / "other", environ)
    with pytest.raises(UserError, match="PALPATE_KEY"):
        bring_back(other, path, passphrase=WORDS, environ=environ)


def test_a_short_passphrase_is_refused(file_store: Store) -> None:
    with pytest.raises(UserError, match="at least 12"):
        make(file_store, passphrase="kite")


def test_nothing_happens_without_consent(file_store: Store) -> None:
    path = make(file_store)
    add_client(file_store, "Later")

    def refuse(_manifest: object) -> None:
        raise UserError("That is not the practice's name.", "Nothing was changed.")

    with pytest.raises(UserError, match="not the practice's name"):
        restore.restore(file_store, path, now=NOW, confirm=refuse)
    assert names(file_store) == ["Later", "Zoë"]
    assert not list(file_store.folder.glob(".restore-*"))


def test_a_restore_waits_for_no_server(file_store: Store) -> None:
    path = make(file_store)
    with (
        occupancy.shared(file_store.folder),
        pytest.raises(UserError, match="A server or another command") as refused,
    ):
        bring_back(file_store, path)
    assert "Stop it" in refused.value.remedy


def test_a_server_does_not_start_during_a_restore(file_store: Store) -> None:
    with (
        occupancy.alone(file_store.folder),
        pytest.raises(UserError, match="under way"),
        occupancy.shared(file_store.folder),
    ):
        pass


def test_the_self_test_restores_and_leaves_nothing(store: Store) -> None:
    path = make(store)
    add_client(store, "Later")
    before = sorted(found.name for found in store.folder.iterdir())
    restore.rehearse(store, path, now=NOW)
    assert sorted(found.name for found in store.folder.iterdir()) == before
    assert names(store) == ["Later", "Zoë"]


def test_two_backups_in_one_second_have_two_names(file_store: Store) -> None:
    assert make(file_store) != make(file_store)


def test_a_backup_goes_where_it_is_sent(file_store: Store, tmp_path: Path) -> None:
    path = make(file_store, to=tmp_path / "stick")
    assert path.parent == tmp_path / "stick"
    assert verify(path, file_store.ring).is_good


def test_writers_are_not_stopped_while_a_backup_is_made(file_store: Store) -> None:
    from palpate.clinic.vault.snapshot import snapshot

    with snapshot(file_store):
        add_client(file_store, "Meanwhile")
        from palpate.clinic.people.models import Client

        assert Client.objects.count() == 1
    assert names(file_store) == ["Meanwhile", "Zoë"]


def test_old_backups_go_only_from_the_folder_of_backups(file_store: Store, tmp_path: Path) -> None:
    from palpate.clinic.vault.keeping import Keep

    for days in range(3):
        backup.make(file_store, now=NOW + timedelta(days=days), to=tmp_path / "stick")
        made = backup.make(file_store, now=NOW + timedelta(days=days), keep=Keep(1, 0, 0))
    assert [path.name for path in file_store.backups.iterdir()] == [made.path.name]
    assert len(list((tmp_path / "stick").iterdir())) == 3
