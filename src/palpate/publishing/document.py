"""The whole atlas as one document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from palpate import __version__
from palpate.anatomy import load_landmarks, load_regions
from palpate.anatomy.landmarks import Landmark
from palpate.anatomy.regions import Region
from palpate.evidence import Grade, Reference
from palpate.knowledge import Condition, Examination, Factor, Knowledge, Muscle, Origin, Question
from palpate.knowledge import Rule as RedFlagRule
from palpate.knowledge.model import Disease, Satellite
from palpate.publishing.plain import plain

TITLE = "Palpate: an open atlas of trigger points and referred pain"
LICENCE = "Apache-2.0"
DIGITS = 12
"""Hexadecimal digits of the content's digest that a version shows."""


@dataclass(frozen=True)
class GradeMeaning:
    """One grade of evidence and what it means."""

    grade: str
    meaning: str


@dataclass(frozen=True)
class AtlasDocument:
    """Everything that is known, each kind in the order of the files.

    Patterns are written once: for the right side read `same` and `opposite` from the right.
    Red-flag rules have their own list and name the serious entry they raise.
    """

    title: str
    version: str
    licence: str
    note: str
    grades: tuple[GradeMeaning, ...]
    regions: tuple[Region, ...]
    landmarks: tuple[Landmark, ...]
    references: tuple[Reference, ...]
    muscles: tuple[Muscle, ...]
    origins: tuple[Origin, ...]
    diseases: tuple[Disease, ...]
    red_flag_rules: tuple[RedFlagRule, ...]
    examinations: tuple[Examination, ...]
    questions: tuple[Question, ...]
    satellites: tuple[Satellite, ...]
    conditions: tuple[Condition, ...]
    factors: tuple[Factor, ...]


NOTE = (
    "Hypotheses to examine with the hands, for clinicians and researchers; nothing here names a "
    "disease of a person. Patterns graded convention are taught, not measured."
)


def atlas_document(knowledge: Knowledge) -> dict[str, Any]:
    """The atlas as plain JSON values; its version ends in a digest of its content."""
    content = plain(_document(knowledge, ""))
    content["version"] = _version(content)
    return dict(content)


def document_version(knowledge: Knowledge) -> str:
    """Version of the program and digest of the content: the same content, the same version."""
    return _version(plain(_document(knowledge, "")))


def _version(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return f"{__version__}+{sha256(text.encode()).hexdigest()[:DIGITS]}"


def _document(knowledge: Knowledge, version: str) -> AtlasDocument:
    return AtlasDocument(
        title=TITLE,
        version=version,
        licence=LICENCE,
        note=NOTE,
        grades=tuple(GradeMeaning(grade.value, grade.meaning) for grade in Grade),
        regions=tuple(load_regions()),
        landmarks=tuple(load_landmarks().values()),
        references=tuple(knowledge.references.values()),
        muscles=tuple(knowledge.muscles.values()),
        origins=tuple(knowledge.origins.values()),
        diseases=tuple(knowledge.diseases.values()),
        red_flag_rules=knowledge.rules,
        examinations=tuple(knowledge.examinations.values()),
        questions=tuple(knowledge.questions.values()),
        satellites=knowledge.satellites,
        conditions=tuple(knowledge.conditions.values()),
        factors=tuple(knowledge.factors.values()),
    )
