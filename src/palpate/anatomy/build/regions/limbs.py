"""Regions of the arm and the leg between shoulder and wrist, hip and ankle."""

from __future__ import annotations

import numpy as np

from palpate.anatomy.build.regions.canvas import Canvas, Mask, line_at
from palpate.anatomy.surface import Floats

ARM_TOP, ELBOW_TOP, ELBOW_END = 0.30, 0.88, 0.13
FOREARM_HALF, WRIST_TOP, WRIST_END, SNUFFBOX_END = 0.50, 0.89, 1.03, 1.075
KNEE_TOP, KNEE_END, LEG_HALF, ANKLE_TOP = 0.87, 0.12, 0.53, 0.83


def arm(canvas: Canvas, part: Mask) -> None:
    """Claim the upper arm, elbow, forearm and wrist; `part` is the arm with the hand."""
    shoulder, elbow, wrist = (canvas.joints[name] for name in ("shoulder", "elbow", "wrist"))
    upper, fore = canvas.along(shoulder, elbow), canvas.along(elbow, wrist)
    below = part & (fore > 0)
    quarter = _quarters(canvas.angle(part & (upper < 1.05), shoulder, elbow))
    for name, here in quarter.items():
        canvas.claim(f"upper_arm_{name}", part & (upper < ELBOW_TOP) & here)
        canvas.claim(f"elbow_{name}", part & (upper < 1.0) & (fore < ELBOW_END) & here)
    quarter = _quarters(canvas.angle(part & (fore > 0) & (fore < WRIST_END), elbow, wrist))
    for name, here in quarter.items():
        canvas.claim(f"elbow_{name}", below & (fore < ELBOW_END) & here)
        canvas.claim(f"forearm_{name}_upper", below & (fore < FOREARM_HALF) & here)
        canvas.claim(f"forearm_{name}_lower", below & (fore < WRIST_TOP) & here)
        end = SNUFFBOX_END if name == "lateral" else WRIST_END
        canvas.claim(f"wrist_{name}", below & (fore < end) & here)


def thigh(canvas: Canvas, part: Mask) -> None:
    """Claim the thigh and the knee; `part` is the leg with the foot."""
    hip, knee, ankle = (canvas.joints[name] for name in ("hip", "knee", "ankle"))
    upper, lower = canvas.along(hip, knee), canvas.along(knee, ankle)
    angle = canvas.angle(part & (upper < 1.3), hip, knee)
    middle = (canvas.at("femur_mid_anterior")[1] + canvas.at("femur_mid_posterior")[1]) / 2
    for name, here in _quarters(angle).items():
        canvas.claim(f"thigh_{name}_upper", part & (canvas.y > middle) & here)
        canvas.claim(f"thigh_{name}_lower", part & (upper < KNEE_TOP) & here)
    for name, here in _quarters(angle).items():
        canvas.claim(f"knee_{name}", part & (lower < KNEE_END) & here)


def leg(canvas: Canvas, part: Mask) -> None:
    """Claim the leg below the knee down to the ankle."""
    knee, ankle = canvas.joints["knee"], canvas.joints["ankle"]
    lower = canvas.along(knee, ankle)
    here = part & (lower > 0.05) & (lower < 0.95)
    angle = canvas.angle(here, knee, ankle)
    above = part & (lower < ANKLE_TOP)
    half = lower < LEG_HALF
    back = np.abs(angle) > line_at([(0.0, 128.0), (0.55, 125.0), (1.0, 120.0)], lower)
    tendon = part & (lower > 0.70) & (np.abs(angle) > 140)
    canvas.claim("achilles", tendon & (lower < 0.97))
    canvas.claim("calf_medial", above & half & back & (angle < 0))
    canvas.claim("calf_lateral", above & half & back & (angle > 0))
    canvas.claim("calf_lower", above & back)
    shin = np.abs(angle + 4) < 33
    for name, side in (("upper", half), ("lower", ~half)):
        canvas.claim(f"shin_{name}", above & side & shin)
        canvas.claim(f"leg_lateral_{name}", above & side & (angle > 0))
        canvas.claim(f"leg_medial_{name}", above & side & (angle <= 0))


def _quarters(angle: Floats) -> dict[str, Mask]:
    return {
        "front": np.abs(angle) <= 45,
        "lateral": (angle > 45) & (angle < 135),
        "medial": (angle < -45) & (angle > -135),
        "back": np.abs(angle) >= 135,
    }
