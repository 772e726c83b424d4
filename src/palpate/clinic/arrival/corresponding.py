"""What answers of the intake form say in the words of a case, read from a file and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from palpate.clinic.arrival.catalogue import catalogue
from palpate.evidence import Fields, Table, read_tables
from palpate.knowledge import load_knowledge
from palpate.knowledge.common import QUALITIES
from palpate.reasoning.case import Answer

FILE: Final = Path(__file__).parent / "data" / "case.toml"


@dataclass(frozen=True)
class Meaning:
    """What is said of a case: answers by the id of their question, conditions, qualities."""

    history: Mapping[str, Answer]
    conditions: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()


def meaning_of(answers: Mapping[str, Any], steps: Iterable[str] = ()) -> Meaning:
    """What answers say of a case; only those of some steps where steps are named."""
    within = set(steps)
    asked = [one.id for one in catalogue().questions if not within or one.step in within]
    said = [meanings()[key] for key in _given(answers, asked) if key in meanings()]
    return Meaning(
        {name: answer for each in said for name, answer in each.history.items()},
        tuple(dict.fromkeys(name for each in said for name in each.conditions)),
        tuple(dict.fromkeys(name for each in said for name in each.qualities)),
    )


@lru_cache(maxsize=1)
def meanings(file: Path = FILE) -> Mapping[str, Meaning]:
    """The meaning of each answer by `question.answer`; raises DataError with file and line."""
    read: dict[str, Meaning] = {}
    for table in read_tables(file):
        fields = Fields(table)
        answer = fields.text("id")
        if answer in read:
            raise fields.error("id", "stands twice.", "Join both entries.")
        read[answer] = _read(table, fields, answer)
    return read


def _given(answers: Mapping[str, Any], asked: Iterable[str]) -> Iterator[str]:
    for name in asked:
        given = answers.get(name)
        for each in given if isinstance(given, list) else [given]:
            yield f"{name}.{each}"


def _read(table: Table, fields: Fields, answer: str) -> Meaning:
    if table.kind != "answer":
        raise table.fail("kind", "is not known.", "Use [[answer]].")
    if answer not in _answers():
        raise fields.error("id", "is no answer of the form.", "Write question.answer, as asked.")
    known = load_knowledge()
    history = fields.table_at("history", {})
    for name in history.values:
        _check_history(history, name)
    meaning = Meaning(
        dict(history.values),
        _names(fields, "conditions", known.conditions),
        _names(fields, "qualities", QUALITIES),
    )
    fields.done()
    return meaning


def _check_history(history: Fields, name: str) -> None:
    question = load_knowledge().questions.get(name)
    if question is None:
        raise history.error(name, "is no question.", "Use an id of the history.")
    answer = history.raw(name)
    fits = answer in question.choices if question.choices else isinstance(answer, bool)
    if question.type == "number" or not fits:
        remedy = f"Use one of: {', '.join(question.choices) or 'true, false'}."
        raise history.error(name, f"cannot be answered with {answer!r}.", remedy)


def _names(fields: Fields, key: str, known: Iterable[str]) -> tuple[str, ...]:
    names = fields.texts(key, ())
    for name in names:
        if name not in known:
            raise fields.error(key, f"{name!r} is not known.", "Use an id of the knowledge.")
    return names


def _answers() -> frozenset[str]:
    """Every answer that can be ticked, as `question.answer`."""
    ticked = (
        f"{one.id}.{choice}"
        for one in catalogue().questions
        for choice in (("yes", "no") if one.kind == "yes_no" else [c.id for c in one.choices])
    )
    return frozenset(ticked)
