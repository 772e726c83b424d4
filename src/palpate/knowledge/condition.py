"""Conditions that bring people to therapy, and what keeps their pain going, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass

from palpate.knowledge.model import Instruction, Support


@dataclass(frozen=True)
class Shift:
    """Sources that a condition or factor makes likelier, or less likely.

    `by` and `target` name them as a link does: by structure, source or kind. Either `odds`
    multiplies their prior odds, or `share` is the measured share of `count` people with the
    condition in whom the source was found; then `odds` is None.
    """

    by: str
    target: str
    odds: float | None
    share: float | None
    count: int
    why: str
    support: Support


@dataclass(frozen=True)
class Caution:
    """What must not be done, or not without asking: the level says how strictly."""

    level: str
    instruction: Instruction


@dataclass(frozen=True)
class Expectation:
    """What the therapy may (`can`) or may not be expected to do."""

    can: bool
    instruction: Instruction


@dataclass(frozen=True)
class Condition:
    """A named condition with which a person comes; never a hypothesis of the program."""

    id: str
    name: str
    latin: str
    group: str
    synonyms: tuple[str, ...]
    question: str
    summary: Instruction
    examine: tuple[str, ...]
    perpetuating: tuple[str, ...]
    shifts: tuple[Shift, ...]
    cautions: tuple[Caution, ...]
    expectations: tuple[Expectation, ...]


@dataclass(frozen=True)
class Factor:
    """Something that may keep pain going: what to ask, what is known, what to advise."""

    id: str
    name: str
    group: str
    synonyms: tuple[str, ...]
    question: str
    known: Instruction
    advice: Instruction
    shifts: tuple[Shift, ...]
