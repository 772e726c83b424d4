"""The five models by id."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from palpate.physiology.checks import choice
from palpate.physiology.ladder.constant import ConstantEffect
from palpate.physiology.ladder.impulse import SaturatingImpulse
from palpate.physiology.ladder.inhibition import CentralInhibition
from palpate.physiology.ladder.loop import TissueLoop
from palpate.physiology.ladder.model import Model
from palpate.physiology.ladder.release import ToneRelease

LADDER: Mapping[str, Model] = MappingProxyType(
    {
        model.id: model
        for model in (
            ConstantEffect(),
            SaturatingImpulse(),
            CentralInhibition(),
            ToneRelease(),
            TissueLoop(),
        )
    }
)


def model_of(name: str) -> Model:
    """Return a model of the ladder. Raises UserError for an unknown name."""
    return LADDER[choice(name, "model", LADDER)]
