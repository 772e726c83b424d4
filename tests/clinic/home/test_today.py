"""The first page shows each member what is theirs, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.clinic.conftest import assign, make_client, make_member, make_visit
from tests.clinic.pages.counting import at_most

from palpate.clinic.access.permissions import Role
from palpate.clinic.arrival.models import Intake
from palpate.clinic.audit.chain import record
from palpate.clinic.audit.models import Check, Entry
from palpate.clinic.notes.models import Note
from palpate.clinic.people.models import Care, Client
from palpate.clinic.practice.models import Credential, Member, Practice
from palpate.clinic.sample.lifting import append_only_lifted
from palpate.clinic.vault.models import Backup
from palpate.clinic.visits.models import Visit

Sign = Callable[[Member], Browser]


@pytest.fixture(autouse=True)
def no_backups(db: None) -> None:
    """A backup is made on a connection of its own: one from another test may be there."""
    del db
    Backup.objects.all().delete()


@pytest.fixture(autouse=True)
def _own_data(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def _note(visit: Visit, author: Member, **fields: Any) -> Note:
    note: Note = Note.objects.create(
        practice=visit.practice,
        visit=visit,
        client=visit.client,
        author=author,
        changed_by=author,
        subjective="Pain at the secret place",
        **fields,
    )
    return note


def _noon(days: int = 0) -> Any:
    return timezone.now().replace(hour=12, minute=0) + timedelta(days=days)


@pytest.fixture
def busy(practice: Practice, therapist: Member, student: Member) -> Client:
    """A practice with a day's work: one waits, one note is unsigned, one form was sent in."""
    client: Client = make_client(practice)
    other = make_client(practice, given_name="Ola", family_name="Nilsen")
    assign(other, student)
    make_visit(client, therapist, starts_at=_noon(), state=Visit.State.WAITING)
    past = make_visit(client, therapist, starts_at=_noon(-3), state=Visit.State.DONE)
    _note(past, therapist)
    students = make_visit(other, student, starts_at=_noon(-2), state=Visit.State.DONE)
    _note(students, student, state=Note.State.AWAITING)
    Intake.objects.create(
        practice=practice,
        client=client,
        token_hash="1" * 64,
        sent_by=therapist,
        expires_at=_noon(3),
        sent_in_at=timezone.now(),
    )
    return client


def _home(browser: Browser) -> Any:
    answer = browser.get(reverse("home"))
    assert answer.status_code == 200
    return answer


def test_the_therapist_sees_visits_notes_and_forms(
    busy: Client, therapist: Member, client_of: Sign
) -> None:
    today = _home(client_of(therapist)).context["today"]
    assert [visit.client for visit in today.waiting] == [busy]
    assert [note.client for note in today.unsigned] == [busy]
    assert [str(note.author) for note in today.to_countersign] == ["Student under supervision"]
    assert [intake.client for intake in today.intakes] == [busy]
    assert today.keeping is None
    assert today.check is None


def test_the_front_desk_sees_who_waits_and_nothing_of_health(
    busy: Client, front_desk: Member, client_of: Sign
) -> None:
    answer = _home(client_of(front_desk))
    page = answer.content.decode()
    assert [visit.client for visit in answer.context["today"].waiting] == [busy]
    for word in ("Unsigned notes", "Forms sent in", "secret place", "Record of accesses"):
        assert word not in page


def test_the_bookkeeper_sees_the_day(busy: Client, bookkeeper: Member, client_of: Sign) -> None:
    page = _home(client_of(bookkeeper)).content.decode()
    assert busy.full_name in page
    assert "New client" not in page
    assert "Unsigned notes" not in page


def test_the_auditor_sees_no_client(busy: Client, auditor: Member, client_of: Sign) -> None:
    answer = _home(client_of(auditor))
    assert busy.family_name not in answer.content.decode()
    assert answer.context["today"].check.holds


