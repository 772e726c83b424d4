"""Joint centres and segment lengths of the canonical body, in metres.

Segment lengths are fractions of stature after R. Drillis and R. Contini, "Body segment
parameters", New York University School of Engineering and Science, report 1166.03 (1966), as
reproduced in D. A. Winter, "Biomechanics and Motor Control of Human Movement" (Wiley).
Angles at rest and joint positions across the body are chosen for an even anatomical stance.
Axes: +x to the subject's left, +y up, +z forward; the origin is on the floor between the heels.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

STATURE = 1.75

FRACTIONS: Mapping[str, float] = {
    "upper_arm": 0.186,
    "forearm": 0.146,
    "hand": 0.108,
    "foot": 0.152,
    "foot_breadth": 0.055,
    "head_height": 0.130,
    "shoulder_breadth": 0.259,
    "hip_breadth": 0.191,
    "hip_height": 0.530,
    "knee_height": 0.285,
    "ankle_height": 0.039,
}

ARM_ABDUCTION_DEG = 17.0
ELBOW_FLEXION_DEG = 5.0
FOOT_TURN_OUT_DEG = 7.0

Point = NDArray[np.float64]


def length(segment: str) -> float:
    """Return the length of ``segment`` in metres; raises KeyError if it is unknown."""
    return FRACTIONS[segment] * STATURE


def _along_arm(flexion: float) -> Point:
    out, fore = np.radians(ARM_ABDUCTION_DEG), np.radians(flexion)
    return np.array([np.sin(out) * np.cos(fore), -np.cos(out) * np.cos(fore), np.sin(fore)])


SHOULDER: Point = np.array([0.178, 1.395, -0.015])
ELBOW: Point = SHOULDER + length("upper_arm") * _along_arm(0.0)
WRIST: Point = ELBOW + length("forearm") * _along_arm(ELBOW_FLEXION_DEG)
HIP: Point = np.array([0.088, length("hip_height"), -0.005])
KNEE: Point = np.array([0.097, length("knee_height"), 0.000])
ANKLE: Point = np.array([0.098, length("ankle_height"), -0.030])


def joints() -> dict[str, Point]:
    """Return the left joint centres (3,) in metres by name."""
    return {
        "shoulder": SHOULDER,
        "elbow": ELBOW,
        "wrist": WRIST,
        "hip": HIP,
        "knee": KNEE,
        "ankle": ANKLE,
    }
