"""The ladder of models, from a constant effect to the full tissue loop."""

from palpate.physiology.ladder.model import Load, Model
from palpate.physiology.ladder.registry import LADDER, model_of

__all__ = ["LADDER", "Load", "Model", "model_of"]
