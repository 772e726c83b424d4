"""The health history: edited, reviewed, with its history; nobody overwrites anybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from palpate.clinic.arrival import health
from palpate.clinic.arrival.models import HealthHistory
from palpate.clinic.audit.models import Entry
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.evidence import UserError

Of = Callable[[Member], Browser]
Make = Callable[..., Client]


def test_it_is_changed_and_every_change_is_told(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    client = a_client()
    browser = client_of(therapist)
    path = f"/clients/{client.pk}/health/"
    browser.post(f"{path}edit/", {"revision": "0", "medicines": "Aspirin", "heart": ["stroke"]})
    browser.post(f"{path}edit/", {"revision": "1", "medicines": "None", "heart": ["stroke"]})
    browser.post(f"{path}reviewed/")
    found = HealthHistory.objects.get()
    assert found.answers == {"medicines": "None", "heart": ["stroke"]}
    assert found.reviewed_by == therapist
    page = browser.get(f"{path}changes/").content.decode()
    assert "Aspirin" in page
    assert "Reviewed, nothing changed" in page
    assert "Stroke or mini-stroke" in browser.get(path).content.decode()
    acts = set(Entry.objects.values_list("act", flat=True))
    assert {"health history changed", "health history reviewed"} <= acts


def test_no_audit_entry_tells_anything_clinical(therapist: Member, a_client: Make) -> None:
    health.change(by=therapist, client=a_client(), values={"medicines": "Aspirin"}, seen=0)
    for entry in Entry.objects.all():
        assert "Aspirin" not in f"{entry.act}{entry.why}{entry.detail}"
        assert "medicines" not in str(entry.detail)


def test_the_second_of_two_therapists_is_shown_what_the_first_wrote(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    client = a_client()
    browser = client_of(therapist)
    path = f"/clients/{client.pk}/health/edit/"
    browser.post(path, {"revision": "0", "medicines": "Aspirin"})
    answer = browser.post(path, {"revision": "0", "medicines": "Ibuprofen", "family": "Gout"})
    assert answer.status_code == 409
    page = answer.content.decode()
    for words in ("Somebody saved", "Aspirin", "Ibuprofen", "Gout"):
        assert words in page
    assert HealthHistory.objects.get().answers == {"medicines": "Aspirin"}
    browser.post(path, {"revision": "1", "medicines": "Ibuprofen", "family": "Gout"})
    assert HealthHistory.objects.get().answers == {"medicines": "Ibuprofen", "family": "Gout"}


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 40, "1.5"])
def test_a_strange_revision_is_no_fault(
    revision: str, client_of: Of, therapist: Member, a_client: Make
) -> None:
    path = f"/clients/{a_client().pk}/health/edit/"
    answer = client_of(therapist).post(path, {"revision": revision, "medicines": "Aspirin"})
    assert answer.status_code == 409
    assert "Aspirin" in answer.content.decode()


def test_what_is_no_health_question_is_not_written(therapist: Member, a_client: Make) -> None:
    told: dict[str, Any] = {"medicines": "Aspirin", "new_phone": "5550123", "is_owner": "yes"}
    found = health.change(by=therapist, client=a_client(), values=told, seen=0)
    assert found.answers == {"medicines": "Aspirin"}


def test_a_student_without_care_and_the_desk_change_nothing(
    client_of: Of, student: Member, front_desk: Member, a_client: Make
) -> None:
    path = f"/clients/{a_client().pk}/health/edit/"
    assert client_of(student).post(path, {"revision": "0"}).status_code == 404
    assert client_of(front_desk).post(path, {"revision": "0"}).status_code == 403
    assert not HealthHistory.objects.exists()


def test_a_taken_over_intake_is_not_taken_over_twice(therapist: Member, a_client: Make) -> None:
    from palpate.clinic.arrival.links import send
    from palpate.clinic.arrival.taking_over import take_over

    sent = send(by=therapist, client=a_client(), language="en")
    given: dict[str, Any] = {"by": therapist, "chosen": (), "with_drawing": False, "seen": 0}
    with pytest.raises(UserError, match="not sent in yet"):
        take_over(intake=sent.intake, **given)
