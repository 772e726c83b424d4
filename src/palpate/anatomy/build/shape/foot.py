"""Foot: heel, arch, instep, ball, toes and malleoli."""

import numpy as np

from palpate.anatomy.build.frame import ANKLE, FOOT_TURN_OUT_DEG
from palpate.anatomy.build.shape.sculpture import WORLD, Placement, Sculpture, turn

# along the foot, centre x, height of the widest level,
# radius outwards, inwards, down, up, squareness
FOOT = (
    (-0.052, 0.000, 0.028, 0.022, 0.022, 0.026, 0.026, 2.2),
    (-0.030, 0.000, 0.030, 0.030, 0.029, 0.031, 0.036, 2.2),
    (0.000, 0.001, 0.031, 0.033, 0.031, 0.031, 0.050, 2.2),
    (0.030, 0.003, 0.032, 0.035, 0.030, 0.030, 0.049, 2.2),
    (0.060, 0.004, 0.030, 0.039, 0.032, 0.029, 0.040, 2.2),
    (0.090, 0.004, 0.025, 0.043, 0.037, 0.025, 0.033, 2.2),
    (0.115, 0.003, 0.020, 0.046, 0.043, 0.021, 0.026, 2.25),
    (0.135, 0.002, 0.017, 0.0445, 0.045, 0.018, 0.020, 2.3),
    (0.152, 0.001, 0.015, 0.040, 0.042, 0.015, 0.014, 2.3),
)
# base x, base s, tip x, tip s, radius
TOES = (
    (-0.0255, 0.140, -0.0215, 0.1905, 0.0132),
    (0.0010, 0.140, 0.0030, 0.1890, 0.0090),
    (0.0170, 0.136, 0.0200, 0.1810, 0.0086),
    (0.0305, 0.128, 0.0345, 0.1700, 0.0082),
    (0.0415, 0.118, 0.0465, 0.1565, 0.0080),
)


def foot_frame() -> Placement:
    """Return the foot frame, on the floor below the ankle: x outwards, y up, z to the toes."""
    return WORLD.then((ANKLE[0], 0.0, ANKLE[2]), turn(y=FOOT_TURN_OUT_DEG))


def add_foot(body: Sculpture) -> None:
    """Add the foot, flat on the floor, to the leg."""
    frame = foot_frame()
    lying = frame.then((0.0, 0.0, 0.0), np.array([[1.0, 0, 0], [0, 0, 1.0], [0, -1.0, 0]]))
    with body.group((ANKLE[0], 0.05, 0.03), 0.19, 0.050):
        with body.placed(lying):
            body.loft(
                [(s, x, -h, a, b, c, d, p) for s, x, h, a, b, c, d, p in FOOT],
                0.01,
                cap=0.55,
                soft=0.008,
            )
        with body.placed(frame):
            body.ellipsoid((-0.001, 0.030, -0.034), (0.0295, 0.033, 0.0300), 0.020)
            body.ellipsoid((-0.030, 0.020, 0.128), (0.018, 0.019, 0.026), 0.020)
            body.ellipsoid((-0.034, 0.004, 0.045), (0.026, 0.017, 0.046), 0.020, cut=True)
            for index in range(len(TOES)):
                with body.group((0.0, 0.02, 0.15), 0.10, 0.0075):
                    _toe(body, index)
            _relief(body)
        body.ellipsoid((0.0, -50.0, 0.0), (50.0, 50.0, 50.0), 0.005, cut=True)


def _toe(body: Sculpture, index: int) -> None:
    x0, s0, x1, s1, r = TOES[index]
    base, end = np.array([x0, 0.017, s0]), np.array([x1, r * 0.92, s1])
    if index == 0:
        body.cone(base, (base + end) / 2 + [0, 0.000, 0], r * 1.15, r * 0.98, 0.006)
        body.cone((base + end) / 2, end, r * 0.98, r * 0.92, 0.006)
    else:
        hump = base * 0.45 + end * 0.55 + [0, 0.0065, 0]
        body.cone(base, hump, r * 1.15, r, 0.005)
        body.cone(hump, end, r * 0.95, r * 0.98, 0.005)
    body.bump(end + np.array([0.0, r * 0.98, 0.002]), (r * 0.50, 0.004, 0.0050), -0.0012)


def _relief(body: Sculpture) -> None:
    for index in (1, 2, 3, 4):
        x0, s0, _, _, _ = TOES[index]
        body.stroke(
            [(x0 * 0.5 + 0.004, 0.07, 0.055), (x0 * 0.8 + 0.001, 0.05, 0.095), (x0, 0.03, s0)],
            0.0035,
            0.0012,
            (0, -1, 0),
        )
    body.stroke(
        [(-0.006, 0.08, 0.035), (-0.018, 0.06, 0.085), (-0.025, 0.04, 0.14)],
        0.0040,
        0.0020,
        (0, -1, 0),
    )


def carve_ankle(body: Sculpture) -> None:
    """Raise the malleoli and hollow the skin around them."""
    body.bump((0.0655, 0.086, -0.024), (0.012, 0.014, 0.013), 0.0085)
    body.bump((0.1315, 0.074, -0.034), (0.012, 0.015, 0.012), 0.0100)
    body.bump((0.126, 0.056, -0.052), (0.012, 0.014, 0.012), -0.0045)
    body.bump((0.070, 0.062, -0.048), (0.012, 0.014, 0.012), -0.0045)
    body.stroke(
        [(0.070, 0.082, 0.004), (0.098, 0.088, 0.008), (0.126, 0.078, 0.0)],
        0.010,
        -0.0035,
        (0, 0, -1),
    )
