"""Answers to the questions of the history, from words for yes and for no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from palpate.evidence import Fields, read_tables
from palpate.intake.clauses import AGGRAVATING, ONSET, REFERENCE, RELIEVING, Chunk
from palpate.intake.lists import word_list
from palpate.intake.phrases import Phrases
from palpate.reasoning.case import Answer

FOLDER = Path(__file__).parent / "data" / "history"
EITHER = "/"
_WHEN = (AGGRAVATING, RELIEVING, ONSET)


@dataclass(frozen=True)
class Said:
    """An answer, and whether the place in its words hurts too ("numb face")."""

    question: str
    answer: Answer
    paints: bool


@dataclass(frozen=True)
class Found:
    """Words of the text that answer a question."""

    said: Said
    places: tuple[int, ...]


@lru_cache(maxsize=1)
def load_answers(folder: Path = FOLDER) -> dict[str, Phrases[Said]]:
    """Phrases that answer, by the context in which they do; "" is any. Raises DataError."""
    entries: dict[str, list[tuple[str, Said]]] = {key: [] for key in ("", *_WHEN)}
    for file in sorted(folder.glob("*.toml")):
        for table in read_tables(file):
            fields = Fields(table)
            question = _question(fields)
            paints = bool(fields.raw("paints", False))
            value = fields.raw("value", True)
            yes = Said(question, value, paints)
            entries[""] += [(phrase, yes) for phrase in fields.texts("yes", ())]
            no = Said(question, False, paints)
            entries[""] += [(phrase, no) for phrase in fields.texts("no", ())]
            for key in _WHEN:
                entries[key] += [(phrase, yes) for phrase in fields.texts(key, ())]
            eased = fields.texts("eased_by", ())
            entries[RELIEVING] += [(phrase, no) for phrase in eased]
            fields.done()
    return {key: Phrases(pairs) for key, pairs in entries.items()}


def _question(fields: Fields) -> str:
    """The id of a question; of one that depends on the limb, both ids with a stroke between."""
    if fields.table.kind == "by_limb":
        return f"{fields.text('arm')}{EITHER}{fields.text('leg')}"
    return fields.text("id")


def answers(row: Sequence[str], parts: Sequence[Chunk], denied: Sequence[bool]) -> list[Found]:
    """Answers that the text gives; a denied yes is a no."""
    phrases = load_answers()
    found = []
    for chunk in parts:
        if REFERENCE in chunk.contexts:
            continue
        for said, places in thinned(row, chunk, phrases[""], phrases):
            negative = denied[places[0]]
            if negative and said.answer is not True:
                continue
            answer = False if negative else said.answer
            found.append(Found(Said(said.question, answer, said.paints), places))
    return found


def thinned(
    row: Sequence[str],
    chunk: Chunk,
    general: Phrases[Said],
    special: dict[str, Phrases[Said]],
) -> list[tuple[Said, tuple[int, ...]]]:
    """Answers in one chunk, read over words that change nothing, each with its places.

    One phrase may answer several questions; of one question the longest phrase counts.
    """
    kept = [n for n in range(chunk.start, chunk.end) if row[n] not in word_list("skipped")]
    thin = [row[n] for n in kept]
    ends: dict[str, int] = {}
    found = []
    for place in range(len(thin)):
        also = special.get(chunk.at(kept[place]))
        matches = [*general.every(thin, place), *(also.every(thin, place) if also else ())]
        for match in sorted(matches, key=lambda m: -m.end):
            for said in match.values:
                if place >= ends.get(said.question, 0):
                    ends[said.question] = match.end
                    found.append((said, tuple(kept[match.start : match.end])))
    return found
