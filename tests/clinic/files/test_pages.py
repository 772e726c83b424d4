"""Files are added, downloaded and voided by those who may, and by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from tests.clinic.conftest import make_client
from tests.clinic.files.conftest import PDF, picture
from tests.clinic.pages.counting import at_most

from palpate.clinic.audit.models import Entry
from palpate.clinic.files import actions, vaulting
from palpate.clinic.files.check import problems
from palpate.clinic.files.models import StoredFile
from palpate.clinic.people.models import Care, Client
from palpate.clinic.practice.models import Member
from palpate.evidence import UserError

Sign = Callable[[Member], Browser]
Agree = Callable[[Client], Any]


def _upload(
    data: bytes = PDF, name: str = "report.pdf", kind: str = "text/html"
) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type=kind)


def _send(browser: Browser, client: Client, data: bytes = PDF, **fields: Any) -> Any:
    sent = {"kind": "report", "file": _upload(data), **fields}
    return browser.post(reverse("files", args=[client.pk]), sent)


def _stored(member: Member, client: Client, data: bytes = PDF) -> StoredFile:
    return actions.store(by=member, client=client, kind="report", upload=_upload(data))


def test_a_file_is_added_and_downloaded_as_it_was(
    therapist: Member, client_of: Sign, a_client: Callable[..., Client]
) -> None:
    client, browser = a_client(), client_of(therapist)
    assert _send(browser, client).status_code == 302
    file = StoredFile.objects.get()
    answer = browser.get(reverse("file", args=[client.pk, file.pk]))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''report.pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert Entry.objects.filter(act="file stored", client_id=client.pk).exists()
    assert Entry.objects.filter(act="opened stored file", client_id=client.pk).exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty"),
        (b"<html><script>", "not kept here"),
        (b"x" * 16_000_000, "larger than 15 MB"),
    ],
)
def test_a_refused_file_is_answered_beside_its_field(
    data: bytes, said: str, therapist: Member, client_of: Sign, a_client: Callable[..., Client]
) -> None:
    answer = _send(client_of(therapist), a_client(), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not StoredFile.objects.exists()
    assert not list(vaulting.root().rglob("*.part"))


def test_nothing_sent_is_answered_beside_its_field(
    therapist: Member, client_of: Sign, a_client: Callable[..., Client]
) -> None:
    answer = client_of(therapist).post(reverse("files", args=[a_client().pk]), {"kind": "report"})
    assert answer.status_code == 422


def test_the_form_is_protected_against_other_sites(
    therapist: Member, a_client: Callable[..., Client]
) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(therapist.user)
    assert _send(browser, a_client()).status_code == 403
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("kind", ["portrait", "photograph"])
def test_photographs_need_the_clients_consent(
    kind: str, therapist: Member, a_client: Callable[..., Client], agreed: Agree
) -> None:
    client = a_client()
    with pytest.raises(UserError, match="not agreed to photographs"):
        actions.store(by=therapist, client=client, kind=kind, upload=_upload(picture()))
    consent = agreed(client)
    actions.store(by=therapist, client=client, kind=kind, upload=_upload(picture()))
    consent.revoked_at = consent.signed_at
    consent.save()
    with pytest.raises(UserError, match="not agreed to photographs"):
        actions.store(by=therapist, client=client, kind=kind, upload=_upload(picture()))


def test_a_new_portrait_replaces_the_one_before(
    therapist: Member, a_client: Callable[..., Client], agreed: Agree
) -> None:
    client = a_client()
    agreed(client)
    for _ in range(2):
        actions.store(by=therapist, client=client, kind="portrait", upload=_upload(picture()))
    assert StoredFile.objects.filter(voided_at__isnull=True).count() == 1
    assert StoredFile.objects.count() == 2


def test_a_file_is_voided_with_a_reason_and_stays(
    therapist: Member, client_of: Sign, a_client: Callable[..., Client]
) -> None:
    client = a_client()
    file = _stored(therapist, client)
    browser = client_of(therapist)
    address = reverse("file_void", args=[client.pk, file.pk])
    page = browser.post(address, {"why": " "}, follow=True).content.decode()
    assert "not said why" in page
    page = browser.post(address, {"why": "Of another client"}, follow=True).content.decode()
    assert "Of another client" in page
    assert browser.get(reverse("file", args=[client.pk, file.pk])).status_code == 200


def test_nested_addresses_must_agree(
    therapist: Member, client_of: Sign, a_client: Callable[..., Client]
) -> None:
    mine, other = a_client(), a_client(given_name="Ola")
    file = _stored(therapist, mine)
    browser = client_of(therapist)
    assert browser.get(reverse("file", args=[other.pk, file.pk])).status_code == 404
    address = reverse("file_void", args=[other.pk, file.pk])
    assert browser.post(address, {"why": "x"}).status_code == 404


def test_files_of_another_practice_do_not_exist(
    therapist: Member, stranger: Member, client_of: Sign
) -> None:
    theirs = make_client(stranger.practice)
    file = _stored(stranger, theirs)
    browser = client_of(therapist)
    assert browser.get(reverse("file", args=[theirs.pk, file.pk])).status_code == 404
    assert browser.get(reverse("files", args=[theirs.pk])).status_code == 404
    assert _send(browser, theirs).status_code == 404


def test_a_student_reaches_files_of_clients_in_their_care_only(
    therapist: Member, student: Member, client_of: Sign, a_client: Callable[..., Client]
) -> None:
    client = a_client()
    file = _stored(therapist, client)
    browser = client_of(student)
    address = reverse("file", args=[client.pk, file.pk])
    assert browser.get(address).status_code == 404
    Care.objects.create(practice=client.practice, client=client, member=student)
    assert browser.get(address).status_code == 200


@pytest.mark.parametrize("role", ["owner", "front_desk", "bookkeeper", "auditor"])
def test_others_have_no_business_here(
    role: str,
    request: pytest.FixtureRequest,
    therapist: Member,
    client_of: Sign,
    a_client: Callable[..., Client],
) -> None:
    client = a_client()
    file = _stored(therapist, client)
    browser = client_of(request.getfixturevalue(role))
    assert browser.get(reverse("files", args=[client.pk])).status_code == 403
    assert browser.get(reverse("file", args=[client.pk, file.pk])).status_code == 403


def test_a_file_changed_on_the_disk_is_not_handed_out(
    therapist: Member, client_of: Sign, a_client: Callable[..., Client]
) -> None:
    client = a_client()
    file = _stored(therapist, client)
    vaulting.path_of(file.pk).write_bytes(b"PALPATE1 something else")
    answer = client_of(therapist).get(reverse("file", args=[client.pk, file.pk]), follow=True)
    assert "not the one that was stored" in answer.content.decode()


def test_doctor_finds_missing_files_damaged_ones_and_orphans(
    therapist: Member, a_client: Callable[..., Client]
) -> None:
    client = a_client()
    whole, damaged, missing = (_stored(therapist, client) for _ in range(3))
    assert list(problems(deep=True)) == []
    path = vaulting.path_of(damaged.pk)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    vaulting.erase(missing.pk)
    (path.parent / "stray.part").write_bytes(b"")
    found = "\n".join(problems(deep=True))
    assert str(whole.pk) not in found
    assert str(damaged.pk) in found
    assert str(missing.pk) in found
    assert "stray.part" in found


def test_a_failed_row_leaves_no_file(
    therapist: Member, a_client: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("no audit, no file")

    monkeypatch.setattr(actions, "record", fails)
    with pytest.raises(RuntimeError):
        _stored(therapist, a_client())
    assert not StoredFile.objects.exists()
    assert [path for path in vaulting.root().rglob("*") if path.is_file()] == []


def test_the_list_asks_few_questions(
    therapist: Member, client_of: Sign, a_client: Callable[..., Client],
) -> None:  # fmt: skip
    client = a_client()
    for _ in range(3):
        _stored(therapist, client)
    browser = client_of(therapist)
    browser.get(reverse("files", args=[client.pk]))
    with at_most(12):
        browser.get(reverse("files", args=[client.pk]))
