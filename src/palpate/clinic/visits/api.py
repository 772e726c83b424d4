"""Visits in the JSON interface: case, words, measurements, hypotheses, timeline, drawings."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from palpate.clinic.access.api import LARGEST_REVISION, Problems, caller, operation
from palpate.clinic.access.permissions import Permission
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.clinic.visits import findings, hypotheses, measuring, timeline
from palpate.clinic.visits.models import Hypothesis, Measurement, Visit
from palpate.evidence import UserError

router = Router(tags=["visits"])

SEE, EDIT = Permission.SEE_HEALTH, Permission.EDIT_HEALTH
VISIT = "visits/{uuid:visit_id}"
CLIENT = "clients/{uuid:client_id}"

Revision = Annotated[int, Field(ge=0, le=LARGEST_REVISION)]


class Versioned(Schema):
    """A value and the count of saves it was read at."""

    revision: Revision
    value: Any


class Told(Schema):
    """What was told; what is left out stays as it is."""

    reason: str | None = None
    changed: str | None = None


class Done(Schema):
    """What was done and what comes next; what is left out stays as it is."""

    treatment: str | None = None
    plan: str | None = None


Digest = Annotated[str, Field(max_length=64)]
"""Digest of the words that were read."""


class ToldSave(Schema):
    """What was told, and the digest of what stood there when it was read."""

    revision: Digest
    value: Told


class DoneSave(Schema):
    """What was done, and the digest of what stood there when it was read."""

    revision: Digest
    value: Done


class WordsSaved(Schema):
    """The digest after saving."""

    revision: str


class Saved(Schema):
    """The count after saving."""

    revision: int


class Clash(Schema):
    """Somebody saved first: their version, its count, their name."""

    revision: int | str
    value: Any
    by: str


class MeasurementIn(Schema):
    """One measurement: three pressures, one range in degrees, or one rating."""

    kind: str
    place: str
    side: str = ""
    unit: str = ""
    readings: Annotated[list[float], Field(min_length=1, max_length=3)]
    moment: str = Measurement.Moment.BEFORE.value
    tip_area_cm2: float = 1.0
    way: str = "active"
    device: str = "goniometer"


class Why(Schema):
    """A reason."""

    why: str


class Decision(Schema):
    """What the therapist makes of a ranked source."""

    source: str
    decision: str
    why: str = ""


ANSWERS: dict[int, Any] = {409: Clash, 422: Problems, 423: Problems}


def visit_of(member: Member, visit_id: UUID) -> Visit:
    """A visit the member may see, or 404."""
    visits = Visit.objects.for_user(member).select_related("client", "practice", "note")
    found: Visit = get_object_or_404(visits, pk=visit_id)
    return found


def _client(member: Member, client_id: UUID) -> Client:
    found: Client = get_object_or_404(Client.objects.for_user(member), pk=client_id)
    return found


@operation(router, "GET", f"{VISIT}/case", needs=SEE, response={200: Versioned})
def get_case(request: HttpRequest, visit_id: UUID) -> dict[str, object]:
    """The case of a visit; before anything is drawn, what is known of the client."""
    member = caller(request)
    found = findings.standing(member, visit_of(member, visit_id))
    return {"revision": found.revision, "value": found.case}


@operation(router, "PUT", f"{VISIT}/case", needs=EDIT, response={200: Saved, **ANSWERS})
def put_case(request: HttpRequest, visit_id: UUID, body: Versioned) -> dict[str, int]:
    """Store the case of a visit."""
    member = caller(request)
    visit = visit_of(member, visit_id)
    saved = findings.save_case(by=member, visit=visit, case=body.value, revision=body.revision)
    return {"revision": saved.revision}


@operation(router, "PUT", f"{VISIT}/told", needs=EDIT, response={200: WordsSaved, **ANSWERS})
def put_told(request: HttpRequest, visit_id: UUID, body: ToldSave) -> dict[str, str]:
    """Store the reason and what changed since last time."""
    return _write(request, visit_id, "told", body)


@operation(router, "PUT", f"{VISIT}/done", needs=EDIT, response={200: WordsSaved, **ANSWERS})
def put_done(request: HttpRequest, visit_id: UUID, body: DoneSave) -> dict[str, str]:
    """Store the treatment and the plan."""
    return _write(request, visit_id, "done", body)


def _write(
    request: HttpRequest, visit_id: UUID, group: str, body: ToldSave | DoneSave
) -> dict[str, str]:
    member = caller(request)
    saved = findings.save_words(
        by=member,
        visit=visit_of(member, visit_id),
        group=group,
        words=body.value.dict(exclude_none=True),
        revision=body.revision,
    )
    return {"revision": findings.revision_of(saved, group)}


@operation(router, "GET", f"{VISIT}/measurements", needs=SEE)
def get_measurements(request: HttpRequest, visit_id: UUID) -> dict[str, Any]:
    """What was measured, each with its error."""
    member = caller(request)
    visit = visit_of(member, visit_id)
    rows = Measurement.objects.for_user(member).filter(visit_id=visit.pk, voided_at=None)
    return {"measurements": [_measured(each) for each in measuring.shown(rows)]}


@operation(router, "POST", f"{VISIT}/measurements", needs=EDIT, response={201: Any, **ANSWERS})
def post_measurement(request: HttpRequest, visit_id: UUID, body: MeasurementIn) -> Any:
    """Keep a measurement."""
    member = caller(request)
    reading = measuring.Reading(
        kind=body.kind,
        place=body.place,
        side=body.side,
        unit=body.unit,
        readings=body.readings,
        moment=body.moment,
        setting=_setting(body),
    )
    row = measuring.measure(by=member, visit=visit_of(member, visit_id), reading=reading)
    return Status(201, _measured(measuring.shown([row])[0]))


@operation(
    router,
    "POST",
    f"{VISIT}/measurements/{{uuid:measurement_id}}/void",
    needs=EDIT,
    response={200: Any, **ANSWERS},
)
def void_measurement(
    request: HttpRequest, visit_id: UUID, measurement_id: UUID, body: Why
) -> dict[str, str]:
    """Mark a measurement as entered in error."""
    member = caller(request)
    rows = Measurement.objects.for_user(member).select_related("visit")
    row = get_object_or_404(rows, pk=measurement_id, visit_id=visit_id)
    measuring.void_measurement(by=member, measurement=row, why=body.why)
    return {"measurement": str(row.pk)}


@operation(router, "GET", f"{VISIT}/hypotheses", needs=SEE)
def get_hypotheses(request: HttpRequest, visit_id: UUID) -> dict[str, Any]:
    """Red flags first, then the ranked sources with the therapist's decisions."""
    member = caller(request)
    finding = findings.standing(member, visit_of(member, visit_id))
    decided = list(Hypothesis.objects.for_user(member).filter(visit_id=visit_id))
    ranked = hypotheses.offered(finding, decided)
    return {
        "red_flags": finding.answer.get("red_flags", []),
        "hypotheses": [
            {
                "source": each.source,
                "name": each.name,
                "side": each.side,
                "percent": each.percent,
                "grade": each.grade,
                "decision": each.decision,
                "why": each.why,
            }
            for each in ranked
        ],
    }


