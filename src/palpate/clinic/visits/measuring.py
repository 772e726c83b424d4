"""Measurements of a visit, each read by the library that knows its error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from palpate.anatomy.regions import SIDES
from palpate.assessment import (
    Algometer,
    RangeOfMotion,
    compare_motion,
    compare_readings,
    load_movements,
)
from palpate.assessment.checks import choice
from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.access.saving import LockedError
from palpate.clinic.audit.chain import record
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.findings import CLOSED
from palpate.clinic.visits.models import Measurement, Visit
from palpate.clinic.visits.texts import clean
from palpate.clinic.workbench import gateway
from palpate.evidence import UserError

Kind, Moment = Measurement.Kind, Measurement.Moment

RATINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "pain_now": "Pain now",
        "pain_worst": "Worst pain of the week",
        "pain_on_movement": "Pain on movement",
        "pain_on_pressure": "Pain on pressure",
    }
)
"""What a client rates from 0 to 10."""
HIGHEST: Final = 10.0
UNITS: Final[Mapping[str, str]] = MappingProxyType(
    {Kind.RANGE_OF_MOTION: "degrees", Kind.RATING: "of 10"}
)
"""Units of what has only one; a threshold is given in the unit of the device."""
NOT_JUDGED: Final = "the error of a rating is not known here: not judged"


@dataclass(frozen=True)
class Reading:
    """One measurement as a form or a program gives it."""

    kind: str
    place: str
    side: str
    unit: str
    readings: Sequence[float]
    moment: str
    setting: Mapping[str, Any]


@dataclass(frozen=True)
class Shown:
    """A measurement as a page and a note say it."""

    row: Measurement
    name: str
    value: float
    unit: str
    repetitions: tuple[float, ...]
    error: float | None
    error_note: str
    verdict: str

    @property
    def difference_known(self) -> bool:
        """Whether it was compared with one before treatment."""
        return bool(self.verdict)


@transaction.atomic
def measure(*, by: Member, visit: Visit, reading: Reading) -> Measurement:
    """Keep a measurement. Raises UserError naming the field that cannot be right."""
    require(by, Permission.EDIT_HEALTH)
    _open(visit)
    choice(reading.moment, "moment", Moment.values)
    read(reading)
    choice(reading.side or "midline", "side", SIDES)
    row = Measurement.objects.create(
        practice_id=visit.practice_id,
        visit=visit,
        client_id=visit.client_id,
        kind=reading.kind,
        moment=reading.moment,
        place=reading.place,
        side="" if reading.side == "midline" else reading.side,
        unit=UNITS.get(reading.kind, reading.unit),
        readings=list(reading.readings),
        setting=dict(reading.setting),
        by=by,
    )
    record(by, "measured", client_id=visit.client_id, on=row, kind=reading.kind)
    return row


@transaction.atomic
def void_measurement(*, by: Member, measurement: Measurement, why: str) -> Measurement:
    """Mark a measurement as entered in error; it stays legible."""
    require(by, Permission.EDIT_HEALTH)
    _open(measurement.visit)
    said = clean(why, "why", 300).strip()
    if not said:
        raise UserError("It is not said why.", "Write what was wrong with it.", "why")
    measurement.voided_at, measurement.voided_by = timezone.now(), by
    measurement.why_voided = said
    measurement.save(update_fields=["voided_at", "voided_by", "why_voided"])
    record(by, "measurement voided", client_id=measurement.client_id, on=measurement)
    return measurement


def read(reading: Reading) -> Algometer | RangeOfMotion | float:
    """What the library makes of a reading. Raises UserError."""
    if reading.kind == Kind.ALGOMETER:
        return Algometer.read(
            region=reading.place,
            side=reading.side or "midline",
            values=list(reading.readings),
            unit=reading.unit,
            tip_area_cm2=reading.setting.get("tip_area_cm2", 1.0),
        )
    if reading.kind == Kind.RANGE_OF_MOTION:
        return RangeOfMotion.read(
            movement=reading.place,
            side=reading.side or "midline",
            way=reading.setting.get("way", "active"),
            degrees=_only(reading.readings),
            device=reading.setting.get("device", "goniometer"),
        )
    if reading.kind != Kind.RATING:
        raise UserError(f"is {reading.kind!r}.", f"Use {', '.join(Kind.values)}.", "kind")
    if reading.place not in RATINGS:
        raise UserError(f"is {reading.place!r}.", f"Use {', '.join(RATINGS)}.", "place")
    value = _only(reading.readings)
    if not 0 <= value <= HIGHEST:
        raise UserError(f"is {value:g}.", "Write a number from 0 to 10.", "readings")
    return value


def shown(rows: Iterable[Measurement]) -> list[Shown]:
    """Measurements with their errors; what was measured after treatment compared with before."""
    before: dict[tuple[str, str, str], Measurement] = {}
    found = []
    for row in sorted(rows, key=lambda each: (each.moment != Moment.BEFORE, each.created_at)):
        key = (row.kind, row.place, row.side)
        earlier = before.get(key) if row.moment == Moment.AFTER else None
        if row.moment == Moment.BEFORE:
            before[key] = row
        found.append(_shown(row, earlier))
    return sorted(found, key=lambda each: each.row.created_at)


def _shown(row: Measurement, earlier: Measurement | None) -> Shown:
    try:
        now = read(reading_of(row))
    except UserError as fault:  # measured under another version's list of places
        name = f"{row.get_kind_display()}, {row.place} ({fault.message})"
        first = row.readings[0] if row.readings else 0.0
        return Shown(row, name, first, row.unit, tuple(row.readings[1:]), None, "", "")
    side = f", {row.side}" if row.side else ""
    if isinstance(now, Algometer):
        name = gateway.reasoner().model.region_names[row.place]
        error = now.error()
        return Shown(
            row,
            f"Pressure pain threshold, {name}{side}",
            round(now.mean_kpa),
            "kPa",
            tuple(round(value) for value in now.pressures_kpa),
            round(error.smallest_change),
            error.note,
            _verdict(row, now, earlier),
        )
    if isinstance(now, RangeOfMotion):
        known = now.error()
        note = known.note if known else ""
        limit = round(known.smallest_change, 1) if known else None
        name = f"{now.movement.name}{side}, {now.way}"
        verdict = _verdict(row, now, earlier)
        return Shown(row, name, now.degrees, "degrees", (), limit, note, verdict)
    verdict = NOT_JUDGED if earlier else ""
    return Shown(row, RATINGS[row.place] + side, now, "of 10", (), None, "", verdict)


def _verdict(row: Measurement, now: Algometer | RangeOfMotion, earlier: Measurement | None) -> str:
    if earlier is None:
        return ""
    then = read(reading_of(earlier))
    alone = earlier.by_id == row.by_id
    try:
        if isinstance(now, Algometer) and isinstance(then, Algometer):
            return compare_readings(then, now, same_examiner=alone).verdict
        if isinstance(now, RangeOfMotion) and isinstance(then, RangeOfMotion):
            return compare_motion(then, now, same_examiner=alone).verdict
    except UserError as error:
        return f"not compared: {error.message} {error.remedy}"
    return ""


def reading_of(row: Measurement) -> Reading:
    """A stored row as it was given."""
    return Reading(row.kind, row.place, row.side, row.unit, row.readings, row.moment, row.setting)


def movements() -> list[tuple[str, str]]:
    """Ids and names of the movements that can be measured."""
    return [(each.id, each.name) for each in load_movements().values()]


def _only(readings: Sequence[float]) -> float:
    if len(readings) != 1 or isinstance(readings[0], bool):
        raise UserError(f"has {len(readings)} values.", "Write one number.", "readings")
    return float(readings[0])


def _open(visit: Visit) -> None:
    note = getattr(visit, "note", None)
    if visit.state in CLOSED or (note is not None and note.state != "draft"):
        raise LockedError(
            "The visit is closed or its note is signed.", "Amend the note to add to it."
        )
