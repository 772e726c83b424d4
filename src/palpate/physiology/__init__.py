"""How tissue answers pressure: dose, a ladder of models, virtual clients, and their scores."""

from palpate.physiology.catalogue import (
    Applicator,
    Technique,
    load_applicators,
    load_techniques,
)
from palpate.physiology.clients import Clients, State, draw_clients, typical_client
from palpate.physiology.contact import PROBE_CM2, equivalent_kpa, force_for, transfer
from palpate.physiology.dose import HOLD_S, RAMP_N_PER_S, Press, Session
from palpate.physiology.levels import Level, Start, load_levels, starting_level
from palpate.physiology.parameters import (
    DEFAULT_MODEL,
    MODELS,
    POINTS,
    Parameter,
    load_parameters,
    parameters_of,
)
from palpate.physiology.stepping import Course, Pressed, apply, follow, hold, treat, wait

__all__ = [
    "DEFAULT_MODEL",
    "HOLD_S",
    "MODELS",
    "POINTS",
    "PROBE_CM2",
    "RAMP_N_PER_S",
    "Applicator",
    "Clients",
    "Course",
    "Level",
    "Parameter",
    "Press",
    "Pressed",
    "Session",
    "Start",
    "State",
    "Technique",
    "apply",
    "draw_clients",
    "equivalent_kpa",
    "follow",
    "force_for",
    "hold",
    "load_applicators",
    "load_levels",
    "load_parameters",
    "load_techniques",
    "parameters_of",
    "starting_level",
    "transfer",
    "treat",
    "typical_client",
    "wait",
]
