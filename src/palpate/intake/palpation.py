"""Muscles that were pressed, and whether the pain was the one the client knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from palpate.intake.clauses import EXAMINATION, Chunk
from palpate.intake.lists import word_list
from palpate.intake.phrases import Phrases
from palpate.intake.tests_done import side_of
from palpate.knowledge import Knowledge, snake


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


def pressed(row: Sequence[str], parts: Sequence[Chunk], names: Muscles) -> list[Pressed]:
    """Muscles named in what was examined, where the text says what pressing them did."""
    found: list[Pressed] = []
    for chunk in parts:
        if EXAMINATION not in chunk.contexts:
            continue
        clause = [c for c in parts if c.clause == chunk.clause]
        own = row[chunk.start : chunk.end]
        result = _result(own) or _result(row[clause[0].start : clause[-1].end])
        for match in names.phrases.all(own):
            places = tuple(range(chunk.start + match.start, chunk.start + match.end))
            for examination in names.examinations[match.values[0]]:
                if result:
                    side = side_of(row, chunk, places)
                    found.append(Pressed(examination, result, side, places))
    return found


def _result(words: Sequence[str]) -> str:
    said = set(words)
    tender = bool(said & word_list("tender"))
    asked = {"palpation", *word_list("tender"), *word_list("known_pain")}
    if said & word_list("not_tender") and said & asked:
        return "not_tender"
    if said & word_list("known_pain"):
        return "recognised_pain"
    return "tender" if tender else ""
