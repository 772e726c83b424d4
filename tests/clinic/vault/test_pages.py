"""An owner keeps the data in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from palpate.clinic.access.permissions import Role
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.clinic.vault.models import Backup, ImportBatch
from palpate.clinic.vault.store import Store
from palpate.clinic.vault.verify import verify

CLIENTS = b"First Name,Last Name,DOB\nAnna,Berg,1980-02-29\n"


@pytest.fixture
def browser(file_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """Signed in as the owner, with a second factor, a moment ago."""
    monkeypatch.setattr("palpate.clinic.accounts.standing.is_fresh", lambda _: True)
    with override_settings(DATA=file_store.folder), file_store.opened():
        member = Member.objects.get()
        Authenticator.objects.create(user=member.user, type="totp", data={"secret": ""})
        found = Browser()
        found.force_login(member.user)
        session = found.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": timezone.now().timestamp()}
        ]
        session.save()
        yield found


def test_a_backup_is_made_listed_and_downloaded(browser: Browser, file_store: Store) -> None:
    assert b"No backup yet" in browser.get("/keeping/").content
    browser.post("/keeping/backup/")
    listed = Backup.objects.get()
    assert b"Opened and checked" in browser.get("/keeping/").content
    answer = browser.get(f"/keeping/backups/{listed.pk}/")
    path = file_store.folder / "downloaded.palpate"
    path.write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert verify(path, file_store.ring).is_good


def test_everything_is_taken_out(browser: Browser) -> None:
    answer = browser.post("/keeping/export/")
    raw = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert "clients/1/record.json" in ZipFile(BytesIO(raw)).namelist()


def test_clients_come_in_and_go_out(browser: Browser) -> None:
    file = SimpleUploadedFile("mine.csv", CLIENTS)
    answer = browser.post("/keeping/import/", {"file": file})
    address = answer["Location"]
    page = browser.get(address)
    assert b"What would happen" in page.content
    assert Client.objects.count() == 1
    chosen = {"column-0": "given_name", "column-1": "family_name", "column-2": "birth_date"}
    browser.post(address, {**chosen, "import": "1"})
    assert Client.objects.filter(given_name="Anna").exists()
    batch = ImportBatch.objects.get()
    assert batch.file_name == "mine.csv"
    assert browser.get(address).status_code == 302
    browser.post(f"/keeping/imports/{batch.pk}/undo/")
    assert not Client.objects.filter(given_name="Anna").exists()


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"\x00" * 10])
def test_a_file_that_is_no_list_is_told(browser: Browser, raw: bytes) -> None:
    answer = browser.post("/keeping/import/", {"file": SimpleUploadedFile("x.csv", raw)})
    assert answer.status_code == 422
    assert b"error-summary" in answer.content


def test_no_file_is_told(browser: Browser) -> None:
    assert browser.post("/keeping/import/", {}).status_code == 422


def test_columns_without_a_name_are_told(browser: Browser) -> None:
    file = SimpleUploadedFile("mine.csv", b"colour,size\nred,2\n")
    address = browser.post("/keeping/import/", {"file": file})["Location"]
    answer = browser.get(address)
    assert answer.status_code == 422
    assert b"No column holds a name" in answer.content


def test_who_does_not_keep_the_data_sees_nothing_of_it(browser: Browser) -> None:
    member = Member.objects.get()
    member.roles = [Role.THERAPIST.value]
    member.save()
    for address in ("/keeping/", "/keeping/import/"):
        assert browser.get(address).status_code == 403
    assert browser.post("/keeping/export/").status_code == 403


def test_bad_rows_stop_the_import_until_they_are_left_out(browser: Browser) -> None:
    file = SimpleUploadedFile("mine.csv", CLIENTS + b"Bo,Lind,1980-99-01\n")
    address = browser.post("/keeping/import/", {"file": file})["Location"]
    answer = browser.post(address, {"import": "1"})
    assert answer.status_code == 422
    assert b"Rows that cannot be taken over: 1" in answer.content
    assert b"Line 3, DOB" in answer.content
    browser.post(address, {"import": "1", "skip_bad": "on"})
    assert sorted(Client.objects.values_list("given_name", flat=True)) == ["Anna", "Zo\u00eb"]


def test_the_list_costs_few_queries(
    browser: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser.post("/keeping/backup/")
    browser.get("/keeping/")
    with django_assert_max_num_queries(12):
        browser.get("/keeping/")