@pytest.mark.usefixtures("busy")
def test_the_owner_sees_how_the_record_is_kept(owner: Member, client_of: Sign) -> None:
    page = _home(client_of(owner)).content.decode()
    assert "There is no backup yet." in page
    assert "Record of accesses" in page
    assert "secret place" not in page


def test_the_student_sees_clients_in_their_care_only(
    busy: Client, student: Member, client_of: Sign
) -> None:
    page = _home(client_of(student)).content.decode()
    assert busy.family_name not in page


def test_visits_of_other_days_and_practices_are_not_shown(
    therapist: Member, front_desk: Member, stranger: Member, client_of: Sign
) -> None:
    make_visit(make_client(therapist.practice), therapist, starts_at=_noon(1))
    make_visit(make_client(stranger.practice), stranger, starts_at=_noon())
    for member in (therapist, front_desk):
        assert _home(client_of(member)).context["today"].visits == []


@pytest.mark.parametrize(
    ("age", "verified", "said"),
    [
        (timedelta(hours=3), True, ""),
        (timedelta(days=3), True, "older than two days"),
        (timedelta(hours=3), False, "could not be opened again"),
    ],
)
def test_a_missing_old_or_broken_backup_is_told(
    age: timedelta, verified: bool, said: str, owner: Member, client_of: Sign
) -> None:
    Backup.objects.create(at=timezone.now() - age, file_name="a", size=1, verified=verified)
    keeping = _home(client_of(owner)).context["today"].keeping
    assert said in keeping.warning
    assert bool(said) == bool(keeping.warning)


@pytest.mark.parametrize(("days", "is_told"), [(-1, True), (30, True), (90, False)])
def test_a_licence_that_ends_is_told_to_its_holder_and_the_owner(
    days: int, is_told: bool, therapist: Member, owner: Member, front_desk: Member, client_of: Sign
) -> None:
    Credential.objects.create(
        practice=therapist.practice,
        member=therapist,
        profession="massage_therapist",
        expires_on=timezone.localdate() + timedelta(days=days),
    )
    for member in (therapist, owner):
        assert bool(_home(client_of(member)).context["today"].licences) == is_told
    assert not _home(client_of(front_desk)).context["today"].licences


def test_an_emergency_access_waits_for_review(
    busy: Client, therapist: Member, owner: Member, auditor: Member, client_of: Sign
) -> None:
    Care.objects.create(
        practice=busy.practice,
        client=busy,
        member=therapist,
        kind=Care.Kind.EMERGENCY,
        reason="Called from the hospital",
    )
    assert "Called from the hospital" in _home(client_of(owner)).content.decode()
    page = _home(client_of(auditor)).content.decode()
    assert "Called from the hospital" in page
    assert busy.family_name not in page
    assert not _home(client_of(therapist)).context["today"].emergencies


def test_a_broken_chain_is_told_at_once(owner: Member, client_of: Sign) -> None:
    record(owner, "member invited")
    with append_only_lifted():
        Entry.objects.filter(practice=owner.practice).update(who="Nobody")
    assert "does not hold" in _home(client_of(owner)).content.decode()
    assert Check.objects.count() == 1


def test_a_new_practice_offers_three_ways_to_begin(practice: Practice, client_of: Sign) -> None:
    member = make_member(practice, Role.OWNER, Role.THERAPIST, name="Ruth")
    page = _home(client_of(member)).content.decode()
    for step in ("Add a client", "Load the sample practice", "Invite a colleague"):
        assert step in page


@pytest.mark.parametrize(
    "roles",
    [
        (Role.OWNER, Role.THERAPIST),
        (Role.OWNER,),
        (Role.THERAPIST,),
        (Role.FRONT_DESK,),
        (Role.BOOKKEEPER,),
        (Role.STUDENT,),
        (Role.AUDITOR,),
        tuple(Role),
    ],
)
def test_it_asks_few_questions_whoever_asks(
    roles: tuple[Role, ...], busy: Client, client_of: Sign
) -> None:
    browser = client_of(make_member(busy.practice, *roles, name="Somebody"))
    browser.get(reverse("home"))
    with at_most(12):
        browser.get(reverse("home"))
