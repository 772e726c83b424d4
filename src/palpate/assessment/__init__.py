"""Measurements of a body, each with its published error."""

from palpate.assessment.algometer import (
    Algometer,
    AlgometryChange,
    SideDifference,
    compare_readings,
    side_difference,
)
from palpate.assessment.error import BEYOND, WITHIN, MeasurementError
from palpate.assessment.motion import MotionChange, RangeOfMotion, compare_motion
from palpate.assessment.movements import DEVICES, WAYS, Movement, load_movements
from palpate.assessment.units import UNITS, pressure_kpa, pressure_to

__all__ = [
    "BEYOND",
    "DEVICES",
    "UNITS",
    "WAYS",
    "WITHIN",
    "Algometer",
    "AlgometryChange",
    "MeasurementError",
    "MotionChange",
    "Movement",
    "RangeOfMotion",
    "SideDifference",
    "compare_motion",
    "compare_readings",
    "load_movements",
    "pressure_kpa",
    "pressure_to",
    "side_difference",
]
