"""Numbers in a text: age, sex, how strong the pain is, how long it has lasted, pack-years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

_NUMBERS: Mapping[str, float] = MappingProxyType(
    {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
     "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple of": 2, "a few": 3,
     "few": 3, "several": 4, "half a": 0.5, "a couple of": 2}
)  # fmt: skip
_UNITS: Mapping[str, float] = MappingProxyType(
    {"hour": 1 / 24, "day": 1, "week": 7, "wk": 7, "month": 30, "mo": 30, "year": 365, "yr": 365}
)
_NUMBER = r"(?P<n>\d+(?:\.\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_DURATION = re.compile(
    r"(?<![\w.])(?P<before>(?:every|after|within|aged?|in|before|last|least|each|per) )?"
    + r"(?:(?:more|less) than |about |over |nearly |almost |approximately |around )?"
    + _NUMBER
    + r"(?:\s?(?:-|\u2013|to)\s?(?P<top>\d+))?[\s-](?P<unit>hour|day|week|wk|month|mo|year|yr)s?"
    + r"\b(?P<half> and a half)?(?![\s-]*(?:old|of age|a (?:day|week|month)|per|flight|journey"
    + r"|drive|trip|run|ride|walk|later|each|every))"
)
_LEVEL = re.compile(
    r"(?:(?P<a>\d{1,2}(?:\.\d)?)\s?(?:/|out of|of)\s?10\b)"
    r"|(?:\b(?:vas|nrs|nprs|severity|intensity|pain score)(?: of|:| is)? (?P<b>\d{1,2}(?:\.\d)?)\b)"
)
_AGE = re.compile(
    r"\b(?P<a>\d{1,3})[\s-]?(?:years?|yrs?|y)[\s/-]?(?:old|o|of age)\b"
    r"|\b(?:aged?|age of|age:)\s?(?P<b>\d{1,3})\b"
    r"|\b(?:man|woman|male|female|lady|boy|girl|person|client|patient) of (?P<c>\d{1,3})\b"
    r"|(?:^|[;,.]\s*)(?P<d>\d{1,3})\s?(?=[mf]\b)"
    r"|\bi am (?P<e>\d{2,3})\b"
    r"|(?:^|[;.]\s*|\b(?:man|woman|male|female|client|patient),\s*)(?P<f>[3-9]\d|1[01]\d)"
    r"(?:\s?(?:years?|yrs?))?(?=\s*(?:,|$))"
)
_SEX = (
    ("female", re.compile(r"\b(woman|female|lady|girl|housewife|mother|waitress|actress)\b")),
    ("male", re.compile(r"\b(man|male|gentleman|boy|father|waiter)\b")),
    ("female", re.compile(r"\b\d{1,3}\s?(?:years?|yrs?|y)?[\s/-]?(?:old|o)?\s?f\b")),
    ("male", re.compile(r"\b\d{1,3}\s?(?:years?|yrs?|y)?[\s/-]?(?:old|o)?\s?m\b")),
    ("female", re.compile(r"\b(she|her)\b")),
    ("male", re.compile(r"\b(he|his|him)\b")),
)
_PACKS = re.compile(r"(?P<n>\d{1,3})[\s-]pack[\s-]?years?")
_SINCE = (["for"], ["about"], ["over"], ["past"], ["last"], ["of"], ["lasted"])
OLDEST = 120


@dataclass(frozen=True)
class Figure:
    """A number of the text, with the place of its words."""

    value: float
    start: int
    end: int


def durations(text: str) -> Iterator[Figure]:
    """Days that the pain has lasted: spans of time that are no age and no frequency."""
    years = age(text)
    for match in _DURATION.finditer(text.lower()):
        if years and years.start <= match.start() < years.end:
            continue
        if match["before"] and match["before"].strip() not in ("last",):
            continue
        lead = text[: match.start()].lower().split()[-1:]
        if match["n"] in ("a", "an") and not match["half"] and lead not in _SINCE:
            continue
        count = _NUMBERS.get(match["n"]) or float(match["n"]) if match["n"] else 0.0
        count = (count + float(match["top"])) / 2 if match["top"] else count
        count += 0.5 if match["half"] else 0.0
        days = count * _UNITS[match["unit"]]
        yield Figure(max(1.0, round(days)), match.start(), match.end())


def levels(text: str) -> list[Figure]:
    """Every intensity on a scale of ten."""
    found = []
    for match in _LEVEL.finditer(text.lower()):
        value = float(match["a"] or match["b"])
        if value <= 10:
            found.append(Figure(value, match.start(), match.end()))
    return found


def age(text: str) -> Figure | None:
    """Age in years, where the text gives it as one."""
    match = _AGE.search(text.lower())
    if match is None:
        return None
    value = float(next(text for text in match.groups() if text))
    return Figure(value, match.start(), match.end()) if value <= OLDEST else None


def sex(text: str) -> str | None:
    """Sex, from the noun first and the pronoun last."""
    return next((name for name, words in _SEX if words.search(text.lower())), None)


def pack_years(text: str) -> Figure | None:
    """Packs a day times years."""
    match = _PACKS.search(text.lower())
    return Figure(float(match["n"]), match.start(), match.end()) if match else None
