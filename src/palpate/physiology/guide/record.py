"""Read a written session, and refuse what no session could have written."""

from __future__ import annotations

import json
from typing import Any

from palpate.evidence import UserError
from palpate.physiology.checks import choice, number, whole
from palpate.physiology.guide.listening import WORDS
from palpate.physiology.guide.setting import LONGEST_HOLD, Setting
from palpate.physiology.guide.site import Site

VERSION = 1
NUMBERS = {
    "pressure_kpa": (0.0, 12_500.0),
    "rest_seconds": (0.0, 7200.0),
    "at_seconds": (0.0, LONGEST_HOLD),
    "pain": (0.0, 10.0),
    "threshold_kpa": (10.0, 1000.0),
    "soreness": (0.0, 10.0),
    "days": (0.0, 3650.0),
}
FIELDS = {
    "press": ("pressure_kpa", "rest_seconds", "applicator"),
    "report": ("at_seconds", "pain", "word"),
    "release": ("at_seconds",),
    "stop": ("at_seconds",),
    "go_on": (),
    "algometer": ("threshold_kpa",),
    "soreness": ("soreness",),
    "visit": ("days",),
}
MAY_MISS = {("report", "pain"), ("report", "word"), ("stop", "at_seconds")}
REMEDY = "Load what `to_json` wrote."


def read_record(text: str) -> tuple[Site, Setting, int, list[dict[str, Any]]]:
    """Site, setting, seed and events of a written session. Raises UserError."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise UserError(f"is {data['version']!r}, not {VERSION}.", REMEDY, "version")
        place = {**data["site"], "applicators": tuple(data["site"]["applicators"])}
        site, setting = Site(**place), Setting(**data["setting"])
        seed = whole(data["seed"], "seed", 0, 2**63 - 1)
        events = [_event(event, number) for number, event in enumerate(data["events"])]
    except UserError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError("is no written session.", REMEDY, "record") from error
    return site, setting, seed, events


def _event(event: dict[str, Any], place: int) -> dict[str, Any]:
    where = f"events[{place}]"
    name = choice(event["do"], f"{where}.do", FIELDS)
    if set(event) != {"do", *FIELDS[name]}:
        raise UserError("has other fields than it must.", REMEDY, where)
    for field in FIELDS[name]:
        value = event[field]
        if value is None and (name, field) in MAY_MISS:
            continue
        if field in NUMBERS:
            number(value, f"{where}.{field}", *NUMBERS[field], "")
        elif field == "word":
            choice(value, f"{where}.word", WORDS)
    return event
