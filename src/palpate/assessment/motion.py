"""Range of motion: one measurement, and what two of them show."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from palpate.assessment.checks import choice, number
from palpate.assessment.error import UNKNOWN, MeasurementError
from palpate.assessment.movements import DEVICES, WAYS, Movement, load_movements
from palpate.evidence import UserError

FURTHEST_BACK = -30.0
"""Degrees: a joint that cannot reach neutral is written as a negative number."""


@dataclass(frozen=True)
class RangeOfMotion:
    """One measured range in degrees from the neutral position."""

    movement: Movement
    side: str
    way: str
    degrees: float
    device: str

    @classmethod
    def read(
        cls, *, movement: str, side: str, way: str, degrees: float, device: str
    ) -> RangeOfMotion:
        """Take one measurement as written. Raises UserError, naming the field."""
        known = load_movements()
        if movement not in known:
            close = difflib.get_close_matches(str(movement), known, n=1)
            hint = f"Did you mean {close[0]!r}?" if close else f"Known: {', '.join(known)}."
            raise UserError(f"is {movement!r}.", hint, "movement")
        found = known[movement]
        choice(side, "side", found.sides)
        choice(way, "way", WAYS)
        choice(device, "device", DEVICES)
        angle = number(degrees, "degrees", FURTHEST_BACK, found.greatest, "degrees")
        return cls(found, side, way, angle, device)

    def error(self, *, same_examiner: bool = True) -> MeasurementError | None:
        """Published error in degrees, or None where nothing was published."""
        return self.movement.error(self.way, self.device, same_examiner=same_examiner)


@dataclass(frozen=True)
class MotionChange:
    """Before against after, in degrees; positive where the joint moves further now."""

    difference: float
    verdict: str
    error: MeasurementError | None


def compare_motion(
    before: RangeOfMotion, after: RangeOfMotion, *, same_examiner: bool = True
) -> MotionChange:
    """Say what two measurements show. Raises UserError where they cannot be compared."""
    for field in ("movement", "side", "way", "device"):
        if getattr(before, field) != getattr(after, field):
            remedy = "Compare one movement, on one side, measured in one way by one device."
            raise UserError("is not the same in both measurements.", remedy, field)
    difference = after.degrees - before.degrees
    error = after.error(same_examiner=same_examiner)
    return MotionChange(difference, error.verdict(difference) if error else UNKNOWN, error)
