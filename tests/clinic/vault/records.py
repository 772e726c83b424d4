"""Small records on both engines, each test with one of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from django.test import override_settings

from palpate.clinic.access.permissions import Role
from palpate.clinic.accounts.models import User
from palpate.clinic.audit.chain import record
from palpate.clinic.database import everything_scope
from palpate.clinic.database.identifiers import uuid7
from palpate.clinic.files import vaulting
from palpate.clinic.files.models import StoredFile
from palpate.clinic.notes.models import Note, NoteVersion
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member, Practice
from palpate.clinic.vault import store as stores
from palpate.clinic.vault import upgrade
from palpate.clinic.vault.store import Store
from palpate.clinic.visits.models import Finding, Visit

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
KEY = "5a" * 32
PICTURE = b"not really a picture" * 100
PAIN = [{"patches": {"temple.left.1": 6}, "qualities": ["ache"]}]


def at(folder: Path, url: str = "") -> Store:
    """The record of a folder under the key of the tests."""
    environ = {"PALPATE_KEY": os.environ["PALPATE_KEY"]}
    return stores.at(folder, environ | ({"PALPATE_DATABASE_URL": url} if url else {}))


@contextmanager
def within(store: Store) -> Iterator[None]:
    """Work in a record, every practice in view."""
    with override_settings(DATA=store.folder), store.opened(), everything_scope("a test"):
        yield


def begin(store: Store) -> None:
    """A practice with an owner who treats, one client, a visit, a signed note and a file."""
    upgrade.upgrade(store, now=NOW)
    with within(store):
        practice = Practice.objects.create(name="Elm Street Clinic")
        user = User.objects.create_user("olga@example.org", name="Olga Berg")
        roles = [Role.OWNER.value, Role.THERAPIST.value]
        member = Member.objects.create(practice=practice, user=user, name="Olga Berg", roles=roles)
        client = Client.objects.create(
            practice=practice,
            number=1,
            given_name="Zoë",
            family_name="Novák",
            birth_date=date(1974, 5, 3),
            email="zoe@example.org",
            phone="+1 555 0100",
        )
        _treat(practice, member, client)
        record(member, "client added", client_id=client.pk, on=client)


def _treat(practice: Practice, member: Member, client: Client) -> None:
    common = {"practice": practice, "client": client}
    visit = Visit.objects.create(**common, therapist=member, starts_at=NOW)
    Finding.objects.create(
        **common, visit=visit, changed_by=member, reason="Headache", case={"pain": PAIN}
    )
    note = Note.objects.create(
        **common, visit=visit, author=member, subjective="Zieht über das linke Ohr.",
        state=Note.State.SIGNED, signed_as="Olga Berg, LMT", signed_at=NOW,
    )  # fmt: skip
    NoteVersion.objects.create(
        **common, note=note, number=1, kind="signed", parts={"subjective": "Zieht."}, by=member,
        digest="0" * 64,
    )  # fmt: skip
    stored = StoredFile(
        id=uuid7(), **common, kind="photograph", name="shoulder.png", media_type="image/png",
        size=len(PICTURE), sha256=hashlib.sha256(PICTURE).hexdigest(), by=member,
    )  # fmt: skip
    vaulting.write(stored.pk, [PICTURE])
    stored.save(force_insert=True)


def add_client(store: Store, name: str) -> None:
    """One more client, with its audit entry."""
    with within(store):
        member = Member.objects.get()
        client = Client.objects.create(
            practice_id=member.practice_id, number=Client.objects.count() + 1, given_name=name
        )
        record(member, "client added", client_id=client.pk, on=client)


def names(store: Store) -> list[str]:
    """The given names of all clients."""
    with within(store):
        return sorted(Client.objects.values_list("given_name", flat=True))


class Postgres:
    """Databases on the test server, made from one that is filled once."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._made: list[str] = []

    def new(self, template: str = "") -> str:
        """A new database; its address."""
        name = f"vault_{uuid4().hex[:12]}"
        made_of = f" TEMPLATE {self.name_of(template)}" if template else ""
        self._run(f"CREATE DATABASE {name}{made_of}")
        self._made.append(name)
        return urlsplit(self._server)._replace(path=f"/{name}").geturl()

    def drop(self) -> None:
        """Remove all that were made."""
        for name in self._made:
            self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    @staticmethod
    def name_of(address: str) -> str:
        return urlsplit(address).path[1:]

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(statement.encode())


def server() -> str:
    """The address of the PostgreSQL for tests."""
    done = subprocess.run(
        ["bash", "tools/postgres.sh"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def copy(folder: Path, target: Path) -> Path:
    """A record's folder, copied."""
    shutil.copytree(folder, target)
    target.chmod(0o700)
    return target
