"""Everything that is known, in one record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from palpate.evidence import Reference
from palpate.knowledge.condition import Condition, Factor
from palpate.knowledge.model import (
    Disease,
    Examination,
    Muscle,
    Origin,
    Question,
    Rule,
    Satellite,
    Source,
)


@dataclass(frozen=True)
class Knowledge:
    """Everything known. `check` judges what one file alone cannot show."""

    references: Mapping[str, Reference]
    muscles: Mapping[str, Muscle]
    origins: Mapping[str, Origin]
    diseases: Mapping[str, Disease]
    rules: tuple[Rule, ...]
    examinations: Mapping[str, Examination]
    questions: Mapping[str, Question]
    satellites: tuple[Satellite, ...]
    conditions: Mapping[str, Condition]
    factors: Mapping[str, Factor]
    sources: tuple[Source, ...]
