"""From a case to ranked sources, red flags, the next examination, and the reasons."""

from palpate.reasoning.answer import Answer, NextExamination, Place, RankedSource, Reason
from palpate.reasoning.case import Case, Client, Finding
from palpate.reasoning.evaluation import Evaluation, evaluate, parse_evaluation
from palpate.reasoning.model import Model, build_model
from palpate.reasoning.parse import CaseError, Problem, parse_case
from palpate.reasoning.pattern import Pattern, pattern
from palpate.reasoning.reasoner import Reasoner, load_reasoner
from palpate.reasoning.red_flags import RedFlag, red_flags
from palpate.reasoning.schema import case_schema, evaluation_schema

__all__ = [
    "Answer",
    "Case",
    "CaseError",
    "Client",
    "Evaluation",
    "Finding",
    "Model",
    "NextExamination",
    "Pattern",
    "Place",
    "Problem",
    "RankedSource",
    "Reason",
    "Reasoner",
    "RedFlag",
    "build_model",
    "case_schema",
    "evaluate",
    "evaluation_schema",
    "load_reasoner",
    "parse_case",
    "parse_evaluation",
    "pattern",
    "red_flags",
]
