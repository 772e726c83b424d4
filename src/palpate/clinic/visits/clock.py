"""Times as the practice's clock shows them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from palpate.clinic.practice.models import Practice
from palpate.evidence import UserError

YEARS: Final = range(1990, 2101)
"""Years in which a visit can be."""


def zone_of(practice: Practice) -> ZoneInfo:
    """The practice's time zone; UTC where its name is unknown on this machine."""
    try:
        return ZoneInfo(practice.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def moment(practice: Practice, day: date, at: time) -> datetime:
    """A day and a time on the practice's clock as a moment; the first of two when clocks go back.

    Raises UserError for a time that clocks skip, and for a year nobody plans in.
    """
    if day.year not in YEARS:
        remedy = f"Choose a day from {YEARS[0]} to {YEARS[-1]}."
        raise UserError(f"is in the year {day.year}.", remedy, "day")
    zone = zone_of(practice)
    local = datetime.combine(day, at, tzinfo=zone)
    there_and_back = local.astimezone(UTC).astimezone(zone)
    if there_and_back.replace(tzinfo=None) != local.replace(tzinfo=None):
        message = f"{at:%H:%M} does not exist on this day: clocks go forward."
        raise UserError(message, "Choose a time an hour earlier or later.", "time")
    return local.astimezone(UTC)


def day_bounds(practice: Practice, day: date) -> tuple[datetime, datetime]:
    """First moment of a day, and of the day after it, on the practice's clock."""
    zone = zone_of(practice)
    start = datetime.combine(day, time(), tzinfo=zone)
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return start.astimezone(UTC), end.astimezone(UTC)
