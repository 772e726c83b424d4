"""What a therapist may set for the guide, within limits that protect the client."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from palpate.evidence import UserError

LONGEST_HOLD = 90.0
FASTEST_RAMP = 10.0


class Limit(NamedTuple):
    """An allowed range of one number, both ends included, in its unit."""

    low: float
    high: float
    unit: str


LIMITS = {
    "band_low": Limit(1.0, 7.0, "of 10"),
    "band_high": Limit(2.0, 7.0, "of 10"),
    "risk": Limit(0.001, 0.10, "probability"),
    "hold_seconds": Limit(5.0, LONGEST_HOLD, "s"),
    "site_seconds": Limit(5.0, 600.0, "s"),
    "ramp_newton_per_second": Limit(1.0, FASTEST_RAMP, "N/s"),
}


@dataclass(frozen=True)
class Setting:
    """The aim and the caps of one site.

    `band_low` and `band_high` bound the productive band (0-10). `risk` is the largest accepted
    probability that pain passes 8 of 10 at the start of a press; it can be lowered, never raised
    above 0.10. `site_seconds` caps the time under pressure in one visit. `gauge` says whether
    force is measured; without it the guide speaks in levels. `protocol` names the order of aims.

    Raises UserError naming the field, its range and the remedy.
    """

    band_low: float = 4.0
    band_high: float = 7.0
    risk: float = 0.05
    hold_seconds: float = 60.0
    site_seconds: float = 300.0
    ramp_newton_per_second: float = FASTEST_RAMP
    gauge: bool = False
    protocol: str = "sustained"

    def __post_init__(self) -> None:
        for name, limit in LIMITS.items():
            within(name, getattr(self, name), limit)
        if self.band_high - self.band_low < 1:
            raise UserError(
                f"is {self.band_high:g}, not a point above band_low ({self.band_low:g}).",
                "Leave at least one point between the two.",
                "band_high",
            )
        choose("protocol", self.protocol, tuple(PROTOCOLS))


class Protocol(NamedTuple):
    """An order of presses: where each aims in the band (0 lowest, 1 highest), and its times."""

    aims: tuple[float, ...]
    hold_seconds: float
    rest_seconds: float
    words: str


PROTOCOLS = {
    "sustained": Protocol((0.5,), 90.0, 30.0, "hold in the middle of the band"),
    "alternating": Protocol((0.5, 0.0), 10.0, 10.0, "alternate firmer and lighter presses"),
    "stepped": Protocol((0.0, 0.25, 0.5), 30.0, 15.0, "rise step by step to the middle"),
}


def within(name: str, value: float, limit: Limit) -> float:
    """The value, if it is a number inside its limit. Raises UserError."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or not limit.low <= value <= limit.high:
        said = f"{value:g}" if number else repr(value)
        allowed = f"{limit.low:g} to {limit.high:g} {limit.unit}"
        raise UserError(f"is {said}, outside {allowed}.", f"Give {allowed}.", name)
    return float(value)


def choose(name: str, value: object, allowed: tuple[str, ...]) -> str:
    """The value, if it is one of the allowed words. Raises UserError."""
    if not isinstance(value, str) or value not in allowed:
        raise UserError(f"{value!r} is not known here.", f"Use {', '.join(allowed)}.", name)
    return value
