"""Cut a text into chunks, each with what it speaks of: a place, what aggravates, a test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from palpate.intake.items import Item
from palpate.intake.tokens import STOPS

LOCATION, AGGRAVATING, RELIEVING = "location", "aggravating", "relieving"
ONSET, EXAMINATION, REFERENCE = "onset", "examination", "reference"
_PLACES = ("series", "place", "structure", "aspect", "side", "pain", "link", "quality")
_WHOLE = (EXAMINATION, REFERENCE)


@dataclass(frozen=True)
class Chunk:
    """Words `start` to `end` between commas. `contexts` has one entry for each of its words."""

    start: int
    end: int
    sentence: int
    clause: int
    bracketed: bool
    contexts: tuple[str, ...]

    def at(self, place: int) -> str:
        """What the word at this place speaks of."""
        return self.contexts[place - self.start]


def chunks(row: Sequence[str], found: Sequence[Item], base: str) -> list[Chunk]:
    """The chunks of a text whose words speak of `base` unless they say otherwise."""
    done: list[Chunk] = []
    context, sentence, clause, start, forced = base, 0, 0, 0, ""
    for place in range(len(row) + 1):
        mark = row[place] if place < len(row) else "."
        if mark not in STOPS and mark not in "(),:":
            continue
        if any(item.start < place < item.end for item in found):
            continue
        inside = [i for i in found if start <= i.start and i.end <= place]
        contexts, context = _contexts(inside, start, place, context, base)
        contexts = contexts if not forced else (forced,) * len(contexts)
        if place > start:
            bracketed = start > 0 and row[start - 1] == "("
            done.append(Chunk(start, place, sentence, clause, bracketed, contexts))
        forced = REFERENCE if mark == ":" and REFERENCE in contexts else ""
        start = place + 1
        if mark in STOPS:
            context, sentence = base, sentence + 1
        if mark != ",":
            clause += 1
            context = base if context in _WHOLE else context
    return done


def _contexts(
    inside: Sequence[Item], start: int, end: int, context: str, base: str
) -> tuple[tuple[str, ...], str]:
    """The context of each word of one chunk, and the context that goes on after it."""
    said = [i for i in inside if i.kind == "context"]
    if any(REFERENCE in i.values for i in said):
        return (REFERENCE,) * (end - start), base
    if base in (LOCATION, EXAMINATION) and any(EXAMINATION in i.values for i in said):
        return (EXAMINATION,) * (end - start), base
    if base != LOCATION:
        return (base,) * (end - start), base
    meaning = [i for i in inside if i.kind != "filler"]
    if context != base and meaning and meaning[0].kind in _PLACES:
        context = base
    contexts = []
    for place in range(start, end):
        for item in said:
            if item.start == place:
                context = item.values[0]
        contexts.append(context)
    return tuple(contexts), context
