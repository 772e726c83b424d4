"""What goes from visit to visit: carried forward, taken over from intake, compared, laid over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.clinic.conftest import NOW

from palpate.clinic.arrival.models import HealthHistory
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.clinic.visits import findings, timeline
from palpate.clinic.visits.episodes import Care, close_episode, open_episode
from palpate.clinic.visits.models import Finding, Visit
from palpate.clinic.workbench.errors import RequestError
from palpate.evidence import UserError
from palpate.reasoning.case import Answer

pytestmark = pytest.mark.django_db

PAIN = [{"region": "temple", "side": "left", "intensity": 6, "qualities": ["ache"]}]
LESS = [{"region": "temple", "side": "left", "intensity": 3, "qualities": ["ache"]}]
CASE: dict[str, Any] = {"pain": PAIN, "history": {}, "findings": [], "client": {}}
MOST_QUERIES = 12
SCOPE = ("SELECT set_config", "SET ", "SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
"""What binds a connection of PostgreSQL to a practice; it reads no table."""


@pytest.fixture
def client(a_client: Callable[..., Client]) -> Client:
    return a_client()


@pytest.fixture
def earlier(client: Client, therapist: Member, a_visit: Callable[..., Visit]) -> Visit:
    visit = a_visit(client, starts_at=NOW - timedelta(days=14), state="open")
    saved = findings.save_case(by=therapist, visit=visit, case=CASE, revision=0)
    for group, words in (
        ("told", {"reason": "Headache", "changed": "no change"}),
        ("done", {"treatment": "Compression", "plan": "In two weeks"}),
    ):
        seen = findings.revision_of(saved, group)
        saved = findings.save_words(
            by=therapist, visit=visit, group=group, words=words, revision=seen
        )
    return visit


@pytest.fixture
def visit(earlier: Visit, a_visit: Callable[..., Visit]) -> Visit:
    return a_visit(earlier.client, starts_at=NOW, state="open")


def test_the_last_visit_is_carried_forward_and_marked(visit: Visit, therapist: Member) -> None:
    finding = findings.carry_forward(by=therapist, visit=visit)
    assert (finding.reason, finding.treatment, finding.plan) == (
        "Headache",
        "Compression",
        "In two weeks",
    )
    assert finding.case["pain"] == PAIN
    assert finding.unchanged == ["pain", "plan", "reason", "treatment"]
    assert finding.changed == ""  # asked anew every visit
    assert finding.area_cm2 > 0


def test_what_is_touched_loses_its_mark(visit: Visit, therapist: Member) -> None:
    finding = findings.carry_forward(by=therapist, visit=visit)
    case = {**finding.case, "pain": LESS}
    findings.save_case(by=therapist, visit=visit, case=case, revision=finding.revision)
    seen = findings.revision_of(finding, "told")
    told = {"reason": "Headache, less often"}
    findings.save_words(by=therapist, visit=visit, group="told", words=told, revision=seen)
    assert Finding.objects.get(visit=visit).unchanged == ["plan", "treatment"]


def test_carrying_forward_overwrites_nothing(visit: Visit, therapist: Member) -> None:
    findings.save_case(by=therapist, visit=visit, case={**CASE, "pain": LESS}, revision=0)
    finding = findings.carry_forward(by=therapist, visit=visit)
    assert finding.case["pain"] == LESS
    assert "pain" not in finding.unchanged


def test_there_is_nothing_to_carry_to_a_first_visit(earlier: Visit, therapist: Member) -> None:
    with pytest.raises(UserError, match="no visit before"):
        findings.carry_forward(by=therapist, visit=earlier)


def test_a_clients_drawing_is_taken_into_the_next_visit(
    client: Client, therapist: Member, a_visit: Callable[..., Visit]
) -> None:
    soon = a_visit(client, starts_at=timezone.now() + timedelta(days=1))
    finding = findings.receive_drawing(
        by=therapist, client=client, pain=PAIN, story="It began in May"
    )
    assert finding.visit_id == soon.pk
    assert (finding.reason, finding.case["pain"]) == ("It began in May", PAIN)
    with pytest.raises(UserError, match="drawing already"):
        findings.receive_drawing(by=therapist, client=client, pain=LESS, story="")
    again = findings.receive_drawing(by=therapist, client=client, pain=[], story="It began in May")
    assert again.reason == "It began in May"


def test_a_drawing_that_cannot_be_read_is_refused(
    client: Client, therapist: Member, a_visit: Callable[..., Visit]
) -> None:
    a_visit(client, starts_at=timezone.now() + timedelta(days=1))
    with pytest.raises(RequestError):
        findings.receive_drawing(
            by=therapist, client=client, pain=[{"patches": {"x": 1}}], story=""
        )


def test_without_a_visit_there_is_nowhere_to_put_it(client: Client, therapist: Member) -> None:
    with pytest.raises(UserError, match="no visit planned"):
        findings.receive_drawing(by=therapist, client=client, pain=PAIN, story="")


def test_two_drawings_are_compared_with_the_error_of_drawing_twice(
    client: Client, earlier: Visit, visit: Visit, therapist: Member
) -> None:
    findings.save_case(by=therapist, visit=visit, case={**CASE, "pain": LESS}, revision=0)
    found = timeline.compare(therapist, client, [earlier.pk, visit.pk])
    assert [each["name"] for each in found["drawings"]] == ["8 Nov 2026", "22 Nov 2026"]
    numbers = {each["name"]: each for each in found["numbers"]}
    assert "no measurable change" in numbers["Painted area"]["note"]
    assert numbers["Overlap with the first"]["values"] == ["", "1.00"]
    assert numbers["Mean intensity"]["values"] == ["6.0", "3.0"]


def test_the_heat_map_counts_every_drawing_but_no_voided_visit(
    client: Client, visit: Visit, therapist: Member
) -> None:
    findings.save_case(by=therapist, visit=visit, case={**CASE, "pain": []}, revision=0)
    found = timeline.heat(therapist, client)
    assert (found["drawings"], set(found["patches"].values())) == (2, {0.5})
    Visit.objects.filter(pk=visit.pk).update(state="voided")
    assert timeline.heat(therapist, client)["drawings"] == 1


def many_visits(client: Client, therapist: Member, count: int) -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    common = {"practice_id": client.practice_id, "client": client}
    visits = Visit.objects.bulk_create(
        Visit(therapist=therapist, starts_at=start + timedelta(days=n), state="done", **common)
        for n in range(count)
    )
    Finding.objects.bulk_create(
        Finding(visit=each, changed_by=therapist, case=CASE, area_cm2=20.0, **common)
        for each in visits
    )


@pytest.mark.parametrize("page", ["visits/", "drawings/"])
def test_a_thousand_visits_cost_as_many_queries_as_one(
    earlier: Visit,
    therapist: Member,
    client_of: Callable[[Member], Browser],
    page: str,
) -> None:
    client, counts = earlier.client, []
    browser = client_of(therapist)
    for more in (0, 1000):
        many_visits(client, therapist, more)
        browser.get(f"/clients/{client.pk}/{page}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = browser.get(f"/clients/{client.pk}/{page}")
        assert answer.status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= MOST_QUERIES


def test_the_timeline_is_paged_by_fifty_and_loses_none(
    client: Client, therapist: Member, client_of: Callable[[Member], Browser]
) -> None:
    many_visits(client, therapist, 120)
    browser, seen = client_of(therapist), []
    address: str | None = f"/api/v1/clients/{client.pk}/timeline"
    before = None
    while address:
        answer = browser.get(address, {"before": before} if before else {}).json()
        seen += [each["visit"] for each in answer["visits"]]
        before = answer["older"]
        address = address if before else None
    assert len(seen) == len(set(seen)) == 120


@pytest.mark.parametrize("page", ["", "workbench/", "time/", "measure/rating/", "note/"])
def test_every_page_of_a_visit_needs_few_queries(
    visit: Visit, therapist: Member, client_of: Callable[[Member], Browser], page: str
) -> None:
    browser = client_of(therapist)
    browser.get(f"/visits/{visit.pk}/{page}")
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(f"/visits/{visit.pk}/{page}").status_code == 200
    asked = [each["sql"][:90] for each in queries if not each["sql"].startswith(SCOPE)]
    assert len(asked) <= MOST_QUERIES, asked


def test_an_episode_closes_on_a_day_after_it_was_opened(client: Client, therapist: Member) -> None:
    care = Care("Neck", "preventive", "prescription", "acute", "Turn the head", None)
    episode = open_episode(by=therapist, client=client, care=care, opened_on=NOW.date())
    with pytest.raises(UserError, match="before"):
        close_episode(by=therapist, episode=episode, on=NOW.date() - timedelta(days=1))
    assert close_episode(by=therapist, episode=episode, on=NOW.date()).closed_on == NOW.date()


@pytest.mark.parametrize(
    "page",
    [
        "visits/{v}/workbench/",
        "visits/{v}/note/",
        "visits/{v}/drawing.png",
        "clients/{c}/visits/",
        "clients/{c}/drawings/",
        "clients/{c}/episodes/new/",
        "notes/",
    ],
)
def test_the_desk_opens_nothing_clinical(
    visit: Visit, front_desk: Member, client_of: Callable[[Member], Browser], page: str
) -> None:
    address = "/" + page.format(v=visit.pk, c=visit.client_id)
    assert client_of(front_desk).get(address).status_code == 403


def test_the_desk_is_shown_the_time_of_a_visit_and_nothing_else(
    visit: Visit, therapist: Member, front_desk: Member, client_of: Callable[[Member], Browser]
) -> None:
    care = Care("Secret complaint", "preventive", "own_wish", "acute", "", None)
    episode = open_episode(by=therapist, client=visit.client, care=care, opened_on=NOW.date())
    Visit.objects.filter(pk=visit.pk).update(episode=episode, state="planned")
    findings.carry_forward(by=therapist, visit=visit)
    page = client_of(front_desk).get(f"/visits/{visit.pk}/", follow=True)
    assert page.redirect_chain[-1][0] == f"/visits/{visit.pk}/time/"
    for secret in (b"Secret complaint", b"Headache", b"Compression", b"Begin the visit"):
        assert secret not in page.content
    assert b"Has arrived" in page.content


def test_a_first_case_knows_what_the_health_history_says(
    client: Client, therapist: Member, a_visit: Callable[..., Visit]
) -> None:
    answers = {"cancer": "no", "blood_clot": "yes", "blood_clot_detail": "2019", "work": "desk"}
    HealthHistory.objects.create(practice=client.practice, client=client, answers=answers)
    finding = findings.standing(therapist, a_visit(client))
    assert finding.case["history"] == {"cancer_history": False, "previous_clot": True}
    assert finding.case["conditions"] == ["heart_and_vessel_disease"]
    assert finding.case["client"] == {"age": 52}
    assert finding.told == ["previous_clot", "cancer_history"]


def test_an_answer_that_was_changed_is_no_longer_as_told(
    visit: Visit, therapist: Member, client_of: Callable[[Member], Browser]
) -> None:
    answers = {"cancer": "no", "blood_clot": "yes"}
    HealthHistory.objects.create(practice=visit.practice, client=visit.client, answers=answers)
    page = client_of(therapist).get(f"/visits/{visit.pk}/").content.decode()
    assert "As told in the intake" in page
    assert "Have you ever had cancer?" in page
    case = findings.standing(therapist, visit).case
    changed = {**case, "history": {**case["history"], "cancer_history": True}}
    finding = findings.save_case(by=therapist, visit=visit, case=changed, revision=0)
    assert finding.told == ["previous_clot"]


def test_a_story_answers_only_what_is_open(
    client: Client, therapist: Member, a_visit: Callable[..., Visit]
) -> None:
    soon = a_visit(client, starts_at=timezone.now() + timedelta(days=1))
    case = {**CASE, "pain": [], "history": {"onset": "sudden"}}
    findings.save_case(by=therapist, visit=soon, case=case, revision=0)
    told: dict[str, Answer] = {"onset": "injury", "recent_trauma": True}
    finding = findings.receive_drawing(
        by=therapist, client=client, pain=[], story="", visit=soon, history=told
    )
    assert finding.case["history"] == {"onset": "sudden", "recent_trauma": True}
    finding.refresh_from_db()
    assert finding.told == ["recent_trauma"]


def test_a_visit_shows_first_what_to_heed(
    visit: Visit, therapist: Member, client_of: Callable[[Member], Browser]
) -> None:
    answers = {"blood_clot": "yes"}
    HealthHistory.objects.create(practice=visit.practice, client=visit.client, answers=answers)
    page = client_of(therapist).get(f"/visits/{visit.pk}/").content.decode()
    assert page.index("Blood clot in the past") < page.index("Reason for the visit")
