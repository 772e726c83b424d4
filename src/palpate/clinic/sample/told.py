"""The year of the sample practice as its audit chain tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from palpate.clinic.audit.chain import Actor, Told
from palpate.clinic.consent.models import Consent
from palpate.clinic.practice.models import Member
from palpate.clinic.sample.courses import Course
from palpate.clinic.sample.register import Known
from palpate.clinic.sample.team import Team


def told(
    people: Sequence[Known],
    signed: Sequence[Consent],
    made: Sequence[Course],
    team: Team,
    program: Actor,
    now: datetime,
) -> list[Told]:
    """Every entry in the order of time; the last says that all of it is made up."""
    entries = [
        *_arrivals(people, team.desk),
        *_agreed(signed),
        *(each for course in made for each in _visits(course, team.desk, now)),
    ]
    past = sorted((each for each in entries if each.at <= now), key=lambda each: each.at)
    return [*past, Told(program, "sample practice loaded", now)]


def _arrivals(people: Sequence[Known], desk: Member) -> Iterator[Told]:
    for known in people:
        yield Told(desk, "client added", known.since, known.client.pk, known.client)


def _agreed(signed: Sequence[Consent]) -> Iterator[Told]:
    for consent in signed:
        by = Actor(consent.practice_id, consent.signed_name)
        yield Told(by, "consent signed", consent.signed_at, consent.client_id, consent)


def _visits(course: Course, desk: Member, now: datetime) -> Iterator[Told]:
    client = course.client.pk
    for session in course.sessions:
        visit, start = session.visit, session.visit.starts_at
        planned = min(start, now) - timedelta(days=3, minutes=97 * (course.client.number % 11))
        yield Told(desk, "visit planned", planned, client, visit)
        if not session.is_treated:
            continue
        yield Told(course.therapist, "opened visit", start, client, visit)
        yield Told(course.therapist, "case saved", start + timedelta(minutes=9), client, visit)
        if start < now - timedelta(days=1):
            end = start + timedelta(minutes=visit.minutes + 6)
            yield Told(course.therapist, "note signed", end, client, visit)
