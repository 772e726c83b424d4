"""Numbers and words as people give them, checked; a refusal names field, range and remedy."""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from palpate.evidence import UserError

Array = npt.NDArray[np.float64]


def number(value: object, field: str, low: float, high: float, unit: str) -> float:
    """Return a finite number in [low, high]. Raises UserError."""
    remedy = f"Write a number from {low:g} to {high:g} {unit}.".replace(" .", ".")
    if isinstance(value, bool) or not isinstance(value, (int, float, np.floating, np.integer)):
        raise UserError(f"is {value!r}, not a number.", remedy, field)
    if not math.isfinite(value):
        raise UserError("is no finite number.", remedy, field)
    if not low <= value <= high:
        raise UserError(f"is {value:g} {unit}.".replace(" .", "."), remedy, field)
    return float(value)


def whole(value: object, field: str, low: int, high: int) -> int:
    """Return a whole number in [low, high]. Raises UserError."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        remedy = f"Write a whole number from {low} to {high}."
        raise UserError(f"is {value!r}, not a whole number.", remedy, field)
    return int(number(int(value), field, low, high, ""))


def choice(value: object, field: str, allowed: Collection[str]) -> str:
    """Return the value if it is one of the allowed words. Raises UserError."""
    if value not in allowed:
        raise UserError(f"is {value!r}.", f"Use one of: {', '.join(allowed)}.", field)
    return str(value)


def numbers(value: object, field: str, low: float, high: float, unit: str) -> Array:
    """Return finite numbers in [low, high] as an array of any shape. Raises UserError."""
    remedy = f"Give numbers from {low:g} to {high:g} {unit}.".replace(" .", ".")
    try:
        found = np.asarray(value, dtype=float)
    except (TypeError, ValueError) as error:
        raise UserError("holds something that is no number.", remedy, field) from error
    if not np.isfinite(found).all():
        raise UserError("holds something that is no finite number.", remedy, field)
    if found.size and not (low <= found.min() and found.max() <= high):
        worst = found.min() if found.min() < low else found.max()
        raise UserError(f"holds {worst:g} {unit}.".replace(" .", "."), remedy, field)
    return found
