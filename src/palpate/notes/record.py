"""What was recorded in one visit, in the words a note is drafted from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pain:
    """A painted place, as "Temple, left", and the strongest intensity painted there."""

    place: str
    intensity: float


@dataclass(frozen=True)
class Answered:
    """A question of the history and what the client said."""

    question: str
    answer: str


@dataclass(frozen=True)
class Examined:
    """An examination, its side (empty where it has none) and its result in words."""

    name: str
    side: str
    result: str


@dataclass(frozen=True)
class Measured:
    """A measured value; `verdict` compares it with one before it.

    `error` is the smallest change that is more than the error of measuring.
    """

    name: str
    moment: str
    value: float
    unit: str
    repetitions: tuple[float, ...] = ()
    error: float | None = None
    verdict: str = ""


@dataclass(frozen=True)
class Considered:
    """A ranked source the therapist took up or rejected; `grade` says how well it is supported."""

    name: str
    accepted: bool
    percent: int | None = None
    grade: str = ""
    why: str = ""


@dataclass(frozen=True)
class Flag:
    """A red flag that was raised, why, and what it asks for."""

    name: str
    why: str
    advice: str


@dataclass(frozen=True)
class Record:
    """One visit. Empty fields were not recorded, and nothing is said of them."""

    reason: str = ""
    changed: str = ""
    pain: tuple[Pain, ...] = ()
    qualities: tuple[str, ...] = ()
    answers: tuple[Answered, ...] = ()
    examined: tuple[Examined, ...] = ()
    measured: tuple[Measured, ...] = ()
    judged: bool = False
    """Whether the rules for red flags have looked at the case."""
    flags: tuple[Flag, ...] = ()
    considered: tuple[Considered, ...] = ()
    treatment: str = ""
    plan: str = ""
    unchanged: frozenset[str] = frozenset()
    """What was carried forward and left as it was: reason, pain, history, plan, treatment."""
    unchanged_since: str = ""
    """Date of the visit it was carried forward from, in words."""
