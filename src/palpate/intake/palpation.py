"""Muscles that were pressed, and whether the pain was the one the client knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from palpate.intake.clauses import EXAMINATION, Chunk
from palpate.intake.lists import word_list
from palpate.intake.phrases import Phrases
from palpate.intake.tests_done import side_of
from palpate.knowledge import Knowledge, snake

_KNOWN = "recognised_pain"
_UNSAID = "unsaid"
"""Tender, and no word on whether it is the known pain: of no use, for the two mean opposites."""
_SORE = frozenset(("tender", "tenderness", "sore"))
_BANDS = frozenset(("taut", "trigger"))


@dataclass(frozen=True)
class Pressed:
    """One muscle pressed, with what it did."""

    examination: str
    result: str
    side: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class Muscles:
    """Names of muscles, and the palpations that each stands for."""

    phrases: Phrases[str]
    examinations: Mapping[str, tuple[str, ...]]


def muscles(knowledge: Knowledge) -> Muscles:
    """Index every muscle by its names; a whole muscle stands for all its parts."""
    found: dict[str, list[str]] = {}
    for muscle in knowledge.muscles.values():
        names = (muscle.id, muscle.name, muscle.latin, muscle.part_of, *muscle.synonyms)
        for name in dict.fromkeys(snake(n) for n in names if n):
            found.setdefault(name, []).append(f"palpate_{muscle.id}")
    phrases = Phrases([(name.replace("_", " "), name) for name in found])
    return Muscles(phrases, {name: tuple(ids) for name, ids in found.items()})


def pressed(
    row: Sequence[str], parts: Sequence[Chunk], names: Muscles, used: Sequence[bool]
) -> list[Pressed]:
    """Muscles named in what was examined, where the text says what pressing them did.

    Words in use already name something else ("adductor canal"). What follows in the same clause
    speaks of the same muscle until another is named: "piriformis tender, reproduces her pain".
    """
    found: list[Pressed] = []
    named = [_named(row, chunk, names, used) for chunk in parts]
    for number, chunk in enumerate(parts):
        if EXAMINATION not in chunk.contexts or not named[number]:
            continue
        clause = [n for n, c in enumerate(parts) if c.clause == chunk.clause]
        after = [n for n in clause if n > number]
        others = next((n for n in after if named[n]), len(parts))
        more = [w for n in after if n < others for w in row[parts[n].start : parts[n].end]]
        whole = row[parts[clause[0]].start : parts[clause[-1]].end]
        own = _result(row[chunk.start : chunk.end])
        if own == _UNSAID:
            own = {_KNOWN: _KNOWN, "not_tender": "tender"}.get(_result(more), own)
        result = own or _result(whole)
        for name, places in named[number]:
            for examination in names.examinations[name] if result else ():
                side = side_of(row, chunk, places)
                found.append(Pressed(examination, result, side, places))
    return found


def _named(
    row: Sequence[str], chunk: Chunk, names: Muscles, used: Sequence[bool]
) -> list[tuple[str, tuple[int, ...]]]:
    """The muscles of one chunk, each with the places of its words."""
    found = []
    for match in names.phrases.all(row[chunk.start : chunk.end]):
        places = tuple(range(chunk.start + match.start, chunk.start + match.end))
        if not any(used[n] for n in places):
            found.append((match.values[0], places))
    return found


def _result(words: Sequence[str]) -> str:
    """What pressing did; a trigger point or taut band that a report names is an active one."""
    said = set(words)
    tender = bool(said & word_list("tender"))
    known = bool(said & word_list("known_pain"))
    asked = {"palpation", *word_list("tender"), *word_list("known_pain")}
    if said & word_list("not_tender") and said & asked:
        return "tender" if known and said & _SORE else "not_tender"
    if known or (said & _BANDS and "latent" not in said):
        return _KNOWN
    return _UNSAID if tender else ""
