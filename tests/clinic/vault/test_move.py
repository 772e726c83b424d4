"""A record moves to the other engine and back, every row compared; nothing is mixed or lost."""

from __future__ import annotations

import pytest
from tests.clinic.vault.records import NOW, Postgres, add_client, names, within

from palpate.clinic.audit.chain import breaks
from palpate.clinic.audit.models import Entry
from palpate.clinic.practice.models import Practice
from palpate.clinic.vault.move import move, target
from palpate.clinic.vault.rows.digests import digests
from palpate.clinic.vault.snapshot import snapshot
from palpate.clinic.vault.store import Store
from palpate.evidence import UserError

Made = dict[str, tuple[int, str]]


def rows(store: Store) -> Made:
    with snapshot(store):
        return digests()


def test_there_and_back_again(file_store: Store, postgres: Postgres) -> None:
    url = postgres.new()
    before = rows(file_store)
    done = move(file_store, url, now=NOW)
    assert done.rows == sum(count for count, _ in before.values())
    assert rows(file_store) == before
    there = target(file_store, url)
    add_client(there, "Added there")
    with within(there):
        assert list(breaks(Practice.objects.get())) == []
        assert Entry.objects.order_by("-number").first() is not None
    (file_store.folder / "palpate.db").rename(file_store.folder / "was.db")
    move(there, "sqlite", now=NOW)
    assert names(file_store) == ["Added there", "Zoë"]
    add_client(file_store, "Added here")
    with within(file_store):
        assert list(breaks(Practice.objects.get())) == []


def test_a_target_that_holds_anything_is_refused(file_store: Store, postgres_store: Store) -> None:
    found = postgres_store.database
    url = f"postgresql://{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT']}/{found['NAME']}"
    with pytest.raises(UserError, match="two records are never mixed"):
        move(file_store, url, now=NOW)
    with pytest.raises(UserError, match="There is a database"):
        move(postgres_store, "sqlite", now=NOW) if (
            postgres_store.folder / "palpate.db"
        ).write_bytes(b"x") else None
    assert names(postgres_store) == ["Zoë"]


def test_the_same_engine_is_told(file_store: Store) -> None:
    with pytest.raises(UserError, match="already"):
        move(file_store, "sqlite", now=NOW)


def test_an_address_that_leads_nowhere_is_told(file_store: Store) -> None:
    with pytest.raises(UserError, match="cannot be reached"):
        move(file_store, "postgresql://nobody:x@127.0.0.1:1/nothing", now=NOW)


def test_a_row_that_came_out_different_stops_the_move(
    file_store: Store, monkeypatch: pytest.MonkeyPatch,
    postgres: Postgres,
) -> None:  # fmt: skip
    from palpate.clinic.vault import move as module

    turns = iter([{"people.client": (1, "a")}, {"people.client": (1, "b")}])
    monkeypatch.setattr(module, "digests", lambda: next(turns))
    url = postgres.new()
    with pytest.raises(UserError, match=r"Rows came out different in: people\.client"):
        move(file_store, url, now=NOW)
    monkeypatch.undo()
    assert move(file_store, url, now=NOW).rows
