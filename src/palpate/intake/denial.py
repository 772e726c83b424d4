"""Which words of a text are denied: "no pain in the arm", "hand spared"."""

from __future__ import annotations

from collections.abc import Sequence

from palpate.intake.clauses import Chunk
from palpate.intake.items import Item


def denied(row: Sequence[str], found: Sequence[Item], parts: Sequence[Chunk]) -> list[bool]:
    """For each word whether it is denied.

    A denial reaches to the next comma, or further when the list it begins ends in "or" or "nor";
    a word such as "but" ends it.
    """
    flags = [False] * len(row)
    for item in found:
        if item.kind == "no":
            _mark(flags, item.end, _reach(row, found, parts, item))
        elif item.kind == "no_before":
            chunk = next((c for c in parts if c.start <= item.start < c.end), None)
            if chunk:
                ends = [i.end for i in found if i.kind == "but" and i.end <= item.start]
                _mark(flags, max([chunk.start, *ends]), item.start)
    return flags


def _mark(flags: list[bool], start: int, end: int) -> None:
    for place in range(start, end):
        flags[place] = True


def _reach(row: Sequence[str], found: Sequence[Item], parts: Sequence[Chunk], item: Item) -> int:
    own = next((n for n, c in enumerate(parts) if c.start <= item.start < c.end), None)
    if own is None:
        return item.end
    last = own
    for number in range(own + 1, len(parts)):
        if parts[number].clause != parts[own].clause:
            break
        if {"or", "nor"} & set(row[parts[number].start : parts[number].end]):
            last = number
            break
    end = parts[last].end
    stops = [i.start for i in found if i.kind == "but" and item.end < i.start < end]
    return min(stops, default=end)
