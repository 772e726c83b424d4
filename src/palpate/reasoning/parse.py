"""Read a case from JSON, naming every field that is wrong and how to mend it."""

from __future__ import annotations

import difflib
import reprlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from palpate.anatomy import Body, load_regions
from palpate.evidence import UserError
from palpate.knowledge import Knowledge
from palpate.knowledge.common import QUALITIES
from palpate.reasoning.case import Answer, Case, Client, Finding, Floats

SEXES: Mapping[str, str | None] = MappingProxyType(
    {"female": "female", "f": "female", "male": "male", "m": "male", "other": None, "unknown": None}
)
OLDEST = 120
"""Years."""
LARGEST_ANSWER = 100_000
"""Greatest number that a question of the history takes, in its own unit."""
MOST_PROBLEMS = 50
"""Reading stops at so many faults: a huge file of them tells nothing more."""
_KEYS = ("client", "pain", "history", "findings", "conditions", "factors")
_SHORT = reprlib.Repr()
_SHORT.maxlevel = 2
_SHORT.maxstring = 60


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a case: the field, what is wrong, and what to do."""

    field: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message} {self.remedy}"


class CaseError(UserError):
    """The case cannot be read; `problems` holds every fault found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class _Reader:
    """Collects problems so that one reading reports all of them."""

    def __init__(self, body: Body, knowledge: Knowledge) -> None:
        self.body = body
        self.knowledge = knowledge
        self.regions = {region.id: region for region in load_regions()}
        self.problems: list[Problem] = []

    def bad(self, field: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(field, message, remedy))
        if len(self.problems) == MOST_PROBLEMS:
            last = Problem("case", "may have more faults than these.", "Mend these first.")
            raise CaseError([*self.problems, last])

    def mapping(self, value: object, field: str, known: Iterable[str]) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            self.bad(field, f"is {_shown(value)}, not an object.", "Write { ... }.")
            return {}
        names = tuple(known)
        for key in value:
            if key not in names:
                self.bad(
                    f"{field}.{_key(key)}", "is not a known field.", f"Known: {', '.join(names)}."
                )
        return value

    def entries(self, value: object, field: str) -> list[Any]:
        if isinstance(value, list):
            return value
        self.bad(field, f"is {_shown(value)}, not a list.", "Write [ ... ].")
        return []

    def number(self, value: object, field: str, low: float, high: float) -> float | None:
        good = isinstance(value, (int, float)) and not isinstance(value, bool)
        if good and low <= value <= high:  # type: ignore[operator]
            return float(value)  # type: ignore[arg-type]
        self.bad(field, f"is {_shown(value)}.", f"Write a number from {low:g} to {high:g}.")
        return None


def parse_case(data: object, body: Body, knowledge: Knowledge) -> Case:
    """Turn decoded JSON into a Case.

    Raises CaseError with every problem found: unknown region, side, finding or result,
    intensity out of range, contradictions, wrong types.
    """
    reader = _Reader(body, knowledge)
    case = reader.mapping(data, "case", _KEYS)
    client = _client(reader, _given(case, "client", {}))
    intensity, qualities = _pain(reader, _given(case, "pain", []))
    history = _history(reader, _given(case, "history", {}))
    findings = _findings(reader, _given(case, "findings", []))
    conditions = _ids(reader, case, "conditions", reader.knowledge.conditions)
    factors = _ids(reader, case, "factors", reader.knowledge.factors)
    if reader.problems:
        raise CaseError(reader.problems)
    answers = MappingProxyType(history)
    return Case(client, intensity, qualities, answers, findings, conditions, factors)


def _ids(
    reader: _Reader, case: Mapping[str, Any], field: str, known: Mapping[str, object]
) -> tuple[str, ...]:
    """Names of a list that must all be known; said twice counts once."""
    named = reader.entries(_given(case, field, []), field)
    for name in named:
        if not isinstance(name, str) or name not in known:
            remedy = _closest(name, known, "See `palpate schema case`.")
            reader.bad(field, f"holds {_shown(name)}, which is not known.", remedy)
    return tuple(dict.fromkeys(str(name) for name in named))


