"""Both engines, each in a process of its own: an encrypted file and a real PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Engine:
    """A migrated database, and processes that work on it."""

    name: str
    folder: Path
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        return self.folder / "palpate.db"

    def start(
        self, work: Callable[..., None], *arguments: object, **changed: str
    ) -> subprocess.Popen[str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PALPATE", "DJANGO"))}
        values = {"PALPATE_DATA": str(self.folder), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        command = [sys.executable, "-m", "tests.integration.database.inside"]
        return subprocess.Popen(
            [*command, work.__module__, work.__qualname__, *map(str, arguments)],
            cwd=ROOT,
            env={**kept, **values, **self.extra, **changed},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def fails(self, work: Callable[..., None], *arguments: object, **changed: str) -> str:
        process = self.start(work, *arguments, **changed)
        _, told = process.communicate(timeout=120)
        assert process.returncode != 0
        return told.strip().splitlines()[-1]

    def run(self, work: Callable[..., None], *arguments: object, **changed: str) -> str:
        process = self.start(work, *arguments, **changed)
        said, told = process.communicate(timeout=120)
        assert process.returncode == 0, told
        return said


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


@pytest.fixture(scope="session")
def server() -> str:
    """The address of a PostgreSQL for tests."""
    script = ["bash", "tools/postgres.sh"]
    done = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def sqlcipher(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An encrypted file in a data folder."""
    engine = Engine("sqlcipher", tmp_path_factory.mktemp("record") / "data")
    engine.run(migrate)
    return engine


@pytest.fixture(scope="module")
def postgresql(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database of its own on the test server."""
    name = f"palpate_{uuid4().hex[:12]}"
    address = urlsplit(server)._replace(path=f"/{name}").geturl()
    engine = Engine(
        "postgresql",
        tmp_path_factory.mktemp("record") / "data",
        {"PALPATE_DATABASE_URL": address},
    )
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        engine.run(migrate)
        yield engine
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(scope="module", params=["sqlcipher", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Engine)
    return found
