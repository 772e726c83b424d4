"""A form changes what it offers and nothing else."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import models
from django.test import Client as Browser
from django.utils import timezone
from tests.clinic.access.objects import Objects

from palpate.clinic.notes.models import Note
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Credential, Member

EXTRA = {
    "id": str(uuid.uuid4()),
    "pk": str(uuid.uuid4()),
    "practice": "",
    "practice_id": "",
    "roles": "owner",
    "active": "",
    "state": "signed",
    "number": "99999",
    "signed_at": "2020-01-01T00:00",
    "signed_by": "",
    "author": "",
    "member": "",
    "is_sample": "on",
    "is_staff": "on",
    "is_superuser": "on",
    "created_at": "2001-01-01T00:00",
    "merged_into": "",
    "import_batch": str(uuid.uuid4()),
    "voided_at": "2020-01-01T00:00",
    "verified": "on",
}
CLIENT = {
    "given_name": "Maria",
    "family_name": "Changed",
    "birth_date": "1974-05-03",
    "sex": "female",
    "language": "en",
    "messages_by": "email",
}


@pytest.fixture
def extra(there: Objects) -> dict[str, str]:
    """Fields that no form offers, naming things of another practice."""
    foreign = {
        "practice": there.practice.pk,
        "practice_id": there.practice.pk,
        "author": there.therapist.pk,
        "signed_by": there.therapist.pk,
        "member": there.therapist.pk,
        "merged_into": there.other_client.pk,
    }
    return EXTRA | {name: str(value) for name, value in foreign.items()}


def kept(row: models.Model, *but: str) -> dict[str, Any]:
    """The row as the database has it, without what may change."""
    fresh = type(row)._default_manager.get(pk=row.pk)
    return {
        field.attname: getattr(fresh, field.attname)
        for field in fresh._meta.concrete_fields
        if field.name not in but
    }


def test_fields_that_a_form_does_not_offer_are_ignored(
    full: Browser, here: Objects, extra: dict[str, str]
) -> None:
    one = here.client
    offered = set(CLIENT) | {"sort_name", "desk_note"}
    before = kept(one, *offered)
    answer = full.post(f"/clients/{one.pk}/edit/", {**extra, **CLIENT})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert Client.objects.get(pk=one.pk).family_name == "Changed"
    assert kept(one, *offered) == before


def test_a_new_record_is_of_the_practice_of_whoever_makes_it(
    full: Browser, here: Objects, extra: dict[str, str]
) -> None:
    answer = full.post("/clients/new/", {**extra, **CLIENT, "family_name": "Fresh"})
    assert answer.status_code == 302
    made = Client.objects.get(family_name="Fresh")
    assert made.practice_id == here.practice.pk
    assert str(made.pk) != extra["id"]
    assert made.number != 99999
    assert made.state == "active"
    assert made.merged_into_id is None
    assert made.created_at.year == timezone.now().year


def test_the_practice_is_not_made_a_sample(
    full: Browser, here: Objects, extra: dict[str, str]
) -> None:
    given = {**extra, "name": "Here", "idle_minutes": "15", "time_zone": "UTC", "language": "en"}
    full.post("/practice/", {**given, "jurisdiction": ""})
    here.practice.refresh_from_db()
    assert here.practice.is_sample is False


def test_a_licence_stays_with_its_member(
    full: Browser, here: Objects, extra: dict[str, str]
) -> None:
    address = f"/practice/members/{here.therapist.pk}/licences/{here.credential.pk}/"
    before = kept(here.credential, "region", "licence_number")
    full.post(address, {**extra, "profession": "osteopath", "region": "England"})
    assert kept(here.credential, "region", "licence_number") == before
    assert Credential.objects.get(pk=here.credential.pk).member_id == here.therapist.pk


def test_nobody_gives_themselves_a_role(
    full: Browser, everybody: Member, extra: dict[str, str]
) -> None:
    before = kept(everybody)
    for address in ("/account/", "/practice/scope/", "/account/password/change/"):
        full.post(address, {**extra, "roles": ["owner", "superuser"]})
    assert kept(everybody) == before


def test_a_draft_is_not_signed_by_saying_so(
    full: Browser, here: Objects, extra: dict[str, str]
) -> None:
    given = {**extra, "subjective": "Better.", "revision": str(here.note.revision)}
    full.post(f"/visits/{here.visit.pk}/note/save/", given)
    note = Note.objects.get(pk=here.note.pk)
    assert note.state == "draft"
    assert note.author_id == here.therapist.pk
    assert note.practice_id == here.practice.pk


def test_an_operation_takes_no_more_than_it_names(
    full: Browser, here: Objects, extra: dict[str, str]
) -> None:
    value = {"subjective": "Better.", **extra}
    answer = full.put(
        f"/api/v1/visits/{here.visit.pk}/note",
        {"revision": here.note.revision, "value": value, **extra},
        content_type="application/json",
    )
    assert answer.status_code in {200, 422}
    note = Note.objects.get(pk=here.note.pk)
    assert (note.state, note.author_id) == ("draft", here.therapist.pk)
    assert note.practice_id == here.practice.pk


def test_a_field_in_the_address_does_not_count_as_a_field_of_the_form(
    full: Browser, here: Objects
) -> None:
    """And of a field sent twice, one value is taken, not a mixture."""
    address = f"/clients/{here.client.pk}/edit/?family_name=Address"
    full.post(address, {**CLIENT, "family_name": ["First", "Second"]})
    assert Client.objects.get(pk=here.client.pk).family_name == "Second"


def test_an_object_of_another_practice_is_no_choice(
    full: Browser, here: Objects, there: Objects
) -> None:
    """A foreign identifier in the body, where the one in the address is our own."""
    given = {
        "day": "2026-12-01", "time": "09:00", "minutes": "60",
        "therapist": str(there.therapist.pk), "episode": str(there.episode.pk),
    }  # fmt: skip
    answer = full.post(f"/clients/{here.client.pk}/visits/new/", given)
    assert answer.status_code in {200, 400, 422}  # the form again, not a redirect
    assert not here.client.visits.filter(therapist=there.therapist).exists()
    answer = full.post(f"/clients/{here.client.pk}/care/", {"member": str(there.therapist.pk)})
    assert not here.client.care.filter(member=there.therapist).exists()


def test_identifiers_of_an_address_must_belong_together(full: Browser, here: Objects) -> None:
    other = here.other_client.pk
    for rest in (
        f"visits/{here.visit.pk}/",
        f"visits/{here.visit.pk}/note/",
        f"contacts/{here.contact.pk}/",
        f"consents/{here.consent.pk}/",
        f"files/{here.file.pk}/",
        f"episodes/{here.episode.pk}/",
        f"intakes/{here.intake.pk}/",
    ):
        assert full.get(f"/clients/{other}/{rest}").status_code == 404, rest
