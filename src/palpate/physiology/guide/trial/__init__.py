"""The guide on virtual clients, beside the rules that it has to beat."""

from palpate.physiology.guide.trial.reporters import REPORTERS
from palpate.physiology.guide.trial.table import Row, simulate

__all__ = ["REPORTERS", "Row", "simulate"]