@operation(router, "PUT", f"{VISIT}/hypotheses", needs=EDIT, response={200: Any, **ANSWERS})
def put_hypothesis(request: HttpRequest, visit_id: UUID, body: Decision) -> dict[str, str]:
    """Take up, reject or leave open one ranked source."""
    member = caller(request)
    visit = visit_of(member, visit_id)
    row = hypotheses.decide(
        by=member,
        visit=visit,
        finding=findings.standing(member, visit),
        source=body.source,
        decision=body.decision,
        why=body.why,
    )
    return {"source": row.source, "decision": row.decision}


@operation(router, "GET", f"{CLIENT}/timeline", needs=SEE, response={200: Any, 422: Problems})
def get_timeline(
    request: HttpRequest, client_id: UUID, before: datetime | None = None
) -> dict[str, Any]:
    """Twenty visits, the newest first; `older` is the `before` of the next page."""
    member = caller(request)
    if before is not None and before.tzinfo is None:
        raise UserError("has no time zone.", "Write it as 2026-11-22T09:00:00Z.", "before")
    found = timeline.page(member, _client(member, client_id), before)
    older = found.older.isoformat() if found.older else None
    return {"visits": [timeline.summary(each) for each in found.visits], "older": older}


@operation(router, "GET", f"{CLIENT}/drawings", needs=SEE)
def get_drawings(request: HttpRequest, client_id: UUID) -> dict[str, Any]:
    """In what share of a client's drawings each patch of the body hurts."""
    member = caller(request)
    return timeline.heat(member, _client(member, client_id))


def _setting(body: MeasurementIn) -> dict[str, Any]:
    if body.kind == Measurement.Kind.ALGOMETER:
        return {"tip_area_cm2": body.tip_area_cm2}
    if body.kind == Measurement.Kind.RANGE_OF_MOTION:
        return {"way": body.way, "device": body.device}
    return {}


def _measured(each: measuring.Shown) -> dict[str, Any]:
    return {
        "measurement": str(each.row.pk),
        "name": each.name,
        "moment": each.row.moment,
        "value": each.value,
        "unit": each.unit,
        "repetitions": list(each.repetitions),
        "smallest_change": each.error,
        "verdict": each.verdict,
    }
