"""Ages, and who is a minor."""

from __future__ import annotations

from datetime import date
from typing import Final

OF_AGE: Final = 18
"""Years from which a client signs alone."""


def age_on(born: date, day: date) -> int:
    """Whole years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_minor(born: date | None, day: date) -> bool:
    """Whether a guardian has to sign; unknown birth dates count as of age."""
    return born is not None and age_on(born, day) < OF_AGE
