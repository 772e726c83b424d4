"""Dates as other programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_PARTS: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: .*)?")
_NAMED: Final = re.compile(
    r"(?:([A-Za-z]{3,9})\.? (\d{1,2})|(\d{1,2})\.? ([A-Za-z]{3,9})),? (\d{4})"
)
_MONTHS: Final = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]


class Order(StrEnum):
    """Whether the day or the month comes first."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


def orders(texts: Iterable[str]) -> set[Order]:
    """The orders that every date of a column allows; both when nothing tells them apart."""
    possible = set(Order)
    for text in texts:
        match = _PARTS.fullmatch(text.strip())
        if match:
            first, second = int(match.group(1)), int(match.group(2))
            if first > 12:
                possible.discard(Order.MONTH_FIRST)
            if second > 12:
                possible.discard(Order.DAY_FIRST)
    return possible


def is_ambiguous(texts: Iterable[str]) -> bool:
    """Whether a column has dates that could be read in two ways."""
    there = [text for text in texts if _PARTS.fullmatch(text.strip())]
    differing = any(_differs(text) for text in there)
    return differing and len(orders(there)) == 2


def parse(text: str, order: Order, today: date) -> date | None:
    """Read a date; None when it is none. Years of two digits are of the last hundred years."""
    text = " ".join(text.split())
    if match := _ISO.fullmatch(text):
        return _date(match.group(1), match.group(2), match.group(3), today)
    if match := _PARTS.fullmatch(text):
        one, two, year = match.groups()
        day, month = (one, two) if order is Order.DAY_FIRST else (two, one)
        return _date(year, month, day, today)
    if match := _NAMED.fullmatch(text):
        name, month_day, day, day_name, year = match.groups()
        word = (name or day_name)[:3].lower()
        if word in _MONTHS:
            return _date(year, str(_MONTHS.index(word) + 1), month_day or day, today)
    return None


def _date(year: str, month: str, day: str, today: date) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += today.year // 100 * 100
        number -= 100 * (number > today.year)
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def _differs(text: str) -> bool:
    match = _PARTS.fullmatch(text.strip())
    return match is not None and match.group(1) != match.group(2)
