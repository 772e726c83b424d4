"""Is the model as sure as it should be? Simulated clients, fits of its numbers, and checks."""

from palpate.reasoning.calibration.clients import SimulatedClient, sample_sources, simulate
from palpate.reasoning.calibration.drawing import Noise, Painter, repeatability
from palpate.reasoning.calibration.effort import EFFORTS, EffortTrial, Judged, fit_effort, judge
from palpate.reasoning.calibration.fit import FITTED, Trial, fit
from palpate.reasoning.calibration.gate import GateRow, gate
from palpate.reasoning.calibration.parallel import calibrate
from palpate.reasoning.calibration.reference import reference
from palpate.reasoning.calibration.score import Score, calibration_error, score

__all__ = [
    "EFFORTS",
    "FITTED",
    "EffortTrial",
    "GateRow",
    "Judged",
    "Noise",
    "Painter",
    "Score",
    "SimulatedClient",
    "Trial",
    "calibrate",
    "calibration_error",
    "fit",
    "fit_effort",
    "gate",
    "judge",
    "reference",
    "repeatability",
    "sample_sources",
    "score",
    "simulate",
]
