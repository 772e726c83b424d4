"""Applicators and techniques: what presses, and how the force runs over the seconds of a press."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from palpate.evidence import Fields, Grade, read_tables
from palpate.physiology.contact import LEAST_AREA_CM2, MOST_AREA_CM2, MOST_FORCE_N
from palpate.physiology.support import Support, read_support

DATA = Path(__file__).parent / "data"
ROUNDING = 1e-9


@dataclass(frozen=True)
class Applicator:
    """What presses: contact area in cm2 and the largest force in N that is used with it."""

    id: str
    name: str
    area_cm2: float
    most_force_n: float
    support: Support

    @property
    def grade(self) -> Grade:
        """How well the area is known."""
        return self.support.grade


@dataclass(frozen=True)
class Technique:
    """How force runs: phases of (share of the cycle, share of the force).

    The cycle repeats every `cycle_s` seconds until the press ends; 0 stretches one cycle over the
    whole press.
    """

    id: str
    name: str
    cycle_s: float
    phases: tuple[tuple[float, float], ...]
    support: Support

    @property
    def grade(self) -> Grade:
        """How well the course of force is known."""
        return self.support.grade

    @property
    def presses(self) -> bool:
        """Whether any force reaches the point: stretching, for one, does not press."""
        return any(share > 0 for _, share in self.phases)

    def pieces(self, seconds: float) -> tuple[tuple[float, float], ...]:
        """Return (seconds, share of the force) of every piece of constant force, in order."""
        cycle = self.cycle_s or seconds
        found: list[tuple[float, float]] = []
        left = seconds
        while left > ROUNDING * seconds:
            for part, share in self.phases:
                lasting = min(part * cycle, left)
                if lasting > ROUNDING * seconds:
                    found.append((lasting, share))
                left -= lasting
        return tuple(found)


@lru_cache(maxsize=1)
def load_applicators() -> Mapping[str, Applicator]:
    """Every applicator by id. Raises DataError."""
    entries = (_applicator(Fields(t)) for t in read_tables(DATA / "applicators.toml"))
    return MappingProxyType({entry.id: entry for entry in entries})


@lru_cache(maxsize=1)
def load_techniques() -> Mapping[str, Technique]:
    """Every technique by id. Raises DataError."""
    entries = (_technique(Fields(t)) for t in read_tables(DATA / "techniques.toml"))
    return MappingProxyType({entry.id: entry for entry in entries})


def _applicator(fields: Fields) -> Applicator:
    found = Applicator(
        id=fields.text("id"),
        name=fields.text("name"),
        area_cm2=fields.number("area_cm2", LEAST_AREA_CM2, MOST_AREA_CM2),
        most_force_n=fields.number("most_force_n", 1, MOST_FORCE_N),
        support=read_support(fields),
    )
    fields.done()
    return found


def _technique(fields: Fields) -> Technique:
    phases = tuple(
        (phase.number("share", 0.001, 1), phase.number("force", 0, 1))
        for phase in fields.tables_at("phases")
    )
    if abs(sum(share for share, _ in phases) - 1) > ROUNDING:
        raise fields.error("phases", "do not fill the cycle.", "Let the shares add up to 1.")
    found = Technique(
        id=fields.text("id"),
        name=fields.text("name"),
        cycle_s=fields.number("cycle_s", 0, 120, 0),
        phases=phases,
        support=read_support(fields),
    )
    fields.done()
    return found
