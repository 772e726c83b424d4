"""Levels of pressure in words, and the level to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from palpate.evidence import Fields, Grade, read_tables
from palpate.physiology.catalogue import DATA
from palpate.physiology.checks import choice
from palpate.physiology.support import Support, read_support

FILE = DATA / "levels.toml"


@dataclass(frozen=True)
class Level:
    """A word for pressure, and its size as a share of the pain threshold."""

    id: str
    name: str
    share_of_threshold: float
    support: Support

    @property
    def grade(self) -> Grade:
        """How well the size is supported."""
        return self.support.grade


@dataclass(frozen=True)
class Step:
    """One fact about a site that sets the start (`level`) or moves it by whole levels (`steps`)."""

    id: str
    name: str
    level: str
    steps: int
    support: Support


@dataclass(frozen=True)
class Start:
    """The level to begin with, why in one sentence, and the weakest grade of the rule."""

    level: Level
    reason: str
    grade: Grade
    because: tuple[Step, ...]


@lru_cache(maxsize=1)
def load_levels() -> tuple[Level, ...]:
    """Every level, from the lightest to the heaviest. Raises DataError."""
    found = []
    for table in read_tables(FILE):
        if table.kind == "level":
            fields = Fields(table)
            share = fields.number("share_of_threshold", 0.1, 3)
            name, text = fields.text("id"), fields.text("name")
            found.append(Level(name, text, share, read_support(fields)))
            fields.done()
    return tuple(found)


@lru_cache(maxsize=3)
def load_steps(kind: str) -> Mapping[str, Step]:
    """The facts of one kind, by id: `point`, `complaint` or `tissue`. Raises DataError."""
    found = {}
    for table in read_tables(FILE):
        if table.kind == kind:
            fields = Fields(table)
            found[fields.text("id")] = Step(
                id=fields.text("id"),
                name=fields.text("name"),
                level=fields.choice("level", ("", *(level.id for level in load_levels())), ""),
                steps=int(fields.number("steps", -2, 2, 0)),
                support=read_support(fields),
            )
            fields.done()
    return MappingProxyType(found)


def starting_level(point: str, complaint: str, tissue: str) -> Start:
    """Return the level to begin with at a site.

    `point` is active or latent; `complaint` acute, subacute or chronic; `tissue` muscle, tendon,
    ligament or attachment. Raises UserError for another word.
    """
    chosen = tuple(
        load_steps(kind)[choice(word, kind, load_steps(kind))]
        for kind, word in (("complaint", complaint), ("point", point), ("tissue", tissue))
    )
    levels = load_levels()
    first = next(k for k, level in enumerate(levels) if level.id == chosen[0].level)
    place = min(max(first + sum(step.steps for step in chosen), 0), len(levels) - 1)
    names = ", ".join(step.name for step in chosen)
    taught = any(step.support.grade is Grade.CONVENTION for step in chosen)
    grade = Grade.CONVENTION if taught else Grade.LIMITED
    return Start(levels[place], f"Begin {levels[place].name} ({names}).", grade, chosen)
