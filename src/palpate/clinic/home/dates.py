"""Days as people type them into a search box."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

FORMS: Final = (
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d %Y",
    "%b %d %Y",
)
WORDS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}


def dates_in(text: str, today: date | None = None) -> list[date]:
    """Every day a text may mean: 3/5/1974 is the third of May or the fifth of March.

    Words such as "tomorrow" mean something only when today is given.
    """
    plain = " ".join(text.replace(",", " ").split())
    if today is not None and plain.casefold() in WORDS:
        return [today + timedelta(days=WORDS[plain.casefold()])]
    found = (_read(plain, form) for form in FORMS)
    return list(dict.fromkeys(day for day in found if day is not None))


def _read(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, not a moment
    except ValueError:
        return None
