"""Find in a row of words everything the lexicon knows: places, sides, aspects and cues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from palpate.intake.lexicon import Lexicon, Word
from palpate.intake.phrases import Match, Phrases
from palpate.intake.series import series

_ORDER = ("series", "place", "structure", "aspect", "side", "quality", "context", "link", "no",
          "no_before", "intensity", "but", "pain", "stronger", "compare", "filler")  # fmt: skip
"""Which kind wins when phrases of the same length begin at the same word."""
_SIDES = ("left", "right")
_LONGEST = 10
_LEADS = ("on", "in", "at")


@dataclass(frozen=True)
class Item:
    """Words `start` to `end` are of this kind and mean these values."""

    kind: str
    values: tuple[str, ...]
    start: int
    end: int


def items(
    row: Sequence[str], lexicon: Lexicon, structures: Phrases[str], used: Sequence[bool]
) -> list[Item]:
    """Items from left to right, without overlap; words already used are passed over."""
    lists = {match.start: match for match in series(row, lexicon.levels)}
    found: list[Item] = []
    place = 0
    while place < len(row):
        choices = _choices(row, place, lexicon, structures, lists.get(place))
        free = [c for c in choices if not any(used[c.start : c.end])]
        item = _best(row, free, found, lexicon.cues, lexicon.phrases)
        if item is not None:
            found += _embedded(row, item)
            found.append(item)
        place = item.end if item else place + 1
    return found


def _embedded(row: Sequence[str], item: Item) -> list[Item]:
    """The side that stands inside the words of a place: "behind the left ear"."""
    if item.kind not in ("place", "structure", "aspect"):
        return []
    inside = [n for n in range(item.start + 1, item.end) if row[n] in _SIDES]
    return [Item("side", (row[n],), n, n + 1) for n in inside]


def _choices(
    row: Sequence[str],
    place: int,
    lexicon: Lexicon,
    structures: Phrases[str],
    listed: Match[str] | None,
) -> list[Item]:
    found = []
    if listed:
        found.append(Item("series", listed.values, listed.start, listed.end))
    over = [place, *(n for n in range(place + 1, len(row)) if row[n] not in _SIDES)][:_LONGEST]
    thin = [row[n] for n in over]
    if structure := structures.at(thin, 0):
        found.append(Item("structure", structure.values, place, over[structure.end - 1] + 1))
    if said := lexicon.phrases.at(thin, 0):
        values = tuple(word.value for word in said.values)
        found.append(Item(said.values[0].kind, values, place, over[said.end - 1] + 1))
    for phrases in lexicon.cues.values():
        match: Match[Word] | None = phrases.at(row, place)
        for kind in dict.fromkeys(w.kind for w in match.values) if match else ():
            values = tuple(w.value for w in match.values if w.kind == kind) if match else ()
            found.append(Item(kind, values, place, match.end if match else place))
    return found


def _best(
    row: Sequence[str],
    choices: list[Item],
    before: list[Item],
    cues: Mapping[str, Phrases[Word]],
    places: Phrases[Word],
) -> Item | None:
    """The longest, unless its neighbours are sides that it compares."""
    after_side = bool(before) and before[-1].kind == "side"
    for item in choices:
        follows = item.end < len(row) and cues["side"].at(row, item.end) is not None
        if item.kind == "compare" and after_side and follows:
            return item
        if item.kind == "stronger" and (follows or (after_side and row[item.start] == "worse")):
            return item
    rest = [c for c in choices if c.kind not in ("compare", "stronger")]
    rest = [c for c in rest if not (c.kind == "context" and _leads_to_place(row, c, places, cues))]
    return min(rest, key=lambda c: (-(c.end - c.start), _ORDER.index(c.kind)), default=None)


def _leads_to_place(
    row: Sequence[str], item: Item, places: Phrases[Word], cues: Mapping[str, Phrases[Word]]
) -> bool:
    """ "Pain on" before a place says where it hurts, not when."""
    leads = row[item.end - 1] in _LEADS and item.end - item.start > 1 and item.end < len(row)
    return leads and any(p.at(row, item.end) for p in (places, cues["side"]))
