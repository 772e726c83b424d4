"""The movements whose range can be measured, with their published errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from palpate.anatomy.regions import SIDES
from palpate.assessment.error import MeasurementError, read_error
from palpate.evidence import Fields, read_tables

FILE = Path(__file__).parent / "data" / "motion.toml"
WAYS = ("active", "passive")
DEVICES = ("goniometer", "inclinometer", "phone")
EXAMINERS = ("same", "different")


@dataclass(frozen=True)
class PublishedError:
    """The error of one way of measuring a movement."""

    way: str
    devices: tuple[str, ...]
    examiner: str
    error: MeasurementError


@dataclass(frozen=True)
class Movement:
    """One movement; `greatest` is more degrees than any joint of a person reaches."""

    id: str
    name: str
    joint: str
    sides: tuple[str, ...]
    greatest: float
    errors: tuple[PublishedError, ...]

    def error(self, way: str, device: str, *, same_examiner: bool) -> MeasurementError | None:
        """Return the published error for this way of measuring, or None where there is none.

        Two examiners differ more than one examiner does, so a figure found between
        two serves, cautiously, for one; the reverse would promise too much.
        """
        fitting = [e for e in self.errors if e.way == way and device in e.devices]
        wanted = "same" if same_examiner else "different"
        exact = [e.error for e in fitting if e.examiner == wanted]
        between = [e.error for e in fitting if e.examiner == "different"]
        found = exact or (between if same_examiner else [])
        return found[0] if found else None


@lru_cache(maxsize=1)
def load_movements() -> Mapping[str, Movement]:
    """Return every movement by id, in the order of the file. Raises DataError."""
    movements = (_movement(Fields(table)) for table in read_tables(FILE))
    return MappingProxyType({movement.id: movement for movement in movements})


def _movement(fields: Fields) -> Movement:
    sides = fields.texts("sides")
    if not sides or set(sides) - set(SIDES):
        raise fields.error("sides", f"is {list(sides)}.", f"Use some of: {', '.join(SIDES)}.")
    movement = Movement(
        id=fields.text("id"),
        name=fields.text("name"),
        joint=fields.text("joint"),
        sides=sides,
        greatest=fields.number("greatest", 1, 360),
        errors=tuple(_published(entry) for entry in fields.tables_at("error")),
    )
    fields.done()
    return movement


def _published(fields: Fields) -> PublishedError:
    devices = fields.texts("devices")
    if not devices or set(devices) - set(DEVICES):
        raise fields.error("devices", f"is {list(devices)}.", f"Use: {', '.join(DEVICES)}.")
    way = fields.choice("way", WAYS)
    examiner = fields.choice("examiner", EXAMINERS)
    error = read_error(fields)
    fields.done()
    return PublishedError(way, devices, examiner, error)