def _client(reader: _Reader, value: object) -> Client:
    client = reader.mapping(value, "client", ("age", "sex"))
    age = client.get("age")
    if age is not None:
        age = reader.number(age, "client.age", 0, OLDEST)
    sex = client.get("sex")
    if sex is None:
        return Client(age, None)
    if not isinstance(sex, str) or sex.lower() not in SEXES:
        reader.bad("client.sex", f"is {_shown(sex)}.", "Use female, male, other or null.")
        return Client(age, None)
    return Client(age, SEXES[sex.lower()])


def _pain(reader: _Reader, value: object) -> tuple[Floats, frozenset[str]]:
    intensity = np.zeros(len(reader.body.patch_ids))
    said: dict[tuple[str, str], float] = {}
    qualities: set[str] = set()
    for number, entry in enumerate(reader.entries(value, "pain")):
        field = f"pain[{number}]"
        known = ("region", "side", "intensity", "qualities", "patches")
        marks = reader.mapping(entry, field, known)
        qualities |= _qualities(reader, _given(marks, "qualities", []), field)
        if "patches" in marks:
            _patches(reader, marks, field, intensity)
        elif isinstance(entry, Mapping):
            _region(reader, marks, field, intensity, said)
    return intensity, frozenset(qualities)


def _qualities(reader: _Reader, value: object, field: str) -> set[str]:
    found = set()
    for quality in reader.entries(value, f"{field}.qualities"):
        if quality in QUALITIES:
            found.add(quality)
        else:
            remedy = f"Use some of: {', '.join(QUALITIES)}."
            reader.bad(f"{field}.qualities", f"holds {_shown(quality)}.", remedy)
    return found


def _patches(reader: _Reader, marks: Mapping[str, Any], field: str, intensity: Floats) -> None:
    if "region" in marks or "side" in marks:
        reader.bad(field, "has both patches and a region.", "Write them as two entries.")
    patches = marks["patches"]
    if not isinstance(patches, Mapping):
        reader.bad(f"{field}.patches", "is not an object.", 'Write { "temple.left.1": 5 }.')
        return
    for patch, value in patches.items():
        level = reader.number(value, f"{field}.patches.{_key(patch)}", 0, 10)
        try:
            index = reader.body.patch_index(patch)
        except UserError as error:
            reader.bad(f"{field}.patches", f"unknown patch {_shown(patch)}.", error.remedy)
            continue
        if level is not None:
            intensity[index] = max(intensity[index], level)


def _region(
    reader: _Reader,
    marks: Mapping[str, Any],
    field: str,
    intensity: Floats,
    said: dict[tuple[str, str], float],
) -> None:
    level = reader.number(marks.get("intensity", 5), f"{field}.intensity", 0, 10)
    name = marks.get("region")
    if not isinstance(name, str) or name not in reader.regions:
        remedy = _closest(name, reader.regions, "See `palpate regions`.")
        reader.bad(f"{field}.region", f"unknown region {_shown(name)}.", remedy)
        return
    for side in _sides(reader, str(name), marks.get("side"), field):
        key = (str(name), side)
        if level is None:
            continue
        if key in said and said[key] != level:
            remedy = "Keep one entry for each region and side."
            reader.bad(field, f"{name} {side} is {said[key]:g} and {level:g} at once.", remedy)
        said[key] = level
        patches = reader.body.patches_of(*key)
        intensity[patches] = np.maximum(intensity[patches], level)


def _sides(reader: _Reader, region: str, side: object, field: str) -> tuple[str, ...]:
    """The sides meant; reports one that contradicts the region."""
    allowed = reader.regions[region].sides
    if side is None and allowed == ("midline",):
        return allowed
    if side == "both" and "left" in allowed:
        return allowed
    if side in allowed:
        return (str(side),)
    choices = ", ".join((*allowed, "both") if "left" in allowed else allowed)
    what = "needs a side" if side is None else f"has no side {_shown(side)}"
    reader.bad(f"{field}.side", f"{region} {what}.", f"Use one of: {choices}.")
    return ()


