"""Is the model as sure as it should be? Simulated clients, fits of its numbers, and checks."""

from palpate.reasoning.calibration.clients import SimulatedClient, sample_sources, simulate
from palpate.reasoning.calibration.drawing import Noise, Painter, repeatability
from palpate.reasoning.calibration.fit import FITTED, Trial, fit
from palpate.reasoning.calibration.gate import GateRow, gate
from palpate.reasoning.calibration.parallel import calibrate
from palpate.reasoning.calibration.score import Score, calibration_error, score

__all__ = [
    "FITTED",
    "GateRow",
    "Noise",
    "Painter",
    "Score",
    "SimulatedClient",
    "Trial",
    "calibrate",
    "calibration_error",
    "fit",
    "gate",
    "repeatability",
    "sample_sources",
    "score",
    "simulate",
]
