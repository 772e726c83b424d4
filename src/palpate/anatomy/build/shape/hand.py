"""Hand: palm with thenar and hypothenar, four fingers, thumb."""

import numpy as np

from palpate.anatomy.build.frame import ARM_ABDUCTION_DEG, ELBOW_FLEXION_DEG, WRIST
from palpate.anatomy.build.shape.sculpture import WORLD, Placement, Sculpture, turn

IN, FORE = (0.0, 0.0, -1.0), (0.0, 0.0, 1.0)

PALM = (
    (0.015, 0.000, 0.000, 0.0285, 0.0280, 0.0190, 0.0175, 2.3),
    (-0.012, 0.000, 0.000, 0.0290, 0.0285, 0.0180, 0.0160, 2.3),
    (-0.035, 0.001, 0.000, 0.0335, 0.0315, 0.0165, 0.0150, 2.5),
    (-0.060, 0.001, 0.000, 0.0370, 0.0360, 0.0150, 0.0140, 2.6),
    (-0.085, 0.000, 0.000, 0.0395, 0.0395, 0.0140, 0.0130, 2.7),
    (-0.092, -0.001, 0.001, 0.0380, 0.0385, 0.0130, 0.0122, 2.7),
)
# knuckle (x, y), fan angle in degrees (positive = towards the thumb), phalanges, thickness
FINGERS = (
    ((0.0295, -0.0900), 8.0, (0.042, 0.024, 0.019), 0.96),
    ((0.0090, -0.0930), 1.5, (0.045, 0.028, 0.020), 0.98),
    ((-0.0115, -0.0890), -5.0, (0.042, 0.026, 0.020), 0.94),
    ((-0.0300, -0.0810), -13.0, (0.034, 0.019, 0.018), 0.84),
)
CURL = (4.0, 9.0, 7.0)
THUMB = (
    (0.020, -0.020, 0.009),
    (0.047, -0.056, 0.017),
    (0.0655, -0.086, 0.019),
    (0.0765, -0.1090, 0.017),
)
THUMB_RADII = (0.0150, 0.0122, 0.0104, 0.0078)


def hand_frame() -> Placement:
    """Return the frame of the hand at the wrist: x to the thumb, y up, z out of the palm."""
    return WORLD.then(WRIST, turn(x=-(ELBOW_FLEXION_DEG - 2.0)) @ turn(z=ARM_ABDUCTION_DEG - 1.0))


def finger_joints(index: int) -> list[np.ndarray]:
    """Return knuckle, two joints and end of finger ``index`` (0 = index finger), hand frame."""
    (x, y), fan, bones, _ = FINGERS[index]
    here = np.array([x, y, 0.0015])
    chain, bend = [here], 0.0
    for bone, curl in zip(bones, CURL, strict=True):
        bend += np.radians(curl)
        way = np.array(
            [
                np.sin(np.radians(fan)) * np.cos(bend),
                -np.cos(np.radians(fan)) * np.cos(bend),
                np.sin(bend),
            ]
        )
        here = here + bone * way
        chain.append(here)
    return chain


def add_hand(body: Sculpture) -> None:
    """Add the hand to the arm."""
    with body.placed(hand_frame()), body.group((0.01, -0.09, 0.0), 0.14, 0.020):
        body.loft(PALM, blend=0.01, cap=1.3, soft=0.006)
        body.ellipsoid((0.0235, -0.040, 0.0100), (0.0145, 0.0310, 0.0140), 0.016, turn(z=32))
        body.ellipsoid((-0.0235, -0.043, 0.0075), (0.0120, 0.0330, 0.0120), 0.016, turn(z=-4))
        with body.group((0.0, -0.13, 0.0), 0.10, 0.016):
            for index in range(4):
                with body.group((0.0, -0.13, 0.0), 0.09, 0.004):
                    _finger(body, index)
        with body.group((0.05, -0.07, 0.015), 0.08, 0.020):
            _thumb(body)
        _relief(body)


