"""An export is readable without Palpate, by people and by programs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.clinic.vault.records import NOW, PAIN, PICTURE, add_client, within

from palpate.clinic.audit.models import Entry
from palpate.clinic.vault.export.tables import cell
from palpate.clinic.vault.export.telling import export_and_tell
from palpate.clinic.vault.store import Store
from palpate.evidence import UserError


def exported(store: Store, path: Path, number: int | None = None) -> ZipFile:
    with within(store):
        pass
    from django.test import override_settings

    with override_settings(DATA=store.folder):
        done = export_and_tell(store, path, now=NOW, number=number)
    assert done.problems == []
    return ZipFile(path)


def sheet(archive: ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def test_everything_is_there(store: Store, tmp_path: Path) -> None:
    archive = exported(store, tmp_path / "out.zip")
    record = json.loads(archive.read("clients/1/record.json"))
    assert record["client"]["given_name"] == "Zoë"
    assert record["visits_finding"][0]["case"] == {"pain": PAIN}
    assert record["notes_noteversion"][0]["parts"] == {"subjective": "Zieht."}
    assert "Zieht über das linke Ohr." in archive.read("clients/1/notes.txt").decode()
    assert "Headache" in archive.read("clients/1/record.html").decode()
    (file,) = (name for name in archive.namelist() if name.startswith("clients/1/files/"))
    assert file.endswith("shoulder.png")
    assert archive.read(file) == PICTURE
    assert sheet(archive, "tables/people_client.csv")[0]["family_name"] == "Novák"
    assert "KEEP IT SAFE" in archive.read("README.txt").decode()
    assert (tmp_path / "out.zip").stat().st_mode & 0o077 == 0


def test_every_column_is_in_the_dictionary_and_no_secret_is(
    file_store: Store, tmp_path: Path
) -> None:
    archive = exported(file_store, tmp_path / "out.zip")
    known = {(row["file"], row["column"]) for row in sheet(archive, "dictionary.csv")}
    for name in archive.namelist():
        if name.startswith("tables/"):
            heads = archive.read(name).decode("utf-8-sig").splitlines()[0].split(",")
            assert {(name, head) for head in heads} <= known
    assert not [column for _, column in known if "hash" in column or "password" in column]


def test_the_audit_can_be_checked_by_the_recipe(store: Store, tmp_path: Path) -> None:
    add_client(store, "Jürgen")
    previous = "0" * 64
    lines = sheet(exported(store, tmp_path / "out.zip"), "audit.csv")
    for number, line in enumerate(lines, start=1):
        values = [
            line["practice_id"], int(line["number"]), line["at"], line["user_id"], line["who"],
            line["act"], line["client_id"], line["kind"], line["object_id"], line["why"],
            json.loads(line["detail"]), line["previous"],
        ]  # fmt: skip
        text = json.dumps(values, sort_keys=True, separators=(",", ":"))
        assert (int(line["number"]), line["previous"]) == (number, previous)
        previous = line["digest"]
        assert hashlib.sha256(text.encode()).hexdigest() == previous


def test_one_client_is_alone_in_their_archive(file_store: Store, tmp_path: Path) -> None:
    add_client(file_store, "Somebody Else")
    archive = exported(file_store, tmp_path / "one.zip", number=1)
    assert all(b"Somebody Else" not in archive.read(name) for name in archive.namelist())
    assert "THIS ARCHIVE HOLDS ONE CLIENT" in archive.read("README.txt").decode()
    with within(file_store):
        entry = Entry.objects.order_by("-number")[0]
        assert (entry.act, entry.detail["clients"]) == ("record exported", 1)
        assert entry.client_id is not None


def test_what_cannot_be_done_is_told(file_store: Store, tmp_path: Path) -> None:
    (tmp_path / "there.zip").touch()
    with pytest.raises(UserError, match="exists already"):
        export_and_tell(file_store, tmp_path / "there.zip", now=NOW)
    with pytest.raises(UserError, match="no client with the number 99"):
        export_and_tell(file_store, tmp_path / "none.zip", now=NOW, number=99)
    assert not (tmp_path / "none.zip").exists()


@pytest.mark.parametrize("text", ["=1+1", "@cmd", "+cmd|' /C calc'!A0", "-2+3", "\tx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["+1 555 0100", "-38", "Novák", "+49 (30) 1234-56"])
def test_numbers_stay_as_they_are(text: str) -> None:
    assert cell(text) == text
