"""A client's visits over time: the list, drawings side by side, all drawings in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.clock import zone_of
from palpate.clinic.visits.models import Finding, Visit
from palpate.clinic.workbench import gateway
from palpate.outcomes import DrawingChange, drawing_change

PAGE = 20
RECENT = 5
MOST_COMPARED = 4
MOST_LAID_OVER = 2000
"""Drawings in one heat map; more than anybody's visits."""
Json = dict[str, Any]

HEAVY = ("case", "answer", "patches", "reason", "changed", "plan", "treatment")
"""Sealed columns of a finding that no list needs."""


@dataclass(frozen=True)
class Line:
    """One visit as a timeline shows it."""

    visit: Visit
    tone: str
    state_tone: str
    note: str
    note_tone: str
    area_cm2: float | None
    revision: int


NOTES: Final = {
    "signed": ("Note signed", "good"),
    "awaiting": ("Awaits countersignature", "warn"),
    "draft": ("Note in draft", "warn"),
}
STATES: Final = {"waiting": "warn", "open": "accent", "done": "good", "voided": "stop"}


@dataclass(frozen=True)
class Page:
    """Some visits, the newest first; `older` begins the next page."""

    visits: Sequence[Visit]
    older: datetime | None

    @property
    def lines(self) -> list[Line]:
        """The visits as a timeline shows them."""
        return [_line(each) for each in self.visits]


def recent(member: Member, client: Client, count: int = RECENT) -> list[Line]:
    """The client's latest visits that the member may see."""
    return [_line(each) for each in _visits(member, client)[:count]]


def page(member: Member, client: Client, before: datetime | None = None) -> Page:
    """Up to twenty visits before a moment. Costs the same for one visit and for a thousand."""
    visits = _visits(member, client)
    if before is not None:
        visits = visits.filter(starts_at__lt=before)
    found = list(visits[: PAGE + 1])
    older = found[PAGE - 1].starts_at if len(found) > PAGE else None
    return Page(found[:PAGE], older)


def drawn(member: Member, client: Client, count: int = PAGE) -> list[Finding]:
    """The latest visits that have a drawing, the newest first, without their cases."""
    return list(
        _findings(member, client)
        .filter(area_cm2__gt=0)
        .select_related("visit__therapist")
        .defer(*HEAVY)
        .order_by("-visit__starts_at")[:count]
    )


def compare(member: Member, client: Client, visits: Sequence[UUID]) -> Json:
    """Up to four drawings side by side, the first and the last compared in numbers."""
    chosen = _findings(member, client).filter(visit_id__in=visits).select_related("visit")
    rows = list(chosen.order_by("visit__starts_at")[:MOST_COMPARED])
    if not rows:
        return {"drawings": [], "numbers": []}
    zone = zone_of(member.practice)
    drawings = [
        {"name": _day(row.visit.starts_at.astimezone(zone)), "pain": row.case.get("pain", [])}
        for row in rows
    ]
    if len(rows) == 1:
        return {"drawings": drawings, "numbers": [_areas(rows, "")]}
    body = gateway.reasoner().model.body
    change = drawing_change(body, drawings[0]["pain"], drawings[-1]["pain"])
    return {"drawings": drawings, "numbers": _numbers(rows, change)}


def heat(member: Member, client: Client) -> Json:
    """For each patch, in what share of the client's drawings it hurts."""
    rows = _findings(member, client).filter(area_cm2__isnull=False).only("patches", "practice_id")
    counts: Counter[str] = Counter()
    drawings = 0
    for row in rows[:MOST_LAID_OVER]:
        counts.update(row.patches.keys())
        drawings += 1
    shares = {patch: round(count / drawings, 4) for patch, count in counts.items()}
    return {"patches": shares, "drawings": drawings}


def summary(visit: Visit) -> Json:
    """A visit in a list, for programs."""
    finding, note = getattr(visit, "finding", None), getattr(visit, "note", None)
    return {
        "visit": str(visit.pk),
        "starts_at": visit.starts_at.isoformat(),
        "minutes": visit.minutes,
        "state": visit.state,
        "therapist": visit.therapist.name,
        "episode": visit.episode.title if visit.episode else None,
        "area_cm2": finding.area_cm2 if finding else None,
        "note": note.state if note else None,
    }


def _line(visit: Visit) -> Line:
    finding, note = getattr(visit, "finding", None), getattr(visit, "note", None)
    word, tone = NOTES[note.state] if note else ("", "")
    state = STATES.get(visit.state, "")
    return Line(
        visit=visit,
        tone=tone or (state if state in ("stop", "accent") else ""),
        state_tone=state,
        note=word,
        note_tone=tone,
        area_cm2=finding.area_cm2 if finding else None,
        revision=finding.revision if finding else 0,
    )


def _visits(member: Member, client: Client) -> Any:
    heavy = [f"finding__{name}" for name in HEAVY]
    text = [
        f"note__{name}" for name in ("subjective", "objective", "assessment", "plan", "drafted")
    ]
    return (
        Visit.objects.for_user(member)
        .filter(client_id=client.pk)
        .select_related("therapist", "episode", "finding", "note")
        .defer(*heavy, *text)
        .order_by("-starts_at")
    )


def _findings(member: Member, client: Client) -> Any:
    return (
        Finding.objects.for_user(member)
        .filter(client_id=client.pk)
        .exclude(visit__state=Visit.State.VOIDED)
    )


def _numbers(rows: Sequence[Finding], change: DrawingChange) -> list[Json]:
    percent = round(change.area_difference * 100)
    known = change.repeatability
    blank = [""] * (len(rows) - 1)
    return [
        _areas(rows, f"{percent:+d} % of the mean of both; {change.area_verdict}"),
        {
            "name": "Overlap with the first",
            "values": [*blank, f"{change.overlap:.2f}"],
            "note": f"{known.overlap:.2f} or more is what drawing twice gives; "
            f"{change.place_verdict}",
        },
        {
            "name": "Mean intensity",
            "values": [
                f"{change.mean_intensity_before:.1f}",
                *blank[1:],
                f"{change.mean_intensity_after:.1f}",
            ],
            "note": "No error was published for it",
        },
        {"name": "In all", "values": [*blank, change.verdict], "note": known.note},
    ]


def _areas(rows: Sequence[Finding], note: str) -> Json:
    values = [f"{round(row.area_cm2 or 0)} cm²" for row in rows]
    return {"name": "Painted area", "values": values, "note": note}


def _day(local: datetime) -> str:
    return f"{local.day} {local:%b %Y}"
