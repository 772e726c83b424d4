"""Fill a data folder with a large practice: python -m benchmarks.seed --data FOLDER.

The default is 100,000 clients and 1,000,000 visits, with findings and notes; one client has 1,000
visits. Rows are made from a fixed seed and written in bulk: the audit chain tells only of the
filling itself. Words of notes are searchable; drawings are sealed to their columns, not their rows.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

BATCH = 2_000
THERAPISTS = 40
DAYS = 1_500
"""Days over which the visits are spread, back from today."""
UNSIGNED = 97
"""One note of so many is still a draft."""
DATED = {"created_at", "changed_at"}
"""Fields that are filled when a row is saved."""
PREPARED = {
    "reason", "patches", "case", "subjective", "objective", "assessment", "plan", "state"
}  # fmt: skip
"""Columns whose values are as the engine takes them."""
GIVEN = [
    "Ada",
    "Ben",
    "Clara",
    "David",
    "Elif",
    "Femi",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Kaya",
    "Liam",
    "Maya",
    "Noor",
    "Otto",
    "Petra",
]
FAMILY = [
    "Abe",
    "Berg",
    "Costa",
    "Diaz",
    "Eriksen",
    "Fuchs",
    "Garcia",
    "Haddad",
    "Ito",
    "Jensen",
    "Khan",
    "Lopez",
    "Meyer",
    "Novak",
]
WORDS = [
    "neck",
    "shoulder",
    "headache",
    "turning",
    "sleeping",
    "desk",
    "lifting",
    "tender",
    "pressure",
    "eased",
    "ache",
]


def main() -> None:
    """Read the sizes, prepare the folder, fill it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--clients", type=int, default=100_000)
    parser.add_argument("--visits", type=int, default=1_000_000)
    parser.add_argument("--busy", type=int, default=1_000, help="visits of the first client")
    sizes = parser.parse_args()
    os.environ["PALPATE_DATA"] = sizes.data
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palpate.clinic.config.settings")
    os.umask(0o077)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    start = time.monotonic()
    Seed(sizes.clients, sizes.visits, sizes.busy).fill()
    print(f"{sizes.clients} clients and {sizes.visits} visits in {time.monotonic() - start:.0f} s")


