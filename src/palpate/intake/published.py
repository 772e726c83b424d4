"""Published cases in words, as a set to be scored.

Only what a therapist would hear and find reaches the reader: pain, age, sex, and at stage 2 the
examination. What the authors confirmed, the labels and remarks are kept for the score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from palpate.evidence import UserError
from palpate.intake.clauses import AGGRAVATING, EXAMINATION, LOCATION, ONSET, RELIEVING
from palpate.intake.labels import Labels
from palpate.intake.reader import Passage, Reader
from palpate.intake.reading import Reading
from palpate.reasoning import CaseError, Problem, parse_case
from palpate.reasoning.evaluation import Accepted, ScoredCase

STAND_IN = "right"
"""The side on which a limb is drawn when a report gives none."""
_FIELDS = (
    ("location", LOCATION, True),
    ("quality", LOCATION, False),
    ("aggravating", AGGRAVATING, False),
    ("relieving", RELIEVING, False),
    ("onset", ONSET, False),
)
_SEXES = {"f": "female", "female": "female", "woman": "female", "m": "male", "male": "male",
          "man": "male"}  # fmt: skip


def is_published(data: object) -> bool:
    """Whether a file holds cases in words: an entry has `pain`, and no `case`."""
    cases = data.get("cases") if isinstance(data, Mapping) else None
    entries = [e for e in cases if isinstance(e, Mapping)] if isinstance(cases, list) else []
    return any("pain" in e for e in entries) and not any("case" in e for e in entries)


def read_published(data: object, reader: Reader, stage: int, only: str) -> tuple[ScoredCase, ...]:
    """The cases to score. `only` is "scored", "red-flag", "all" or "" for the first two.

    Raises CaseError with every fault of every case, each with its field and remedy.
    """
    if not isinstance(data, Mapping) or not isinstance(data.get("cases"), list):
        raise UserError("has no list of cases.", 'Write { "cases": [ ... ] }.', "evaluation set")
    labels = Labels(reader.knowledge)
    problems: list[Problem] = []
    cases: list[ScoredCase] = []
    for number, entry in enumerate(data["cases"]):
        faults = list(_faults(entry, f"cases[{number}]"))
        problems += faults
        if not faults and _wanted(entry, only):
            cases.append(_scored(entry, number, reader, labels, stage, only))
    if problems:
        raise CaseError(problems)
    return tuple(cases)


def read_entry(entry: Mapping[str, Any], reader: Reader, stage: int) -> Reading:
    """Read one published case; nothing but pain, age, sex and examination is looked at."""
    pain = entry["pain"]
    passages = [
        Passage(pain[name], speaks_of, paints)
        for name, speaks_of, paints in _FIELDS
        if pain.get(name)
    ]
    if stage > 1:
        passages += [
            Passage(text, EXAMINATION, False) for text in entry.get("examination") or () if text
        ]
    side = reader.side(pain.get("side") or "")
    return reader.read_passages(passages, side, STAND_IN)


def _scored(
    entry: Mapping[str, Any], number: int, reader: Reader, labels: Labels, stage: int, only: str
) -> ScoredCase:
    reading = read_entry(entry, reader, stage)
    data = reading.case()
    data["client"] = {"age": _age(entry.get("age")), "sex": _sex(entry.get("sex"))}
    accepted, unmatched = _accepted(entry, labels)
    serious = bool(entry.get("red_flag"))
    return ScoredCase(
        id=str(entry.get("id", number)),
        category=str(entry.get("category") or "all"),
        case=parse_case(data, reader.body, reader.knowledge),
        accepted=accepted,
        red_flag=serious,
        ranked=bool(entry.get("scored")) or (only == "all" and bool(entry.get("accepted_labels"))),
        not_understood=reading.not_understood,
        unmatched=unmatched,
    )


def _accepted(
    entry: Mapping[str, Any], labels: Labels
) -> tuple[tuple[Accepted, ...], tuple[str, ...]]:
    """What counts as right, and the labels that name nothing in the atlas."""
    confirmed = (entry.get("confirmed_source") or {}).get("side")
    accepted: list[Accepted] = []
    unmatched = []
    for label in entry.get("accepted_labels") or ():
        found = labels.structures(label)
        own = [side for side in ("left", "right") if re.search(rf"\b{side}\b", label.lower())]
        side = own[0] if len(own) == 1 else confirmed if confirmed in ("left", "right") else None
        accepted += [Accepted(structure, side) for structure in found]
        unmatched += [] if found else [label]
    return tuple(dict.fromkeys(accepted)), tuple(unmatched)


def _wanted(entry: Mapping[str, Any], only: str) -> bool:
    scored, serious = bool(entry.get("scored")), bool(entry.get("red_flag"))
    choices = {"scored": scored, "red-flag": serious, "all": True}
    return choices.get(only, scored or serious)


def _age(value: object) -> float | None:
    """Years; ">=80" is taken as 80."""
    number = re.search(r"\d{1,3}", str(value)) if value is not None else None
    return float(number.group()) if number else None


def _sex(value: object) -> str | None:
    return _SEXES.get(str(value).strip().lower())


def _faults(entry: object, where: str) -> Iterator[Problem]:
    """Everything in one entry that cannot be read."""
    if not isinstance(entry, Mapping):
        yield Problem(where, "is not an object.", "Write { ... }.")
        return
    name = str(entry.get("id", where))
    pain = entry.get("pain")
    if not isinstance(pain, Mapping):
        yield Problem(f"{name}: pain", "is not an object.", 'Write { "location": "..." }.')
        pain = {}
    elif not isinstance(pain.get("location"), str):
        yield Problem(f"{name}: pain.location", "is not a text.", "Write where it hurts.")
    for key in ("side", "quality", "aggravating", "relieving", "onset"):
        if not isinstance(pain.get(key), (str, type(None))):
            yield Problem(f"{name}: pain.{key}", "is not a text.", "Write a text, or null.")
    for key in ("examination", "accepted_labels"):
        value = entry.get(key)
        good = value is None or (
            isinstance(value, list) and all(isinstance(text, str) for text in value)
        )
        if not good:
            yield Problem(f"{name}: {key}", "is not a list of texts.", 'Write ["...", "..."].')
    for key in ("red_flag", "scored"):
        if not isinstance(entry.get(key), (bool, type(None))):
            yield Problem(f"{name}: {key}", f"is {entry[key]!r}.", "Write true or false.")
    if not isinstance(entry.get("confirmed_source"), (Mapping, type(None))):
        yield Problem(f"{name}: confirmed_source", "is not an object.", "Write { ... } or null.")
    age = entry.get("age")
    years = _age(age)
    if age is not None and (isinstance(age, bool) or years is None or years > 120):
        yield Problem(f"{name}: age", f"is {age!r}.", "Write years from 0 to 120, or null.")
    if not isinstance(entry.get("sex"), (str, type(None))):
        yield Problem(f"{name}: sex", "is not a text.", 'Write "F", "M" or null.')
