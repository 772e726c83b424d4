"""The tissue loop as numeric kernels: equations, equilibria, and a stiff solver."""

from palpate.physiology.loop.equations import MMHG_PER_KPA, openness, rates
from palpate.physiology.loop.names import (
    DERIVED,
    IN_SECONDS,
    INHIBITION,
    PARAMETERS,
    SENSITISATION,
    STATES,
    TONE,
)
from palpate.physiology.loop.rest import equilibria, production, untreated
from palpate.physiology.loop.solver import RELATIVE, integrate_all, integrate_evenly

__all__ = [
    "DERIVED",
    "INHIBITION",
    "IN_SECONDS",
    "MMHG_PER_KPA",
    "PARAMETERS",
    "RELATIVE",
    "SENSITISATION",
    "STATES",
    "TONE",
    "equilibria",
    "integrate_all",
    "integrate_evenly",
    "openness",
    "production",
    "rates",
    "untreated",
]
