"""Numbers as people type them, checked; every refusal names the field and the remedy."""

from __future__ import annotations

import math
from collections.abc import Collection

from palpate.evidence import UserError


def number(value: object, field: str, low: float, high: float, unit: str) -> float:
    """Return a finite number in [low, high]. Raises UserError."""
    remedy = f"Write a number from {low:g} to {high:g} {unit}."
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise UserError(f"is {value!r}, not a number.", remedy, field)
    if not math.isfinite(value):
        raise UserError("is no finite number.", remedy, field)
    if value < 0 <= low:
        raise UserError(f"is {value:g}, which is negative.", remedy, field)
    if not low <= value <= high:
        raise UserError(f"is {value:g} {unit}.", remedy, field)
    return float(value)


def choice(value: object, field: str, allowed: Collection[str]) -> str:
    """Return the value if it is one of the allowed words. Raises UserError."""
    if value not in allowed:
        raise UserError(f"is {value!r}.", f"Use one of: {', '.join(allowed)}.", field)
    return str(value)
