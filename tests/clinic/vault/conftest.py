"""Records for the tests of the vault: filled once, copied for each test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker
from tests.clinic.vault import records

from palpate.clinic.vault.store import Store


@dataclass(frozen=True)
class Filled:
    """A record that is there to be copied."""

    folder: Path
    url: str = ""


@pytest.fixture(autouse=True)
def _database(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """These tests open databases of their own, and never that of the other tests."""
    os.umask(0o077)
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[records.Postgres]:
    """Databases on the test server."""
    found = records.Postgres(records.server())
    yield found
    found.drop()


@pytest.fixture(scope="session")
def filled_file(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Filled:
    """A record in an encrypted file."""
    folder = tmp_path_factory.mktemp("filled") / "data"
    with django_db_blocker.unblock():
        records.begin(records.at(folder))
    return Filled(folder)


@pytest.fixture(scope="session")
def filled_postgres(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
    postgres: records.Postgres,
) -> Filled:
    """A record on PostgreSQL."""
    folder, url = tmp_path_factory.mktemp("filled") / "data", postgres.new()
    with django_db_blocker.unblock():
        records.begin(records.at(folder, url))
    return Filled(folder, url)


@pytest.fixture
def file_store(filled_file: Filled, tmp_path: Path) -> Store:
    """A record in an encrypted file, of this test alone."""
    return records.at(records.copy(filled_file.folder, tmp_path / "data"))


@pytest.fixture
def postgres_store(filled_postgres: Filled, postgres: records.Postgres, tmp_path: Path) -> Store:
    """A record on PostgreSQL, of this test alone."""
    folder = records.copy(filled_postgres.folder, tmp_path / "data-postgresql")
    return records.at(folder, postgres.new(filled_postgres.url))


@pytest.fixture(params=["file_store", "postgres_store"], ids=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    """A record on each engine."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Store)
    return found


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Store]:
    """A place without a record, on an engine."""

    def make(engine: str) -> Store:
        folder = tmp_path / f"empty-{engine}"
        if engine == "sqlite":
            return records.at(folder)
        return records.at(folder, request.getfixturevalue("postgres").new())

    return make
