"""Notes of a visit: drafted from what was recorded, checked against what must stand in them."""

from palpate.notes.completeness import (
    Paper,
    Requirement,
    Requirements,
    load_requirements,
    requirements_of,
)
from palpate.notes.draft import PARTS, Draft, Sentence, draft
from palpate.notes.record import Answered, Considered, Examined, Flag, Measured, Pain, Record
from palpate.notes.redraft import redraft

__all__ = [
    "PARTS",
    "Answered",
    "Considered",
    "Draft",
    "Examined",
    "Flag",
    "Measured",
    "Pain",
    "Paper",
    "Record",
    "Requirement",
    "Requirements",
    "Sentence",
    "draft",
    "load_requirements",
    "redraft",
    "requirements_of",
]
