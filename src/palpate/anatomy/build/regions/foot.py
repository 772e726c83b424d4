"""Regions of the ankle and the foot."""

from __future__ import annotations

import numpy as np

from palpate.anatomy.build.regions.canvas import Canvas, Mask
from palpate.anatomy.build.skeleton import TOES, foot_axes
from palpate.anatomy.surface import Floats

SOLE_FACING = -0.58


def foot(canvas: Canvas, part: Mask) -> None:
    """Claim everything below the leg."""
    share, lateral = _coordinates(canvas)
    _toes(canvas, part)
    sole = part & (canvas.normal[:, 1] < SOLE_FACING) & (canvas.y < 0.035)
    _sole(canvas, sole, share, lateral)
    _heel_and_ankle(canvas, part, share)
    _upper(canvas, part, share, lateral)


def _coordinates(canvas: Canvas) -> tuple[Floats, Floats]:
    """Share of the foot's length from the heel, and metres to the side of its middle line."""
    heel = canvas.at("calcaneus_posterior")
    tip = canvas.joints["second_toe_tip"]
    forward, side, _ = foot_axes()
    share = (canvas.points - heel) @ forward / float((tip - heel) @ forward)
    slant = float((tip - heel) @ side)
    return share, (canvas.points - heel) @ side - slant * share


def _toes(canvas: Canvas, part: Mask) -> None:
    tips = [canvas.joints[f"{name}_tip"] for name in TOES]
    heads = [canvas.joints[f"metatarsal_{number}_head"] for number in range(1, 6)]
    lines = list(zip(heads, tips, strict=True))
    nearest = np.argmin([canvas.from_line(line) for line in lines], axis=0)
    for number, line in enumerate(lines):
        beyond = part & (nearest == number) & (canvas.along(*line) > 0.40) & (canvas.y < 0.05)
        canvas.claim("great_toe" if number == 0 else "lesser_toes", beyond)


def _sole(canvas: Canvas, sole: Mask, share: Floats, lateral: Floats) -> None:
    canvas.claim("heel_plantar", sole & (share < 0.27))
    ball = sole & (share > 0.62)
    first = canvas.joints["metatarsal_1_head"], canvas.joints["metatarsal_2_head"]
    side = foot_axes()[1]
    between = ((first[0] + first[1]) / 2 - canvas.at("calcaneus_posterior")) @ side
    offset = (canvas.points - canvas.at("calcaneus_posterior")) @ side
    canvas.claim("ball_medial", ball & (offset < between))
    canvas.claim("ball_lateral", ball)
    canvas.claim("arch", sole & (lateral < 0.008))
    canvas.claim("sole_lateral", sole)


def _heel_and_ankle(canvas: Canvas, part: Mask, share: Floats) -> None:
    inner, outer = canvas.at("medial_malleolus"), canvas.at("lateral_malleolus")
    behind = part & (canvas.z < canvas.at("calcaneus_posterior")[2] + 0.030)
    canvas.claim("heel_back", behind & (canvas.y < inner[1] - 0.005))
    canvas.claim("achilles", behind)
    side = canvas.normal @ foot_axes()[1]
    front = canvas.joints["ankle"][2] + 0.020
    above = part & (canvas.z < front + 0.015)
    low = np.where(canvas.z > front - 0.01, 0.045, 0.030)
    crease = canvas.at("ankle_crease_mid")
    ahead = (canvas.y > inner[1] - 0.004) & (canvas.z < crease[2] + 0.018)
    canvas.claim("ankle_front", part & (np.abs(side) < 0.62) & ahead)
    canvas.claim("ankle_medial", above & (side < 0) & (canvas.y > low))
    canvas.claim("ankle_lateral", above & (side > 0) & (canvas.y > np.minimum(low, outer[1])))
    canvas.claim("heel_back", part & (share < 0.20))


def _upper(canvas: Canvas, part: Mask, share: Floats, lateral: Floats) -> None:
    side = canvas.normal @ foot_axes()[1]
    canvas.claim("heel_plantar", part & (share < 0.27) & (canvas.normal[:, 1] < 0))
    canvas.claim("foot_lateral_border", part & (side > 0.45) & (canvas.y < 0.045))
    inner = part & (side < -0.45) & (canvas.y < 0.034)
    canvas.claim("ball_medial", inner & (share >= 0.62))
    canvas.claim("arch", part & (side < -0.45) & (canvas.y < 0.040) & (share < 0.62))
    canvas.claim("foot_dorsum_medial", part & (lateral < 0.003))
    canvas.claim("foot_dorsum_lateral", part)
