"""Regions of the abdomen, low back and pelvis."""

from __future__ import annotations

import numpy as np

from palpate.anatomy.build.regions.canvas import Canvas, Mask, line_at
from palpate.anatomy.surface import Floats


def abdomen(canvas: Canvas, part: Mask, turn: Floats) -> None:
    """Claim the belly from the costal margin to the inguinal line."""
    x, y = canvas.x, canvas.y
    front = part & (turn < 88)
    top = canvas.at("rib_10_tip")[1] - 0.012
    low = canvas.at("asis")[1] + 0.022
    canvas.claim("epigastrium", front & (x < 0.045) & (y > top))
    canvas.claim("hypochondrium", front & (y > top))
    canvas.claim("umbilical", front & (x < 0.055) & (y > low))
    canvas.claim("abdomen_lateral", front & (y > low))
    crease = inguinal(canvas)
    bone = canvas.at("pubic_symphysis")[1] - 0.014
    canvas.claim(
        "suprapubic",
        front & (x < 0.045) & (y > np.where(x < 0.035, np.minimum(crease, bone), crease)),
    )
    canvas.claim("iliac_fossa", front & (turn < 75) & (y > crease))


def inguinal(canvas: Canvas) -> Floats:
    """Return the height of the line from the pubis to the iliac spine at each face."""
    names = ("pubic_symphysis", "pubic_tubercle", "mid_inguinal_point", "asis")
    points = [(canvas.at(name)[0], canvas.at(name)[1]) for name in names]
    return line_at(points, canvas.x)


def low_back(canvas: Canvas, part: Mask, turn: Floats) -> None:
    """Claim the lumbar spine, flank and iliac crest."""
    x, y = canvas.x, canvas.y
    rear = part & (turn >= 88)
    end = canvas.at("l5_spinous")[1] - 0.014
    half = canvas.at("l3_spinous")[1] - 0.012
    behind = rear & (turn > 120)
    canvas.claim("lumbar_spine", behind & (x < 0.020) & (y > end))
    crest = line_at(
        [(canvas.at("psis")[0], canvas.at("psis")[1] + 0.02), (0.10, 1.025), (0.16, 1.045)], x
    )
    canvas.claim("iliac_crest", rear & (turn < 165) & (x > 0.06) & (np.abs(y - crest) < 0.018))
    canvas.claim("paraspinal_lumbar_upper", behind & (x < 0.062) & (y > half))
    canvas.claim("paraspinal_lumbar_lower", behind & (x < 0.062) & (y > end))
    canvas.claim("flank", rear & (y > crest))


def pelvis(canvas: Canvas, part: Mask, turn: Floats) -> None:
    """Claim the sacrum, buttock, hip and groin."""
    _sacrum(canvas, part & (turn > 120))
    x, y = canvas.x, canvas.y
    canvas.claim("trochanter", part & canvas.within("greater_trochanter", 0.045))
    seat = part & (y > canvas.at("gluteal_fold_mid")[1] + 0.006)
    canvas.claim("ischium", seat & canvas.within("ischial_tuberosity", 0.034))
    middle = canvas.at("greater_sciatic_notch")[1] - 0.012
    rear = part & (turn > 125)
    canvas.claim("buttock_upper", rear & (y > middle))
    canvas.claim("buttock_lower", rear)
    canvas.claim("buttock_lateral", part & (turn > 72))
    canvas.claim("hip_front", part & (x > 0.085))
    canvas.claim("groin", part)


def _sacrum(canvas: Canvas, rear: Mask) -> None:
    x, y = canvas.x, canvas.y
    end = canvas.at("sacral_hiatus")[1]
    width = line_at([(end, 0.029), (canvas.at("l5_spinous")[1], 0.034)], y)
    canvas.claim("sacrum", rear & (x < width) & (y > end))
    canvas.claim("coccyx", rear & (x < 0.018) & (y > canvas.at("coccyx_tip")[1] - 0.012))
    low = canvas.at("psis")[1] - 0.045
    canvas.claim("sacroiliac", rear & (x < width + 0.030) & (y > low))


def floor(canvas: Canvas) -> None:
    """Claim the genitals and the perineum, between the thighs."""
    x, y, z = canvas.x, canvas.y, canvas.z
    bone, middle = canvas.at("pubic_symphysis")[1] - 0.014, canvas.at("perineal_body")
    below = (y < bone) & (y > middle[1] - 0.022)
    canvas.claim("genitals", below & (x < 0.030) & (z > middle[2] + 0.016))
    deep = np.hypot(x / 0.024, (z - middle[2]) / 0.055) < 1
    canvas.claim("perineum", below & deep)
