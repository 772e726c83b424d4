"""What a check is, and the list of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from palpate.clinic.vault.store import Store


class Level(StrEnum):
    """How bad it is."""

    GOOD = "good"
    ADVICE = "advice"
    """Worth doing; nothing is broken."""
    WRONG = "wrong"


@dataclass(frozen=True)
class Found:
    """One thing that a check found."""

    says: str
    remedy: str
    level: Level = Level.WRONG


@dataclass(frozen=True)
class Patient:
    """The record that is examined, and the time."""

    store: Store
    now: datetime


Examine = Callable[[Patient], Iterator[Found]]


@dataclass(frozen=True)
class Check:
    """One check: a name, what it is about, and whether it reads the database."""

    name: str
    about: str
    examine: Examine
    engine: str = ""
    """The engine it is for; empty for both."""
    in_database: bool = False


@dataclass(frozen=True)
class Result:
    """What one check said."""

    check: str
    about: str
    level: Level
    says: str = ""
    remedy: str = ""

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return asdict(self)


CHECKS: Final[list[Check]] = []


def check(
    name: str, about: str, *, engine: str = "", in_database: bool = False
) -> Callable[[Examine], Examine]:
    """Enter a function into the list of checks."""

    def enter(examine: Examine) -> Examine:
        CHECKS.append(Check(name, about, examine, engine, in_database))
        return examine

    return enter


def advice(says: str, remedy: str) -> Found:
    """Something worth doing while nothing is broken."""
    return Found(says, remedy, Level.ADVICE)