class Seed:
    """A large practice, the same every time."""

    def __init__(self, clients: int, visits: int, busy: int) -> None:
        self.sizes = (clients, visits, min(busy, visits))
        self.random = random.Random(20)
        self.now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
        self.paragraphs = {
            count: [" ".join(self.random.choices(WORDS, k=count)) for _ in range(200)]
            for count in (6, 20, 40)
        }

    def fill(self) -> None:
        """Write everything."""
        from django.db import transaction

        from palpate.clinic.audit.chain import record
        from palpate.clinic.database import everything_scope, statistics
        from palpate.clinic.people import words
        from palpate.clinic.people.models import Client

        with everything_scope("filling a practice for the benchmark"):
            self.practice, self.members = self.staff()
            clients = self.clients()
            while batch := list(islice(clients, BATCH)):
                Client.objects.bulk_create(batch)
                words.write(batch)
            self.ids = list(Client.objects.order_by("number").values_list("pk", flat=True))
            record(self.members[0], "filled for a benchmark", clients=self.sizes[0])
            tables = self.tables()
        for start in range(0, self.sizes[1], BATCH):
            with everything_scope("filling a practice for the benchmark"), transaction.atomic():
                self.visits(tables, range(start, min(start + BATCH, self.sizes[1])))
        statistics.refresh()

    def staff(self) -> tuple[Any, list[Any]]:
        """Forty therapists; the first also owns the practice."""
        from allauth.mfa.models import Authenticator

        from palpate.clinic.accounts.models import User
        from palpate.clinic.practice.models import Member, Practice

        practice = Practice.objects.create(name="Large practice")
        members = []
        for number in range(THERAPISTS):
            name = f"{GIVEN[number % len(GIVEN)]} {FAMILY[number % len(FAMILY)]}"
            user = User.objects.create_user(f"therapist{number}@example.org", name=name)
            Authenticator.objects.create(user=user, type="totp", data={"secret": ""})
            roles = ["therapist", "owner"] if number == 0 else ["therapist"]
            members.append(
                Member.objects.create(practice=practice, user=user, name=name, roles=roles)
            )
        return practice, members

    def clients(self) -> Iterator[Any]:
        """Clients with names, birth dates and telephone numbers."""
        from palpate.clinic.people.models import Client
        from palpate.clinic.people.names import sort_name

        for number in range(1, self.sizes[0] + 1):
            given, family = self.random.choice(GIVEN), self.random.choice(FAMILY)
            family = f"{family}{number % 997}"
            digits = f"555{number:07}"
            yield Client(
                practice=self.practice, number=number, given_name=given, family_name=family,
                birth_date=date(1940, 1, 1) + timedelta(days=self.random.randrange(25_000)),
                email=f"client{number}@example.org", phone=digits, phone_digits=digits,
                sort_name=sort_name(given, family), therapist=self.members[number % THERAPISTS],
            )  # fmt: skip

    def tables(self) -> dict[str, Table]:
        """The tables that are written past the models, each with the row they all start from."""
        from palpate.clinic.home.models import IndexedNote
        from palpate.clinic.notes.models import Note
        from palpate.clinic.visits.models import Finding, Visit

        common = {"practice": self.practice, "client_id": self.ids[0]}
        member = self.members[0]
        visit = Visit(**common, therapist=member, starts_at=self.now)
        finding = Finding(**common, visit=visit, changed_by=member, area_cm2=60.0)
        note = Note(**common, visit=visit, author=member)
        indexed = IndexedNote(pk=1, practice=self.practice, note=note)
        return {"visit": Table(visit), "finding": Table(finding), "note": Table(note),
                "indexed": Table(indexed)}  # fmt: skip

    def visits(self, tables: dict[str, Table], numbers: range) -> None:
        """Write visits with their findings and notes, and the words of the notes."""
        from palpate.clinic.home import index

        visits = [self.visit(number) for number in numbers]
        told = [visit for visit in visits if visit["state"] == "done"]
        notes = [self.note(visit) for visit in told]
        indexed = [
            {"id": visit["number"] + 1, "note_id": note["id"]}
            for visit, note in zip(told, notes, strict=True)
        ]
        tables["visit"].write(visits)
        tables["finding"].write([self.finding(tables["finding"], visit) for visit in told])
        tables["note"].write(notes)
        tables["indexed"].write(indexed)
        texts = [" ".join(note[part] for part in index.PARTS) for note in notes]
        index.put(zip(texts, (row["id"] for row in indexed), strict=True))

    def visit(self, number: int) -> dict[str, Any]:
        """One visit: the first client has many, some are today, the rest lie in the past."""
        from palpate.clinic.database.identifiers import uuid7

        busy = self.sizes[2]
        client = self.ids[0] if number < busy else self.ids[number % len(self.ids)]
        days = number % DAYS if number >= busy else number
        ago = timedelta(days=days, hours=self.random.randrange(-4, 5))
        return {
            "number": number, "id": uuid7(), "client_id": client, "starts_at": self.now - ago,
            "therapist_id": self.members[self.random.randrange(THERAPISTS)].pk,
            "state": "done" if days else "planned",
        }  # fmt: skip

    def finding(self, table: Table, visit: dict[str, Any]) -> dict[str, Any]:
        """What was found: a drawing of some patches, a reason in words; one of a few hundred."""
        from palpate.clinic.database.identifiers import uuid7

        drawing = visit["number"] % 200
        if (drawing, "case") not in table.sealed:
            patches = {f"neck_side.left.{1 + n}": self.random.randrange(1, 10) for n in range(6)}
            case = {"pain": [{"patches": patches}]}
            values = {"reason": self.words(6), "patches": patches, "case": case}
            table.seal(drawing, values)
        return {
            "id": uuid7(), "visit_id": visit["id"], "client_id": visit["client_id"],
            "changed_by_id": visit["therapist_id"],
            **{name: table.sealed[drawing, name] for name in ("reason", "patches", "case")},
        }  # fmt: skip

    def note(self, visit: dict[str, Any]) -> dict[str, Any]:
        """A note of four parts; most are signed."""
        from palpate.clinic.database.identifiers import uuid7

        is_signed = visit["number"] % UNSIGNED != 0
        return {
            "id": uuid7(), "visit_id": visit["id"], "client_id": visit["client_id"],
            "author_id": visit["therapist_id"], "created_at": visit["starts_at"],
            "state": "signed" if is_signed else "draft",
            "subjective": self.words(40), "objective": self.words(40),
            "assessment": self.words(20), "plan": self.words(20),
            "signed_by_id": visit["therapist_id"] if is_signed else None,
            "signed_at": visit["starts_at"] if is_signed else None,
        }  # fmt: skip

    def words(self, count: int) -> str:
        """Some words."""
        return self.random.choice(self.paragraphs[count])


class Table:
    """Rows written with one statement for many, past the models, which would take an hour."""

    def __init__(self, example: Any) -> None:
        """Take a row that holds what all have in common."""
        from django.db import connection, connections

        meta = example._meta
        self.engine = connections["default"]
        self.fields = {field.column: field for field in meta.local_concrete_fields}
        self.common = {}
        for name, field in self.fields.items():
            dated = field.pre_save(example, add=True) if field.name in DATED else None
            self.common[name] = self.ready(name, dated or getattr(example, field.attname))
        self.sealed: dict[tuple[int, str], Any] = {}
        columns = ", ".join(map(connection.ops.quote_name, self.fields))
        marks = ", ".join(["%s"] * len(self.fields))
        table = connection.ops.quote_name(meta.db_table)
        self.insert = f"INSERT INTO {table} ({columns}) VALUES ({marks})"

    def ready(self, column: str, value: Any) -> Any:
        """A value as the engine takes it."""
        return self.fields[column].get_db_prep_save(value, self.engine)

    def seal(self, number: int, values: dict[str, Any]) -> None:
        """Seal values once for many rows; they are bound to their columns only."""
        for name, value in values.items():
            self.sealed[number, name] = self.ready(name, value)

    def write(self, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows; what one does not say is as in the example."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.executemany(self.insert, [self.row(row) for row in rows])

    def row(self, given: dict[str, Any]) -> list[Any]:
        """The values of one row in the order of the columns."""
        return [
            common if column not in given
            else given[column] if column in PREPARED
            else self.ready(column, given[column])
            for column, common in self.common.items()
        ]  # fmt: skip


if __name__ == "__main__":
    main()
