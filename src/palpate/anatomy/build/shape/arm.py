"""Upper arm, elbow and forearm."""

import numpy as np

from palpate.anatomy.build.frame import ARM_ABDUCTION_DEG, ELBOW, ELBOW_FLEXION_DEG, SHOULDER
from palpate.anatomy.build.shape.sculpture import WORLD, Placement, Sculpture, turn

IN, FORE = (0.0, 0.0, -1.0), (0.0, 0.0, 1.0)
ELBOW_Y = -float(np.linalg.norm(ELBOW - SHOULDER))

# along the arm, centre x, centre z, radius outwards, inwards, front, back, squareness
UPPER = (
    (0.010, -0.004, -0.002, 0.038, 0.036, 0.042, 0.044, 2.1),
    (-0.030, 0.000, -0.002, 0.047, 0.044, 0.047, 0.050, 2.1),
    (-0.080, 0.002, -0.001, 0.048, 0.041, 0.046, 0.050, 2.1),
    (-0.130, 0.000, 0.000, 0.044, 0.040, 0.047, 0.050, 2.1),
    (-0.180, 0.000, 0.001, 0.041, 0.040, 0.048, 0.048, 2.1),
    (-0.230, 0.000, 0.002, 0.039, 0.040, 0.044, 0.044, 2.15),
    (-0.280, 0.000, 0.001, 0.038, 0.038, 0.038, 0.038, 2.2),
    (-0.325, 0.000, 0.000, 0.038, 0.037, 0.034, 0.034, 2.3),
    (-0.345, 0.000, 0.000, 0.038, 0.037, 0.034, 0.033, 2.3),
)
LOWER = (
    (0.025, 0.000, 0.000, 0.036, 0.036, 0.034, 0.034, 2.3),
    (-0.015, 0.001, 0.000, 0.040, 0.038, 0.036, 0.035, 2.2),
    (-0.055, 0.002, 0.000, 0.044, 0.040, 0.038, 0.036, 2.15),
    (-0.095, 0.002, 0.000, 0.042, 0.038, 0.036, 0.033, 2.15),
    (-0.145, 0.001, 0.000, 0.036, 0.033, 0.030, 0.028, 2.2),
    (-0.195, 0.000, 0.000, 0.030, 0.029, 0.024, 0.022, 2.3),
    (-0.235, 0.000, 0.000, 0.0285, 0.0280, 0.0205, 0.0190, 2.4),
    (-0.2655, 0.000, 0.000, 0.0290, 0.0285, 0.0195, 0.0180, 2.4),
)


def upper_frame() -> Placement:
    """Return the frame of the upper arm: x outwards, y up along the arm, z forward."""
    return WORLD.then(SHOULDER, turn(z=ARM_ABDUCTION_DEG))


def lower_frame() -> Placement:
    """Return the frame of the forearm at the elbow."""
    return WORLD.then(ELBOW, turn(x=-ELBOW_FLEXION_DEG) @ turn(z=ARM_ABDUCTION_DEG))


def add_arm(body: Sculpture) -> None:
    """Add the solid arm down to the wrist."""
    with body.placed(upper_frame()):
        body.loft(UPPER, blend=0.02, cap=0.6)
        body.ellipsoid((0.007, -0.048, -0.001), (0.047, 0.076, 0.052), 0.030)
        body.ellipsoid((0.001, -0.170, 0.020), (0.029, 0.085, 0.031), 0.030)
        body.ellipsoid((0.004, -0.145, -0.020), (0.036, 0.090, 0.033), 0.030)
    with body.placed(lower_frame()):
        body.loft(LOWER, blend=0.035, cap=0.6)
        body.ellipsoid((0.018, -0.045, 0.010), (0.026, 0.085, 0.026), 0.030)
        body.ellipsoid((-0.016, -0.060, 0.006), (0.024, 0.085, 0.029), 0.030)


def carve_arm(body: Sculpture) -> None:
    """Carve deltoid border, biceps, triceps, epicondyles, olecranon and forearm muscles."""
    with body.placed(upper_frame()):
        body.stroke(
            [
                (-0.036, -0.010, 0.05),
                (-0.012, -0.065, 0.05),
                (0.026, -0.120, 0.04),
                (0.040, -0.145, 0.02),
            ],
            0.012,
            [-0.001, -0.0035, -0.0035, -0.001],
            IN,
        )
        body.stroke(
            [(-0.030, -0.030, -0.05), (0.002, -0.085, -0.05), (0.034, -0.135, -0.03)],
            0.010,
            -0.0035,
            FORE,
        )
        body.stroke(
            [(0.038, -0.150, 0.0), (0.037, -0.210, 0.0), (0.036, -0.265, 0.0)],
            0.009,
            -0.0035,
            (-1, 0, 0),
        )
        body.bump((0.0, -0.185, 0.052), (0.020, 0.045, 0.020), 0.003)
        body.stroke(
            [(0.004, -0.190, -0.05), (0.002, -0.240, -0.05), (0.0, -0.290, -0.04)],
            0.012,
            -0.004,
            FORE,
        )
        body.bump((-0.001, ELBOW_Y + 0.004, -0.037), (0.010, 0.014, 0.012), 0.0065)
        body.bump((-0.036, ELBOW_Y + 0.010, -0.006), (0.009, 0.011, 0.010), 0.0050)
        body.bump((0.036, ELBOW_Y + 0.008, -0.006), (0.009, 0.011, 0.010), 0.0025)
        body.bump((-0.018, ELBOW_Y + 0.004, -0.036), (0.006, 0.014, 0.008), -0.0040)
        body.bump((0.018, ELBOW_Y - 0.002, -0.036), (0.006, 0.014, 0.008), -0.0045)
        body.bump((0.002, ELBOW_Y - 0.004, 0.040), (0.012, 0.016, 0.012), -0.0050)
    with body.placed(lower_frame()):
        body.stroke(
            [(0.002, -0.015, 0.04), (0.006, -0.070, 0.04), (0.010, -0.140, 0.03)],
            0.009,
            [-0.003, -0.0035, -0.001],
            IN,
        )
        body.stroke(
            [(0.004, -0.040, -0.04), (-0.006, -0.110, -0.03), (-0.012, -0.180, -0.03)],
            0.008,
            -0.0025,
            FORE,
        )
        body.bump((-0.022, -0.240, -0.017), (0.007, 0.008, 0.008), 0.0045)
        body.bump((0.027, -0.246, 0.0), (0.006, 0.012, 0.010), 0.0020)
        body.stroke(
            [(0.004, -0.20, 0.02), (0.003, -0.235, 0.02), (0.002, -0.262, 0.02)], 0.0035, 0.0018, IN
        )
