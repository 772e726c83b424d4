"""Storing courses: visits, what was found, decided and measured in them, and their notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Model

from palpate.assessment import load_movements
from palpate.clinic.notes.models import PARTS, Note, NoteVersion
from palpate.clinic.notes.signing import signature
from palpate.clinic.notes.writing import digest
from palpate.clinic.people.ages import age_on
from palpate.clinic.practice.models import Member
from palpate.clinic.sample.courses import Course, Session
from palpate.clinic.visits.cases import judge
from palpate.clinic.visits.models import Episode, Finding, Hypothesis, Measurement, Visit
from palpate.clinic.visits.recording import record_of
from palpate.clinic.workbench import gateway
from palpate.notes import draft

UNSIGNED: Final = timedelta(days=1)
"""Notes of visits younger than this are still drafts."""
FORGOTTEN: Final = 7
"""Of so many clients seen lately, one has a note that nobody signed yet."""
LATELY: Final = timedelta(days=10)
OTHERS: Final = 2
"""Sources rejected beside the working hypothesis."""
LATER: Final = "Better since last time; the pain comes less often and goes sooner."


@dataclass(frozen=True, eq=False)
class Written:
    """Everything stored of one visit."""

    session: Session
    finding: Finding
    hypotheses: Sequence[Hypothesis]
    measurements: Sequence[Measurement]
    note: Note
    version: NoteVersion | None


def store(made: Sequence[Course], now: datetime) -> list[Note]:
    """Store every course; return the notes, the oldest first."""
    _save(Episode, (course.episode for course in made))
    _save(Visit, (session.visit for course in made for session in course.sessions))
    names: dict[Any, str] = {}
    written = [each for course in made for each in _of_course(course, now, names)]
    written.sort(key=lambda each: each.session.visit.starts_at)
    _save(Finding, (each.finding for each in written))
    _save(Hypothesis, (row for each in written for row in each.hypotheses))
    _save(Measurement, (row for each in written for row in each.measurements))
    _save(Note, (each.note for each in written))
    _save(NoteVersion, (each.version for each in written if each.version is not None))
    for each in written:
        each.note.created_at = each.session.visit.starts_at
    notes = [each.note for each in written]
    Note.objects.bulk_update(notes, ["created_at"])
    return notes


def _save(model: type[Model], rows: Iterable[Any]) -> None:
    model._default_manager.bulk_create(rows, 200)


def _of_course(course: Course, now: datetime, names: dict[Any, str]) -> Iterator[Written]:
    for number, session in enumerate(course.sessions):
        if session.is_treated:
            yield _of_session(course, session, number == 0, now, names)


def _of_session(
    course: Course, session: Session, is_first: bool, now: datetime, names: dict[Any, str]
) -> Written:
    finding = _finding(course, session, is_first)
    hypotheses = list(_hypotheses(course, session, finding)) if is_first else []
    measurements = list(_measurements(course, session))
    parts = dict(draft(record_of(finding, measurements, hypotheses)).parts)
    author = course.therapist
    note = Note(
        **_common(course, session), author=author, changed_by=author, drafted=parts, **parts
    )
    if _is_unsigned(course, session, now):
        return Written(session, finding, hypotheses, measurements, note, None)
    if author.pk not in names:
        names[author.pk] = signature(author, now.date())
    version = _sign(note, session, parts, names[author.pk], now)
    return Written(session, finding, hypotheses, measurements, note, version)


def _is_unsigned(course: Course, session: Session, now: datetime) -> bool:
    start = session.visit.starts_at
    forgotten = course.client.number % FORGOTTEN == 0 and start > now - LATELY
    return forgotten or start > now - UNSIGNED


def _common(course: Course, session: Session) -> dict[str, Any]:
    """What every row of a visit says of its place."""
    return {
        "practice_id": course.client.practice_id,
        "visit": session.visit,
        "client": course.client,
    }


def _finding(course: Course, session: Session, is_first: bool) -> Finding:
    complaint = course.complaint
    judged = judge(_case(course, session))
    return Finding(
        **_common(course, session),
        reason=course.said(complaint.told) if is_first else course.episode.title,
        changed="" if is_first else LATER,
        case=judged.case,
        answer=judged.answer,
        patches=judged.patches,
        area_cm2=judged.area_cm2,
        treatment=complaint.treated,
        plan=complaint.advice,
        revision=1,
        changed_by=course.therapist,
    )


def _case(course: Course, session: Session) -> dict[str, Any]:
    born, day = course.client.birth_date, session.visit.starts_at.date()
    known: dict[str, Any] = {"sex": course.person.sex}
    if born is not None:
        known["age"] = age_on(born, day)
    entry = {"patches": session.patches, "qualities": list(course.complaint.qualities)}
    return {
        "client": known,
        "pain": [entry] if session.patches else [],
        "history": {},
        "findings": [],
        "conditions": [],
        "factors": list(course.complaint.factors),
    }


def _hypotheses(course: Course, session: Session, finding: Finding) -> Iterator[Hypothesis]:
    """The muscle that was treated is taken up; the next two of the ranking are rejected."""
    meant = {source.split(".")[0] for source in course.complaint.sources}
    rejected = 0
    for entry in finding.answer["sources"]:
        is_meant = entry["source"].split(".")[0] in meant
        if not is_meant and rejected == OTHERS:
            continue
        rejected += not is_meant
        yield Hypothesis(
            **_common(course, session),
            source=entry["source"],
            name=entry["name"],
            grade=entry["grade"],
            side=entry["side"],
            probability=entry["probability"],
            decision=(Hypothesis.Decision.ACCEPTED if is_meant else Hypothesis.Decision.REJECTED),
            why=course.said(course.complaint.found) if is_meant else "Not tender to pressure.",
            decided_by=course.therapist,
        )


def _measurements(course: Course, session: Session) -> Iterator[Measurement]:
    complaint, share = course.complaint, min(session.course, 1)
    place = _most_painful(session.patches)
    common = {
        **_common(course, session),
        "by": course.therapist,
        "created_at": session.visit.starts_at,
    }
    worst = max(session.patches.values(), default=0)
    yield Measurement(
        **common,
        kind=Measurement.Kind.RATING,
        place="pain_worst",
        unit="of 10",
        readings=[worst],
    )
    if place is not None:
        middle = _between(complaint.threshold, share)
        yield Measurement(
            **common,
            kind=Measurement.Kind.ALGOMETER,
            place=place[0],
            side="" if place[1] == "midline" else place[1],
            unit="kgf/cm2",
            readings=[round(middle + step, 1) for step in (-0.2, 0.1, 0.1)],
            setting={"tip_area_cm2": 1.0},
        )
    movement = load_movements()[complaint.movement]
    yield Measurement(
        **common,
        kind=Measurement.Kind.RANGE_OF_MOTION,
        place=complaint.movement,
        side=course.person.side if course.person.side in movement.sides else "",
        unit="degrees",
        readings=[round(_between(complaint.reach, share))],
        setting={"way": "active", "device": "goniometer"},
    )


def _between(ends: tuple[float, float], share: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * share


def _most_painful(patches: Mapping[str, int]) -> tuple[str, str] | None:
    """Region and side of the most painful patch."""
    if not patches:
        return None
    body = gateway.reasoner().model.body
    worst = max(sorted(patches), key=lambda name: patches[name])
    region, side = body.region_of(body.patch_index(worst))
    return region, side


def _sign(
    note: Note, session: Session, parts: Mapping[str, str], name: str, now: datetime
) -> NoteVersion:
    """Sign a note as its author; a student's latest one still awaits the supervisor."""
    author = note.author
    at = session.visit.starts_at + timedelta(minutes=session.visit.minutes + 6)
    note.state, note.signed_by, note.signed_at = Note.State.SIGNED, author, at
    note.signed_as = name
    if author.is_only_student:
        _countersign(note, author, at, now)
    return NoteVersion(
        practice_id=note.practice_id,
        note=note,
        client=note.client,
        number=1,
        kind=NoteVersion.Kind.SIGNED,
        parts={part: parts[part] for part in PARTS},
        by=author,
        digest=digest(note, parts),
    )


def _countersign(note: Note, author: Member, at: datetime, now: datetime) -> None:
    if at > now - timedelta(days=8):
        note.state = Note.State.AWAITING
        return
    note.countersigned_by = author.supervisor
    note.countersigned_at = at + timedelta(hours=5)
