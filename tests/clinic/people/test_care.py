"""Who reaches a record: care, emergency access and its review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client as Browser
from django.utils import timezone

from palpate.clinic.audit.models import Entry
from palpate.clinic.people import care
from palpate.clinic.people.models import Care, Client
from palpate.clinic.practice.models import Member, Practice
from palpate.evidence import UserError

Of = Callable[[Member], Browser]
Make = Callable[..., Client]
WHY = "Collapsed in the waiting room"


@pytest.fixture
def narrow(practice: Practice) -> Practice:
    practice.shared_records = False
    practice.save()
    return practice


def told(client: Client, **changed: Any) -> dict[str, Any]:
    return {"number": client.number, "birth_date": "1974-05-03", "reason": WHY, **changed}


def test_a_student_reaches_a_client_once_assigned(
    client_of: Of, therapist: Member, student: Member, a_client: Make
) -> None:
    client = a_client()
    path = f"/clients/{client.pk}/"
    assert client_of(student).get(path).status_code == 404
    client_of(therapist).post(f"{path}care/", {"member": str(student.pk)})
    assert client_of(student).get(path).status_code == 200
    client_of(therapist).post(f"{path}care/", {"end": str(Care.objects.get().pk)})
    assert client_of(student).get(path).status_code == 404
    assert Care.objects.count() == 1


def test_the_desk_does_not_decide_who_cares(
    client_of: Of, front_desk: Member, student: Member, a_client: Make
) -> None:
    client = a_client()
    client_of(front_desk).post(f"/clients/{client.pk}/care/", {"member": str(student.pk)})
    assert not Care.objects.exists()


@pytest.mark.usefixtures("narrow")
def test_the_chosen_therapist_reaches_the_record(
    client_of: Of, therapist: Member, owner: Member, a_client: Make
) -> None:
    client = a_client()
    facts = {"given_name": "Maria", "language": "en", "therapist": str(therapist.pk)}
    client_of(owner).post(f"/clients/{client.pk}/edit/", facts)
    assert client_of(therapist).get(f"/clients/{client.pk}/").status_code == 200


@pytest.mark.usefixtures("narrow")
def test_emergency_access_opens_one_record_for_an_hour_and_is_reviewed(
    client_of: Of, therapist: Member, owner: Member, a_client: Make
) -> None:
    client, other = a_client(), a_client(given_name="Other")
    browser = client_of(therapist)
    assert browser.get(f"/clients/{client.pk}/").status_code == 404
    answer = browser.post("/clients/emergency/", told(client))
    assert answer.status_code == 302
    assert browser.get(f"/clients/{client.pk}/").status_code == 200
    assert browser.get(f"/clients/{other.pk}/").status_code == 404
    entry = Entry.objects.get(act="emergency access")
    assert (entry.why, entry.client_id) == (WHY, client.pk)

    leader = client_of(owner)
    assert WHY in leader.get("/access-reviews/").content.decode()
    opened = Care.objects.get()
    leader.post(f"/access-reviews/{opened.pk}/", {"reason": "Called for, ambulance came"})
    opened.refresh_from_db()
    assert (opened.reviewed_by, opened.finding) == (owner, "Called for, ambulance came")

    Care.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert browser.get(f"/clients/{client.pk}/").status_code == 404


@pytest.mark.usefixtures("narrow")
def test_an_auditor_reviews_without_seeing_names(
    client_of: Of, therapist: Member, auditor: Member, a_client: Make
) -> None:
    client = a_client()
    client_of(therapist).post("/clients/emergency/", told(client))
    page = client_of(auditor).get("/access-reviews/").content.decode()
    assert f"Number {client.number}" in page
    assert "Novak" not in page


@pytest.mark.parametrize(
    "wrong", [{"number": 99}, {"birth_date": "1974-05-04"}, {"reason": "x"}, {"number": "' OR 1"}]
)
@pytest.mark.usefixtures("narrow")
def test_emergency_access_needs_all_three(
    wrong: dict[str, Any], client_of: Of, therapist: Member, a_client: Make
) -> None:
    client = a_client()
    answer = client_of(therapist).post("/clients/emergency/", told(client) | wrong)
    assert answer.status_code == 200
    assert not Care.objects.exists()


@pytest.mark.usefixtures("narrow")
def test_guessing_closes_the_search(therapist: Member, a_client: Make) -> None:
    client = a_client()
    for number in range(900, 905):
        found = care.open_in_emergency(
            by=therapist, number=number, birth_date=date(1974, 5, 3), reason=WHY
        )
        assert found is None
    with pytest.raises(UserError, match="searches in an hour"):
        care.open_in_emergency(
            by=therapist, number=client.number, birth_date=date(1974, 5, 3), reason=WHY
        )


@pytest.mark.usefixtures("narrow")
def test_nobody_reviews_their_own_access(a_client: Make, owner: Member) -> None:
    owner.roles = ["owner", "therapist"]
    owner.save()
    client = a_client()
    opened = care.open_in_emergency(
        by=owner, number=client.number, birth_date=date(1974, 5, 3), reason=WHY
    )
    assert opened is not None
    with pytest.raises(UserError, match="your own"):
        care.review(by=owner, care_id=opened.pk, finding="Fine")


def test_a_student_cannot_break_the_glass(student: Member, a_client: Make) -> None:
    client = a_client()
    with pytest.raises(PermissionDenied):
        care.open_in_emergency(
            by=student, number=client.number, birth_date=date(1974, 5, 3), reason=WHY
        )
