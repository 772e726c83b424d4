"""How fine the mesh should be: the wanted edge length anywhere on the body."""

import numpy as np
from numpy.typing import NDArray

from palpate.anatomy.build.frame import ANKLE, ELBOW, WRIST

Floats = NDArray[np.float64]

COARSEST = 0.0100
GROWTH = 0.22
FINGERS = WRIST + (WRIST - ELBOW) / np.linalg.norm(WRIST - ELBOW) * 0.145
HAND = WRIST + (WRIST - ELBOW) / np.linalg.norm(WRIST - ELBOW) * 0.10
# centre, radius within which the goal holds, goal edge length (metres)
ZONES: tuple[tuple[tuple[float, float, float], float, float], ...] = (
    ((0.0320, 1.6385, 0.086), 0.016, 0.0021),
    ((0.0080, 1.5680, 0.096), 0.017, 0.0022),
    ((0.0060, 1.5980, 0.108), 0.011, 0.0023),
    ((0.0, 1.600, 0.085), 0.045, 0.0040),
    ((0.074, 1.617, -0.012), 0.028, 0.0028),
    ((0.0, 1.63, 0.0), 0.100, 0.0070),
    ((float(FINGERS[0]), float(FINGERS[1]), float(FINGERS[2])), 0.050, 0.0032),
    ((float(HAND[0]), float(HAND[1]), float(HAND[2])), 0.090, 0.0042),
    ((float(ANKLE[0]) + 0.014, 0.02, 0.125), 0.048, 0.0037),
    ((float(ANKLE[0]), 0.03, 0.03), 0.090, 0.0080),
    ((0.035, 1.47, 0.01), 0.055, 0.0062),
    ((0.08, 1.44, 0.0), 0.070, 0.0080),
    ((0.160, 1.330, 0.0), 0.060, 0.0072),
    ((0.0, 1.042, 0.092), 0.010, 0.0042),
    ((0.0, 0.94, -0.12), 0.025, 0.0048),
    ((0.0, 0.87, -0.11), 0.035, 0.0055),
    ((0.105, 1.425, 0.02), 0.040, 0.0068),
    ((0.097, 0.50, 0.04), 0.045, 0.0080),
)


def edge_goal(points: Floats) -> Floats:
    """Return the wanted edge length (N,) in metres at ``points`` (N, 3)."""
    goal = np.full(len(points), COARSEST)
    folded = np.abs(points) * [1.0, 0.0, 0.0] + points * [0.0, 1.0, 1.0]
    for centre, radius, finest in ZONES:
        away = np.linalg.norm(folded - np.array(centre), axis=1) - radius
        goal = np.minimum(goal, finest + GROWTH * np.maximum(away, 0.0))
    return goal