def _history(reader: _Reader, value: object) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    given = value if isinstance(value, Mapping) else reader.mapping(value, "history", ())
    for name, answer in given.items():
        question = reader.knowledge.questions.get(name)
        field = f"history.{_key(name)}"
        if question is None:
            remedy = _closest(name, reader.knowledge.questions, "See `palpate schema case`.")
            reader.bad(field, "is not a known question.", remedy)
        elif answer is None:
            continue
        elif question.type == "number":
            level = reader.number(answer, field, 0, LARGEST_ANSWER)
            answers[name] = 0.0 if level is None else level
        elif question.type == "choice" and answer not in question.choices:
            reader.bad(field, f"is {_shown(answer)}.", f"Use: {', '.join(question.choices)}.")
        elif question.type == "yes_no" and not isinstance(answer, bool):
            reader.bad(field, f"is {_shown(answer)}.", "Write true, false or null.")
        else:
            answers[name] = answer
    return answers


def _findings(reader: _Reader, value: object) -> tuple[Finding, ...]:
    found: dict[tuple[str, str], Finding] = {}
    for number, entry in enumerate(reader.entries(value, "findings")):
        field = f"findings[{number}]"
        marks = reader.mapping(entry, field, ("id", "side", "result"))
        for finding in _finding(reader, marks, field):
            key = (finding.id, finding.side)
            if key in found and found[key].result != finding.result:
                what = f"{finding.id} {finding.side} is {found[key].result} and {finding.result}."
                reader.bad(field, what, "Keep the last examination only.")
            found[key] = finding
    return tuple(found.values())


def _finding(reader: _Reader, marks: Mapping[str, Any], field: str) -> list[Finding]:
    name, result = marks.get("id"), marks.get("result")
    examination = reader.knowledge.examinations.get(str(name))
    if examination is None:
        remedy = _closest(name, reader.knowledge.examinations, "See `palpate examinations`.")
        reader.bad(f"{field}.id", f"unknown examination {_shown(name)}.", remedy)
        return []
    names = [r.name for r in examination.results]
    if result == "not_done":
        return []
    if result not in names:
        remedy = f"Use one of: {', '.join([*names, 'not_done'])}."
        reader.bad(f"{field}.result", f"is {_shown(result)}.", remedy)
        return []
    side = marks.get("side")
    allowed = examination.sides
    if allowed == ("midline",):
        if side in (None, "midline"):
            return [Finding(examination.id, "midline", str(result))]
        remedy = "Use midline, or leave the side out."
        reader.bad(f"{field}.side", f"{name} has no sides, but says {_shown(side)}.", remedy)
        return []
    if side == "both":
        return [Finding(examination.id, each, str(result)) for each in allowed]
    if side in allowed:
        return [Finding(examination.id, str(side), str(result))]
    remedy = f"Use one of: {', '.join((*allowed, 'both'))}."
    reader.bad(f"{field}.side", f"{name} has no side {_shown(side)}.", remedy)
    return []


def _given(values: Mapping[str, Any], key: str, empty: object) -> object:
    """Return the value of a key; null means the same as leaving it out."""
    value = values.get(key)
    return empty if value is None else value


def _closest(name: object, known: Iterable[str], otherwise: str) -> str:
    close = difflib.get_close_matches(str(name), list(known), n=1, cutoff=0.6)
    return f"Did you mean {close[0]!r}? {otherwise}" if close else otherwise


def _key(name: str) -> str:
    """A name as it was written, unless it is long or cannot be printed."""
    return name if len(name) <= _SHORT.maxstring and name.isprintable() else _shown(name)


def _shown(value: object) -> str:
    """A value as JSON would show it, cut when long."""
    text = _SHORT.repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
