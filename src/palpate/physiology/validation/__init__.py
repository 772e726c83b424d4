"""Published observations, and how each model of the ladder does on them."""

from palpate.physiology.validation.score import Result, Score, scores, validate
from palpate.physiology.validation.targets import Target, load_targets

__all__ = ["Result", "Score", "Target", "load_targets", "scores", "validate"]
