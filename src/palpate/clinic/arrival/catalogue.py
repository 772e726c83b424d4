"""The questions of the intake form, read from their file and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from palpate.evidence import Fields, Table, load_references, read_tables
from palpate.knowledge import load_knowledge

FILE: Final = Path(__file__).parent / "data" / "intake.toml"
LANGUAGES: Final = ("en", "es")
KINDS: Final = ("line", "text", "phone", "email", "yes_no", "choice", "choices", "scale")
CAUTIONS: Final = ("absolute", "relative", "local")
"""What a yes means for treatment, the gravest first."""

Words = Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    """One answer to choose."""

    id: str
    words: Words
    caution: str
    advice: str


@dataclass(frozen=True)
class Question:
    """One question of the form."""

    id: str
    step: str
    kind: str
    ask: Words
    help: Words
    detail: Words
    """What a yes is asked further; empty when nothing."""
    label: str
    """How it stands in the record."""
    choices: tuple[Choice, ...]
    caution: str
    advice: str
    sources: tuple[str, ...]
    factor: str
    """Id of the factor that may keep pain going."""
    record: bool
    """Whether the answer belongs to the health history."""

    @property
    def detail_id(self) -> str:
        """Name of the field of the further question."""
        return f"{self.id}_detail"


@dataclass(frozen=True)
class Step:
    """One page of the form."""

    id: str
    title: Words
    name: str
    """How the part is called in the record."""
    lead: Words


@dataclass(frozen=True)
class Catalogue:
    """Steps and questions in their order."""

    steps: tuple[Step, ...]
    questions: tuple[Question, ...]

    def of(self, step: str) -> tuple[Question, ...]:
        """Questions of a step."""
        return tuple(one for one in self.questions if one.step == step)

    @property
    def recorded(self) -> tuple[Question, ...]:
        """Questions of the health history."""
        return tuple(one for one in self.questions if one.record)


@lru_cache(maxsize=1)
def catalogue(file: Path = FILE) -> Catalogue:
    """Read the questions; raises DataError with file and line."""
    tables = read_tables(file)
    steps = tuple(_step(table) for table in tables if table.kind == "step")
    known = tuple(step.id for step in steps)
    questions = tuple(_question(t, known) for t in tables if t.kind == "question")
    seen: set[str] = set()
    for table in tables:
        if table.kind not in ("step", "question"):
            raise table.fail("kind", "is not known.", "Use [[step]] or [[question]].")
        name = f"{table.kind} {table.values['id']}"
        if name in seen:
            raise table.fail("id", f"{name} stands twice.", "Rename or remove one.")
        seen.add(name)
    return Catalogue(steps, questions)


def _step(table: Table) -> Step:
    fields = Fields(table)
    step = Step(
        fields.text("id"), _words(fields, "title"), fields.text("name"), _words(fields, "lead")
    )
    fields.done()
    return step


def _question(table: Table, steps: tuple[str, ...]) -> Question:
    fields = Fields(table)
    kind = fields.choice("kind", KINDS)
    ask = _words(fields, "ask")
    question = Question(
        id=fields.text("id"),
        step=fields.choice("step", steps),
        kind=kind,
        ask=ask,
        help=_words(fields, "help") if fields.has("help") else {},
        detail=_words(fields, "detail") if fields.has("detail") else {},
        label=fields.text("label", ask["en"]),
        choices=tuple(_choice(one) for one in fields.tables_at("choices")),
        caution=fields.choice("caution", (*CAUTIONS, ""), ""),
        advice=fields.text("advice", ""),
        sources=fields.texts("sources", ()),
        factor=fields.text("factor", ""),
        record=bool(fields.raw("record", False)),
    )
    fields.done()
    _check(question, fields)
    return question


def _choice(fields: Fields) -> Choice:
    choice = Choice(
        fields.text("id"),
        {language: fields.text(language) for language in LANGUAGES},
        fields.choice("caution", (*CAUTIONS, ""), ""),
        fields.text("advice", ""),
    )
    fields.done()
    return choice


def _words(fields: Fields, key: str) -> Words:
    inner = fields.table_at(key)
    words = {language: inner.text(language) for language in LANGUAGES}
    inner.done()
    return words


def _check(question: Question, fields: Fields) -> None:
    chosen = question.kind in ("choice", "choices")
    if chosen != bool(question.choices):
        raise fields.error("choices", "does not fit the kind.", "Give choices to choose from.")
    warns: list[Question | Choice] = [question, *question.choices]
    for one in warns:
        if bool(one.caution) != bool(one.advice):
            raise fields.error("advice", "goes with a caution.", "Write both or neither.")
        if one.caution and not question.sources:
            raise fields.error("sources", "is missing.", "Name where the caution comes from.")
    for source in question.sources:
        if source not in load_references():
            raise fields.error("sources", f"{source!r} is no reference.", "Add the reference.")
    if question.factor and question.factor not in load_knowledge().factors:
        raise fields.error("factor", f"{question.factor!r} is not known.", "Use a factor's id.")
