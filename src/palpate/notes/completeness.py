"""What must stand in a record before its note is signed, by jurisdiction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from palpate.evidence import Fields, read_tables

FILE: Final = Path(__file__).parent / "data" / "requirements.toml"
GENERAL: Final = "general"
WHERE: Final = ("visit", "workbench", "note", "client", "health", "consent", "members", "practice")
"""Pages on which a missing thing can be entered."""


@dataclass(frozen=True)
class Paper:
    """What is there, one yes or no for each thing a list may ask for."""

    client_named: bool
    birth_date: bool
    address: bool
    sex: bool
    therapist_named: bool
    guardian_agreed: bool
    """True for adults too: nothing is missing."""
    conditions: bool
    """Existing conditions, or the word that there are none."""
    dates: bool
    changed_asked: bool
    """True at a first visit too: there is no last time."""
    pain: bool
    subjective: bool
    objective: bool
    assessment: bool
    treatment: bool
    outcome: bool
    plan: bool
    referral: bool
    """True where nothing asked for one."""


@dataclass(frozen=True)
class Requirement:
    """One thing asked for: which field of a paper, in what words, entered where."""

    check: str
    words: str
    where: str
    required: bool
    """Whether a note cannot be signed without it; otherwise it is advised."""


@dataclass(frozen=True)
class Requirements:
    """The list of one jurisdiction, with where it comes from."""

    id: str
    name: str
    source: str
    note: str
    items: tuple[Requirement, ...]

    def missing(self, paper: Paper) -> tuple[Requirement, ...]:
        """What the paper lacks, what is required first."""
        lacking = [each for each in self.items if not getattr(paper, each.check)]
        return tuple(sorted(lacking, key=lambda each: not each.required))


@lru_cache(maxsize=1)
def load_requirements() -> Mapping[str, Requirements]:
    """Return every list by its jurisdiction. Raises DataError."""
    lists = (_list(Fields(table)) for table in read_tables(FILE))
    return MappingProxyType({each.id: each for each in lists})


def requirements_of(jurisdiction: str) -> Requirements:
    """The list of a jurisdiction; the general one where none is known."""
    known = load_requirements()
    return known.get(jurisdiction, known[GENERAL])


def _list(fields: Fields) -> Requirements:
    found = Requirements(
        id=fields.text("id"),
        name=fields.text("name"),
        source=fields.text("source"),
        note=fields.text("note"),
        items=tuple(_item(entry) for entry in fields.tables_at("item")),
    )
    fields.done()
    return found


def _item(fields: Fields) -> Requirement:
    required = fields.raw("required", False)
    if not isinstance(required, bool):
        raise fields.error("required", f"is {required!r}.", "Write true or leave it out.")
    found = Requirement(
        check=fields.choice("check", tuple(Paper.__dataclass_fields__)),
        words=fields.text("words"),
        where=fields.choice("where", WHERE),
        required=required,
    )
    fields.done()
    return found
