"""Planning: the practice's clock, double booking, states, and who may do what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.test import Client as Browser

from palpate.clinic.audit.models import Entry
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member, Practice
from palpate.clinic.visits import planning, today
from palpate.clinic.visits.clock import day_bounds, moment
from palpate.clinic.visits.models import Visit
from palpate.evidence import UserError

pytestmark = pytest.mark.django_db
MakeClient = Callable[..., Client]
MakeVisit = Callable[..., Visit]


def test_a_time_is_the_practices_own(practice: Practice) -> None:
    practice.time_zone = "Europe/Berlin"
    assert moment(practice, date(2026, 11, 22), time(10)) == datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert moment(practice, date(2026, 7, 1), time(10)) == datetime(2026, 7, 1, 8, tzinfo=UTC)


def test_a_time_that_clocks_skip_is_refused_with_a_remedy(practice: Practice) -> None:
    practice.time_zone = "Europe/Berlin"
    with pytest.raises(UserError, match="does not exist"):
        moment(practice, date(2026, 3, 29), time(2, 30))


def test_a_day_with_a_change_of_clocks_has_its_own_length(practice: Practice) -> None:
    practice.time_zone = "Europe/Berlin"
    start, end = day_bounds(practice, date(2026, 3, 29))
    assert end - start == timedelta(hours=23)


def test_an_unknown_time_zone_is_utc(practice: Practice) -> None:
    practice.time_zone = "Mars/Olympus"
    assert moment(practice, date(2026, 7, 1), time(10)).hour == 10


@pytest.mark.parametrize(
    ("minutes_later", "clashes"), [(0, True), (59, True), (60, False), (-59, True), (-60, False)]
)
def test_a_double_booking_is_warned_of(
    a_client: MakeClient, a_visit: MakeVisit, minutes_later: int, clashes: bool
) -> None:
    first = a_visit(a_client())
    at = first.starts_at + timedelta(minutes=minutes_later)
    second = a_visit(a_client(given_name="Otto"), starts_at=at)
    assert bool(planning.overlapping(second)) is clashes


def test_a_cancelled_visit_takes_nobodys_time(a_client: MakeClient, a_visit: MakeVisit) -> None:
    client = a_client()
    a_visit(client, state="cancelled")
    assert planning.overlapping(a_visit(client)) == []


def test_the_page_plans_in_spite_of_a_double_booking_and_says_so(
    front_desk: Member,
    therapist: Member,
    client_of: Callable[[Member], Browser],
    a_client: MakeClient,
    a_visit: MakeVisit,
) -> None:
    client = a_client()
    there = a_visit(client)
    plan = {"day": there.starts_at.date().isoformat(), "minutes": "60"}
    plan |= {"time": f"{there.starts_at:%H:%M}", "therapist": str(therapist.pk)}
    answer = client_of(front_desk).post(f"/clients/{client.pk}/visits/new/", plan)
    said = [str(each) for each in get_messages(answer.wsgi_request)]
    assert Visit.objects.count() == 2
    assert any(each.startswith("Double booked") for each in said)


@pytest.mark.parametrize(
    "wrong",
    [{"minutes": "4"}, {"minutes": "9" * 400}, {"day": "yesterday"}, {"time": "25:00"},
     {"therapist": "nobody\0"}, {"day": "9999-12-31", "time": "23:59"}],
)  # fmt: skip
def test_a_plan_that_cannot_be_comes_back_with_what_is_wrong(
    front_desk: Member,
    therapist: Member,
    client_of: Callable[[Member], Browser],
    a_client: MakeClient,
    wrong: dict[str, str],
) -> None:
    plan = {"day": "2026-11-23", "time": "10:00", "minutes": "60", "therapist": str(therapist.pk)}
    address = f"/clients/{a_client().pk}/visits/new/"
    answer = client_of(front_desk).post(address, plan | wrong)
    assert answer.status_code in (200, 302)
    assert (answer.status_code == 302) is (Visit.objects.count() == 1)


ALLOWED = [(state, to) for state, steps in planning.STEPS.items() for to in steps]


@pytest.mark.parametrize(("state", "to"), ALLOWED)
def test_every_step_that_is_allowed_can_be_taken(
    therapist: Member, a_client: MakeClient, a_visit: MakeVisit, state: str, to: str
) -> None:
    visit = a_visit(a_client(), state=state)
    moved = planning.step(by=therapist, visit=visit, to=to, why="typed twice")
    assert moved.state == to
    entry = Entry.objects.filter(act=f"visit {to}").get()
    assert entry.client_id == visit.client_id


@pytest.mark.parametrize("to", ["planned", "open", "done", "waiting"])
def test_a_voided_visit_stays_voided(
    therapist: Member, a_client: MakeClient, a_visit: MakeVisit, to: str
) -> None:
    with pytest.raises(UserError):
        planning.step(by=therapist, visit=a_visit(a_client(), state="voided"), to=to)


def test_voiding_asks_why(therapist: Member, a_client: MakeClient, a_visit: MakeVisit) -> None:
    with pytest.raises(UserError, match="why"):
        planning.step(by=therapist, visit=a_visit(a_client()), to="voided", why=" ")


@pytest.mark.parametrize(
    ("to", "allowed"), [("waiting", True), ("cancelled", True), ("missed", True), ("open", False)]
)
def test_the_desk_moves_a_visit_as_far_as_the_door(
    front_desk: Member, a_client: MakeClient, a_visit: MakeVisit, to: str, allowed: bool
) -> None:
    visit = a_visit(a_client())
    if allowed:
        assert planning.step(by=front_desk, visit=visit, to=to).state == to
        return
    with pytest.raises(PermissionDenied):
        planning.step(by=front_desk, visit=visit, to=to)


def test_today_is_one_query(
    therapist: Member, a_client: MakeClient, a_visit: MakeVisit, django_assert_num_queries: Any
) -> None:
    client = a_client()
    visits = [
        a_visit(client, starts_at=datetime(2026, 11, 22, hour, tzinfo=UTC)) for hour in (8, 9)
    ]
    planning.step(by=therapist, visit=visits[1], to="waiting")
    a_visit(client, starts_at=datetime(2026, 11, 23, 8, tzinfo=UTC))
    with django_assert_num_queries(1):
        found = today.for_member(therapist, date(2026, 11, 22))
        names = [each.client.shown_name for each in found.visits]
    assert len(names) == 2
    assert [each.pk for each in found.waiting] == [visits[1].pk]


def test_a_therapist_sees_their_own_day_and_the_desk_everybodys(
    therapist: Member, front_desk: Member, student: Member, a_client: MakeClient, a_visit: MakeVisit
) -> None:
    client = a_client()
    a_visit(client, starts_at=datetime(2026, 11, 22, 8, tzinfo=UTC))
    Visit.objects.create(
        practice=client.practice,
        client=client,
        therapist=student,
        starts_at=datetime(2026, 11, 22, 9, tzinfo=UTC),
    )
    day = date(2026, 11, 22)
    assert len(today.for_member(therapist, day).visits) == 1
    assert len(today.for_member(front_desk, day).visits) == 2
