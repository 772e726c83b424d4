"""Write an export: a ZIP archive, streamed, so that its size does not matter."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from palpate.clinic.audit.models import Entry
from palpate.clinic.files import vaulting
from palpate.clinic.files.models import StoredFile
from palpate.clinic.notes.models import Note, NoteVersion
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Practice
from palpate.clinic.vault.disk import new_file
from palpate.clinic.vault.export import pages
from palpate.clinic.vault.export.readme import readme
from palpate.clinic.vault.export.tables import (
    cell,
    columns,
    dictionary,
    file_name,
    of_a_client,
    rows_of,
    tables,
    values,
)
from palpate.clinic.vault.snapshot import snapshot
from palpate.clinic.vault.store import Store
from palpate.evidence.errors import PalpateError, UserError

_STEP: Final = 500
_UNSAFE: Final = re.compile(r"[^\w .()-]+")


@dataclass
class Exported:
    """What was written."""

    path: Path
    practice_id: UUID | None = None
    client_id: UUID | None = None
    clients: int = 0
    rows: int = 0
    files: int = 0
    problems: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "path": str(self.path),
            "clients": self.clients,
            "rows": self.rows,
            "files": self.files,
            "problems": self.problems,
        }


def export(
    store: Store,
    path: Path,
    *,
    now: datetime,
    practice_id: UUID | None = None,
    number: int | None = None,
) -> Exported:
    """Write everything of a practice, or of the client with a number, into a new archive.

    Without a practice it is the only one that is no sample. Raises UserError when the file exists
    or nothing fits.
    """
    done = Exported(path)
    try:
        with new_file(path) as file, snapshot(store):
            practice = _practice(practice_id)
            client = _client(practice, number)
            done.practice_id, done.client_id = practice.pk, client.pk if client else None
            _write(file, practice, client, now, done)
    except FileExistsError as error:
        raise UserError("exists already.", "Name a new file.", str(path)) from error
    except FileNotFoundError as error:
        raise UserError("lies in no folder.", "Name a folder that exists.", str(path)) from error
    return done


def _write(
    file: BinaryIO, practice: Practice, client: Client | None, now: datetime, done: Exported
) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        who = practice.name if client is None else f"{client.full_name}, client {client.number}"
        _text(archive, "README.txt", readme(who, now, one_client=client is not None))
        _csv(archive, "dictionary.csv", dictionary())
        for model in tables():
            if model is not Entry:
                rows = rows_of(model, practice, client.pk if client else None)
                name = f"tables/{file_name(model)}.csv"
                done.rows += _csv(archive, name, _cells(columns(model), rows)) - 1
        _audit(archive, practice, client, done)
        _clients(archive, practice, client, done)
        if done.problems:
            _text(archive, "problems.txt", "\n".join(done.problems) + "\n")


def _audit(archive: ZipFile, practice: Practice, client: Client | None, done: Exported) -> None:
    """The chain as it is: no cell is changed, or its digests would not hold."""
    rows = rows_of(Entry, practice, client.pk if client else None).order_by("number")
    names = [column.attname for column in columns(Entry)]

    def lines() -> Iterator[list[str]]:
        yield names
        for entry in rows.iterator(_STEP):
            found = values(entry) | {"at": entry.at.isoformat(timespec="microseconds")}
            yield [_plain(found[name]) for name in names]

    done.rows += _csv(archive, "audit.csv", lines()) - 1


def _clients(archive: ZipFile, practice: Practice, one: Client | None, done: Exported) -> None:
    found = Client.objects.filter(practice_id=practice.pk).order_by("number")
    if one is not None:
        found = found.filter(pk=one.pk)
    for client in found.iterator(_STEP):
        _record(archive, practice, client)
        for stored in StoredFile.objects.filter(client_id=client.pk).order_by("pk"):
            _file(archive, client, stored, done)
        done.clients += 1


def _record(archive: ZipFile, practice: Practice, client: Client) -> None:
    folder = f"clients/{client.number}"
    rows = {
        model: [values(row) for row in rows_of(model, practice, client.pk)]
        for model in of_a_client()
    }
    sections = {"client": [values(client)]} | {
        str(model._meta.verbose_name_plural): found for model, found in rows.items()
    }
    told = {"client": sections["client"][0]} | {
        file_name(model): found for model, found in rows.items()
    }
    _text(archive, f"{folder}/record.json", json.dumps(told, ensure_ascii=False, indent=1))
    _text(archive, f"{folder}/record.html", pages.html(client.full_name, sections))
    _text(archive, f"{folder}/notes.txt", pages.notes(rows[Note], rows[NoteVersion]))


def _file(archive: ZipFile, client: Client, stored: StoredFile, done: Exported) -> None:
    """One file, decrypted; one that cannot be read is told of and keeps nothing else back."""
    safe = _UNSAFE.sub("_", stored.name).strip(". ") or "file"
    name = f"clients/{client.number}/files/{str(stored.pk)[-12:]} {safe}"
    try:
        pieces = vaulting.read(stored.pk)
        first = next(pieces, b"")
        with archive.open(name, "w", force_zip64=True) as target:
            target.write(first)
            for piece in pieces:
                target.write(piece)
        done.files += 1
    except (PalpateError, OSError) as error:
        done.problems.append(f"{name}: {error}")


def _csv(archive: ZipFile, name: str, lines: Iterable[list[str]]) -> int:
    """Write a table; return how many lines."""
    count = 0
    with (
        archive.open(name, "w", force_zip64=True) as raw,
        io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text,
    ):
        writer = csv.writer(text)
        for count, line in enumerate(lines, start=1):  # noqa: B007 - counted
            writer.writerow(line)
    return count


def _cells(shown: Iterable[Any], rows: Any) -> Iterator[list[str]]:
    names = [column.attname for column in shown]
    yield names
    for row in rows.iterator(_STEP):
        found = values(row)
        yield [cell(found[name]) for name in names]


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def _text(archive: ZipFile, name: str, text: str) -> None:
    archive.writestr(name, text.encode())


def _practice(practice_id: UUID | None) -> Practice:
    if practice_id is not None:
        found = list(Practice.objects.filter(pk=practice_id))
    else:
        real = list(Practice.objects.filter(is_sample=False)[:2])
        found = real or list(Practice.objects.all()[:2])
    if len(found) == 1:
        return found[0]
    if not found:
        raise UserError("There is no practice in this record.", "Begin one: palpate serve")
    raise UserError(
        "Several practices are kept here.", "Say which one: --practice NAME", "--practice"
    )


def practice_named(store: Store, name: str) -> UUID:
    """The id of the practice with a name. Raises UserError."""
    with snapshot(store):
        found = list(Practice.objects.filter(name__iexact=name)[:2])
    if len(found) != 1:
        problem = "is the name of several practices." if found else "is no practice here."
        raise UserError(problem, "Write its name as it stands on its page.", name)
    return found[0].pk


def _client(practice: Practice, number: int | None) -> Client | None:
    if number is None:
        return None
    found = Client.objects.filter(practice_id=practice.pk, number=number).first()
    if found is None:
        raise UserError(
            f"There is no client with the number {number}.",
            "The number stands in the client's record, under the name.",
            "--client",
        )
    return found
