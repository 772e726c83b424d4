"""Health histories of the sample's clients, and the form that one of them has just sent in."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from palpate.clinic.arrival.models import HealthHistory, Intake
from palpate.clinic.sample.courses import Course, Session
from palpate.clinic.sample.register import Known
from palpate.clinic.sample.team import Team
from palpate.clinic.visits.models import Visit

FOR: Final = timedelta(days=7)
ASKED: Final = (
    "fever",
    "hot_swollen_leg",
    "chest_pain",
    "new_weakness",
    "bladder_bowel",
    "worst_headache",
    "weight_loss",
    "blood_clot",
    "blood_thinner",
    "cancer",
    "steroids",
    "recent_accident",
    "recent_surgery",
)
"""Questions of the intake form that are answered with yes or no."""
PAST: Final = {
    "medicines": ("", "Ibuprofen now and then", "Thyroxine 75 µg", "", "Ramipril 5 mg"),
    "surgery": ("", "", "Appendix, as a child", "", "", "Knee arthroscopy, 2019", ""),
    "accidents": ("", "Rear-end collision, 2021", "", ""),
    "allergies": ("", "", "Birch pollen", "", "", "", "Latex"),
}
"""What some have told in words."""


def intakes_and_histories(
    people: Sequence[Known], made: Sequence[Course], team: Team, now: datetime
) -> None:
    """Everybody has a history but the one who waits: theirs is in the form just sent in."""
    waiting = {
        course.client.pk: (course, session)
        for course in made
        for session in course.sessions
        if session.visit.state == Visit.State.WAITING
    }
    factors = {course.client.pk: list(course.complaint.factors) for course in made}
    HealthHistory.objects.bulk_create(
        HealthHistory(
            practice_id=known.client.practice_id,
            client=known.client,
            answers=_answers(number, factors.get(known.client.pk, [])),
            revision=1,
            reviewed_at=known.since + timedelta(days=1),
            reviewed_by=team.owner,
        )
        for number, known in enumerate(people)
        if known.client.pk not in waiting
    )
    Intake.objects.bulk_create(
        Intake(
            practice_id=course.client.practice_id,
            client=course.client,
            visit_id=session.visit.pk,
            token_hash=hashlib.sha256(secrets.token_bytes(32)).hexdigest(),
            sent_by=team.desk,
            expires_at=now + FOR,
            answers=_sent_in(course, session),
            revision=1,
            saved_at=now - timedelta(minutes=26),
            sent_in_at=now - timedelta(minutes=25),
        )
        for course, session in waiting.values()
    )


def _answers(number: int, factors: list[str]) -> dict[str, Any]:
    """What the client of a number has told: nearly everybody is well, some take something."""
    told = dict.fromkeys(ASKED, "no")
    words = {name: texts[number % len(texts)] for name, texts in PAST.items()}
    return {**told, **{name: text for name, text in words.items() if text}, "factors": factors}


def _sent_in(course: Course, session: Session) -> dict[str, Any]:
    """The form as the client filled it in, drawing included."""
    values = {
        **dict.fromkeys(ASKED, "no"),
        "reason": course.said(course.complaint.told),
        "onset": "gradual",
        "since": "about two months",
        "course": "comes_and_goes",
        "aggravating": "Long days at work",
        "relieving": "Warmth",
        "pain_now": "5",
        "pain_worst": "8",
        "medicines": "Ibuprofen now and then",
    }
    pain = [{"patches": session.patches, "qualities": list(course.complaint.qualities)}]
    return {"values": values, "pain": pain, "revisions": {"story": 1, "health": 1, "pain": 1}}
