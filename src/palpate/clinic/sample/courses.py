"""Courses of care: an episode, its visits over the year, and what was painted and measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np

from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.clinic.sample.cast import Person
from palpate.clinic.sample.complaints import COMPLAINTS, Complaint
from palpate.clinic.sample.painting import Painter
from palpate.clinic.sample.register import Known
from palpate.clinic.sample.team import Team
from palpate.clinic.visits.models import Episode, Visit

TODAY: Final = (
    (8, Visit.State.DONE),
    (9, Visit.State.DONE),
    (10, Visit.State.OPEN),
    (11, Visit.State.WAITING),
    (13, Visit.State.PLANNED),
    (14, Visit.State.PLANNED),
    (15, Visit.State.PLANNED),
    (16, Visit.State.PLANNED),
)
"""The hours of today and where its visits stand."""
COMING: Final = 12
"""Visits planned for the days after."""


@dataclass(frozen=True, eq=False)
class Session:
    """One visit and what was painted in it."""

    visit: Visit
    course: float
    """0 at the first visit, 1 at the last."""
    patches: dict[str, int]

    @property
    def is_treated(self) -> bool:
        """Whether it took place."""
        return self.visit.state in (Visit.State.DONE, Visit.State.OPEN)


@dataclass(frozen=True, eq=False)
class Course:
    """One complaint of one client from the first visit on."""

    person: Person
    client: Client
    complaint: Complaint
    therapist: Member
    episode: Episode
    sessions: Sequence[Session]

    def said(self, text: str) -> str:
        """A sentence of the complaint with its side."""
        return text.format(side=self.person.side)


def courses(
    people: Sequence[Known], team: Team, now: datetime, rng: np.random.Generator
) -> list[Course]:
    """A course for every client; those at the head of a day of `TODAY` come today."""
    made = []
    today = dict(zip(rng.permutation(len(people))[: len(TODAY)].tolist(), TODAY, strict=True))
    rest = [place for place in range(len(people)) if place not in today]
    coming = set(rest[:COMING])
    for place, known in enumerate(people):
        made.append(_course(known, team, now, today.get(place), place in coming, rng))
    return made


def _course(
    known: Known,
    team: Team,
    now: datetime,
    today: tuple[int, Visit.State] | None,
    is_coming: bool,
    rng: np.random.Generator,
) -> Course:
    person, client = known.person, known.client
    complaint = COMPLAINTS[person.complaint]
    therapist = client.therapist or team.owner
    times = list(_times(known, now, today is not None or is_coming, rng))
    episode = Episode(
        practice_id=client.practice_id,
        client=client,
        title=complaint.title.format(side=person.side),
        phase=Episode.Phase.PERFORMANCE if person.age < YOUNG else Episode.Phase.CHRONIC,
        goals="Sleep and work without pain.",
        opened_on=times[0].date(),
        closed_on=None if today or is_coming else times[-1].date(),
    )
    states: list[tuple[datetime, Visit.State]] = [(at, Visit.State.DONE) for at in times]
    if today is not None:
        hour, state = today
        states.append((now.replace(hour=hour, minute=0), state))
    elif is_coming:
        day = now + timedelta(days=int(rng.integers(1, 12)))
        states.append((day.replace(hour=int(rng.integers(9, 17)), minute=0), Visit.State.PLANNED))
    painter = Painter(complaint.sources, person.side, rng)
    strength = float(rng.uniform(5.5, 8.5))
    sessions = []
    for number, (at, state) in enumerate(states):
        course = number / max(person.visits - 1, 1)
        visit = Visit(
            practice_id=client.practice_id,
            client=client,
            episode=episode,
            therapist=therapist,
            starts_at=at,
            minutes=90 if number == 0 else 60,
            state=_state(state, number, rng),
        )
        patches = painter.paint(min(course, 1), strength * (1 - 0.65 * min(course, 1)))
        sessions.append(Session(visit, course, patches))
    return Course(person, client, complaint, therapist, episode, sessions)


YOUNG: Final = 30


def _state(state: Visit.State, number: int, rng: np.random.Generator) -> Visit.State:
    """Now and then somebody does not come."""
    if state != Visit.State.DONE or number == 0:
        return state
    chance = rng.random()
    if chance < 0.03:
        return Visit.State.MISSED
    return Visit.State.CANCELLED if chance < 0.06 else state


def _times(
    known: Known, now: datetime, is_recent: bool, rng: np.random.Generator
) -> Iterator[datetime]:
    """Visits about once in nine days, never on a Sunday; the last of a recent course last week."""
    gaps = rng.integers(6, 13, known.person.visits).tolist()
    length = sum(gaps)
    latest = int(rng.integers(2, 9)) if is_recent else int(rng.integers(10, max(11, 360 - length)))
    at = now - timedelta(days=latest + length)
    for gap in gaps:
        at += timedelta(days=gap)
        day = at - timedelta(days=1) if at.weekday() == 6 else at
        hour = int(rng.choice([8, 9, 10, 11, 13, 14, 15, 16, 17]))
        yield datetime(day.year, day.month, day.day, hour, int(rng.choice([0, 0, 30])), tzinfo=UTC)
