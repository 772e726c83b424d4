"""Who reaches which rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from tests.clinic.conftest import assign, make_client

from palpate.clinic.access.permissions import GRANTS, Permission, Role
from palpate.clinic.people.models import Care, Client
from palpate.clinic.practice.models import Member, Practice
from palpate.clinic.visits.models import Finding, Visit


def test_nobody_sees_nothing(a_client: Callable[..., Client]) -> None:
    a_client()
    assert Client.objects.for_user(None).count() == 0


def test_a_member_sees_the_clients_of_the_practice(
    therapist: Member, a_client: Callable[..., Client]
) -> None:
    known = a_client()
    assert list(Client.objects.for_user(therapist)) == [known]


def test_another_practice_sees_none_of_them(
    stranger: Member, a_client: Callable[..., Client]
) -> None:
    a_client()
    assert not Client.objects.for_user(stranger).exists()


def test_an_inactive_member_sees_nothing(
    therapist: Member, a_client: Callable[..., Client]
) -> None:
    a_client()
    therapist.active = False
    assert not Client.objects.for_user(therapist).exists()


def test_a_member_without_roles_sees_nothing(
    therapist: Member, a_client: Callable[..., Client]
) -> None:
    a_client()
    therapist.roles = []
    assert not Client.objects.for_user(therapist).exists()


def test_the_front_desk_sees_visits_and_no_findings(
    front_desk: Member,
    therapist: Member,
    a_client: Callable[..., Client],
    a_visit: Callable[..., Visit],
) -> None:
    visit = a_visit(a_client())
    Finding.objects.create(
        practice=visit.practice, visit=visit, client=visit.client, changed_by=therapist
    )
    assert Visit.objects.for_user(front_desk).count() == 1
    assert Finding.objects.for_user(front_desk).count() == 0
    assert Finding.objects.for_user(therapist).count() == 1


def test_a_student_sees_only_clients_in_their_care(student: Member, practice: Practice) -> None:
    mine, _other = make_client(practice), make_client(practice, given_name="Otto")
    assign(mine, student)
    assert list(Client.objects.for_user(student)) == [mine]


def test_a_therapist_sees_only_their_own_where_records_are_not_shared(
    therapist: Member, practice: Practice
) -> None:
    mine, _other = make_client(practice), make_client(practice, given_name="Otto")
    assign(mine, therapist)
    practice.shared_records = False
    practice.save()
    therapist.refresh_from_db()
    assert list(Client.objects.for_user(therapist)) == [mine]


def test_emergency_access_ends(student: Member, practice: Practice) -> None:
    client = make_client(practice)
    access = assign(client, student)
    access.kind, access.until = Care.Kind.EMERGENCY, timezone.now() + timedelta(minutes=1)
    access.save()
    assert Client.objects.for_user(student).exists()
    access.until = timezone.now() - timedelta(minutes=1)
    access.save()
    assert not Client.objects.for_user(student).exists()


def test_only_who_treats_may_see_health() -> None:
    seeing = {role for role in Role if Permission.SEE_HEALTH in GRANTS[role]}
    assert seeing == {Role.THERAPIST, Role.STUDENT}


def test_a_role_nobody_knows_grants_nothing(therapist: Member) -> None:
    therapist.roles = ["superuser"]
    assert therapist.permissions == frozenset()
