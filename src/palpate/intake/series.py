"""Lists that name their noun once: "the ring and little fingers", "C6 and C7 dermatomes"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from palpate.intake.phrases import Match

_FINGERS = ("thumb", "index_finger", "middle_finger", "ring_finger", "little_finger")
_FINGER_WORDS: Mapping[str, int] = MappingProxyType(
    {"thumb": 0, "1st": 0, "1": 0, "first": 0, "index": 1, "second": 1, "2nd": 1, "2": 1,
     "middle": 2, "long": 2, "third": 2, "3rd": 2, "3": 2, "ring": 3, "fourth": 3, "4th": 3,
     "4": 3, "little": 4, "small": 4, "fifth": 4, "5th": 4, "5": 4, "pinky": 4}
)  # fmt: skip
_FINGER_NOUNS = ("finger", "digit", "fingertip", "ray")
_TOES: Mapping[str, str] = MappingProxyType(
    {"great": "great_toe", "big": "great_toe", "first": "great_toe", "1st": "great_toe",
     "hallux": "great_toe"}
    | dict.fromkeys(
        ("second", "2nd", "third", "3rd", "fourth", "4th", "fifth", "5th", "little", "small",
         "lesser"), "lesser_toes")
)  # fmt: skip
_LEVEL_NOUNS = ("dermatome", "distribution", "territory", "pattern", "dermatomal", "dermatomic",
                "radicular")  # fmt: skip
_JOINS = (",", "and", "or", "/", "&", "to", "through", "-")


def series(row: Sequence[str], levels: Mapping[str, str]) -> Iterator[Match[str]]:
    """Places named by such lists, as matches of place ids."""
    place = 0
    while place < len(row):
        found = _fingers(row, place) or _toes(row, place) or _levels(row, place, levels)
        if found:
            yield found
        place = found.end if found else place + 1


def _fingers(row: Sequence[str], start: int) -> Match[str] | None:
    names, end, ranged = _list(row, start, _FINGER_WORDS)
    if len(names) < 1 or end >= len(row) or row[end] not in _FINGER_NOUNS:
        return None
    numbers = [_FINGER_WORDS[name] for name in names]
    if row[start] == "first" and len(names) == 1 and row[end] == "finger":
        return None  # thumb or index finger: not to be guessed
    if ranged and len(numbers) == 2:
        numbers = list(range(min(numbers), max(numbers) + 1))
    return Match(start, end + 1, tuple(_FINGERS[n] for n in dict.fromkeys(numbers)))


def _toes(row: Sequence[str], start: int) -> Match[str] | None:
    names, end, _ = _list(row, start, _TOES)
    if not names or end >= len(row) or row[end] != "toe":
        return None
    return Match(start, end + 1, tuple(dict.fromkeys(_TOES[name] for name in names)))


def _levels(row: Sequence[str], start: int, levels: Mapping[str, str]) -> Match[str] | None:
    names, end, _ = _list(row, start, levels)
    if not names:
        return None
    if end < len(row) and row[end] in ("nerve", "root"):
        end += 1 + (end + 1 < len(row) and row[end + 1] == "root")
    if end < len(row) and row[end] in _LEVEL_NOUNS:
        return Match(start, end + 1, tuple(levels[name] for name in names))
    before = start - 1 - (start > 0 and row[start - 1] == "of")
    if before >= 0 and row[before] in _LEVEL_NOUNS:
        return Match(before, end, tuple(levels[name] for name in names))
    return None


def _list(
    row: Sequence[str], start: int, known: Mapping[str, object]
) -> tuple[list[str], int, bool]:
    """Names joined by commas, "and" and the like; where they end; whether it says "to"."""
    names: list[str] = []
    place, ranged = start, False
    while place < len(row):
        if row[place] in known:
            names.append(row[place])
            place += 1
            continue
        step = place
        while step < len(row) and row[step] in _JOINS:
            step += 1
        short = names and step > place and step < len(row) and row[step] in known
        if not short:
            break
        ranged = ranged or "to" in row[place:step] or "through" in row[place:step]
        place = step
    return names, place, ranged