def _finger(body: Sculpture, index: int) -> None:
    knuckle, middle, last, end = finger_joints(index)
    scale = FINGERS[index][3]
    way = (end - last) / np.linalg.norm(end - last)
    tip = end - way * 0.0040
    start = knuckle + (knuckle - middle) * 0.30
    body.cone(start, (knuckle + middle) / 2, 0.0108 * scale, 0.0091 * scale, 0.004)
    body.cone((knuckle + middle) / 2, middle, 0.0091 * scale, 0.0093 * scale, 0.004)
    body.cone(middle, (middle + last) / 2, 0.0092 * scale, 0.0084 * scale, 0.004)
    body.cone((middle + last) / 2, last, 0.0084 * scale, 0.0082 * scale, 0.004)
    body.cone(last, tip, 0.0081 * scale, 0.0068 * scale, 0.004)
    axes = turn(z=FINGERS[index][1])
    for joint, depth in ((middle, 0.0011), (last, 0.0010)):
        body.bump(joint + np.array([0, 0, 0.009 * scale]), (0.012, 0.0022, 0.004), -depth, axes)
        body.bump(joint - np.array([0, 0, 0.0085 * scale]), (0.006, 0.0050, 0.004), 0.0007, axes)
    _nail(body, last, tip, 0.0068 * scale, axes)


def _nail(
    body: Sculpture, last: np.ndarray, tip: np.ndarray, radius: float, axes: np.ndarray
) -> None:
    middle = last * 0.25 + tip * 0.75 - np.array([0, 0, radius * 0.98])
    body.bump(middle, (radius * 0.55, 0.0048, 0.004), -0.0010, axes)
    ring = [(-0.62, -0.6), (-0.64, 0.5), (-0.35, 0.95), (0.35, 0.95), (0.64, 0.5), (0.62, -0.6)]
    local = [
        middle + np.array([a * radius, b * 0.0062, 0.25 * radius * abs(a)]) @ axes for a, b in ring
    ]
    body.stroke(local, 0.0016, -0.0007, fade=False)


def _thumb(body: Sculpture) -> None:
    points = [np.array(p) for p in THUMB]
    for a, b, ra, rb in zip(points, points[1:], THUMB_RADII, THUMB_RADII[1:], strict=False):
        body.cone(a, b, ra, rb, 0.008)


def _relief(body: Sculpture) -> None:
    body.bump((0.0, -0.062, 0.018), (0.013, 0.020, 0.010), -0.0050)
    body.stroke(
        [
            (0.012, -0.016, 0.02),
            (0.006, -0.045, 0.02),
            (0.016, -0.070, 0.02),
            (0.036, -0.078, 0.02),
        ],
        0.0030,
        -0.0022,
        IN,
    )
    body.stroke(
        [(-0.036, -0.074, 0.02), (-0.010, -0.078, 0.02), (0.012, -0.088, 0.02)], 0.0026, -0.0014, IN
    )
    body.stroke(
        [(-0.026, 0.002, 0.02), (0.0, -0.001, 0.02), (0.026, 0.001, 0.02)], 0.0018, -0.0014, IN
    )
    for index, shade in enumerate((1.0, 1.1, 1.0, 0.9)):
        x, y = FINGERS[index][0]
        body.bump((x, y + 0.001, -0.0125), (0.0072, 0.0090, 0.006), 0.0026 * shade)
        body.stroke(
            [(x * 0.45, -0.030, -0.02), (x * 0.75, -0.060, -0.02), (x, y + 0.012, -0.02)],
            0.0024,
            0.0011,
            FORE,
        )
    for left, right in ((0, 1), (1, 2), (2, 3)):
        x = (FINGERS[left][0][0] + FINGERS[right][0][0]) / 2
        body.bump((x, -0.090, -0.012), (0.0035, 0.0090, 0.006), -0.0022)
