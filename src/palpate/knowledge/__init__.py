"""What a clinician knows: muscles, trigger points, nerves, joints, organs, examinations."""

from palpate.knowledge.atlas import Knowledge
from palpate.knowledge.check import check
from palpate.knowledge.condition import Caution, Condition, Expectation, Factor, Shift
from palpate.knowledge.facts import counts, facts
from palpate.knowledge.find import find_source
from palpate.knowledge.load import load_knowledge
from palpate.knowledge.model import (
    Examination,
    Kind,
    Muscle,
    Origin,
    Predicate,
    Question,
    Referral,
    Rule,
    Source,
    Zone,
)
from palpate.knowledge.sources import snake

__all__ = [
    "Caution",
    "Condition",
    "Examination",
    "Expectation",
    "Factor",
    "Kind",
    "Knowledge",
    "Muscle",
    "Origin",
    "Predicate",
    "Question",
    "Referral",
    "Rule",
    "Shift",
    "Source",
    "Zone",
    "check",
    "counts",
    "facts",
    "find_source",
    "load_knowledge",
    "snake",
]
