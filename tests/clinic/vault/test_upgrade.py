"""An upgrade backs up first, and goes back to the backup when anything fails."""

from __future__ import annotations

import pytest
from tests.clinic.vault.records import NOW, add_client, names, within

from palpate.clinic.vault import keeping, upgrade
from palpate.clinic.vault.rows import state
from palpate.clinic.vault.store import Store
from palpate.evidence import UserError


def pretend_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """One step that this record does not have."""
    monkeypatch.setattr(state, "pending", lambda: [("people", "0009_step")])


def test_a_record_that_is_up_to_date_is_left_alone(store: Store) -> None:
    assert upgrade.upgrade(store, now=NOW) == upgrade.Upgraded()
    assert keeping.listed(store.backups) == []


def test_an_old_record_is_backed_up_before(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_old(monkeypatch)
    said: list[str] = []
    done = upgrade.upgrade(store, now=NOW, say=said.append)
    assert done.backup is not None
    assert done.backup.exists()
    assert "backed up" in said[0]
    assert names(store) == ["Zoë"]


def test_a_failure_leaves_the_record_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend_old(monkeypatch)

    def fail() -> list[state.Node]:
        add_client(store, "Half done")
        raise ZeroDivisionError("a step that is wrong")

    monkeypatch.setattr(state, "migrate_forward", fail)
    with pytest.raises(UserError, match="UPGRADE FAILED") as error:
        upgrade.upgrade(store, now=NOW)
    assert "as it was before" in error.value.message
    monkeypatch.undo()
    assert names(store) == ["Zoë"]
    with within(store):
        assert state.pending() == []


def test_a_record_of_a_newer_version_is_refused(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "applied", lambda: [("people", "9999_future")])
    with pytest.raises(UserError, match="newer Palpate"):
        upgrade.upgrade(file_store, now=NOW)
