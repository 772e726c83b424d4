"""Regions of the shoulder girdle, chest and back."""

from __future__ import annotations

import numpy as np

from palpate.anatomy.build.regions.canvas import Canvas, Mask, line_at
from palpate.anatomy.surface import Floats

SPINE, BESIDE_SPINE = 0.020, 0.050


def trunk_angle(canvas: Canvas) -> Floats:
    """Return degrees around the trunk: 0 front, 90 side, 180 back."""
    middle = line_at([(0.85, -0.02), (1.05, 0.0), (1.25, 0.0), (1.45, -0.03)], canvas.y)
    return np.asarray(np.degrees(np.arctan2(canvas.x, canvas.z - middle)))


def girdle(canvas: Canvas, part: Mask) -> None:
    """Claim the shoulder and the collarbone; `part` is the trunk with the shoulder cap."""
    y, z = canvas.y, canvas.z
    joint, tip = canvas.joints["shoulder"], canvas.at("acromion_tip")
    bone = [canvas.at(f"clavicle_{end}") for end in ("medial_end", "mid", "lateral_end")]
    front = canvas.normal[:, 2] > -0.2
    canvas.claim("clavicle", part & front & (canvas.from_line(bone) < 0.013))
    cap = part & (canvas.x > joint[0] - 0.035 + 0.3 * np.maximum(joint[1] - y - 0.02, 0))
    low = y < tip[1] - 0.012
    turn = np.degrees(np.arctan2(canvas.x - joint[0] + 0.02, z - joint[2]))
    canvas.claim("shoulder_front", cap & low & (turn < 52))
    canvas.claim("shoulder_side", cap & low & (turn < 122))
    canvas.claim("shoulder_back", cap & low)
    _top(canvas, part)


def armpit(canvas: Canvas) -> None:
    """Claim the hollow between the folds, on the chest's side and on the arm's."""
    apex = canvas.at("axilla_apex")
    front, back = canvas.at("axillary_fold_anterior")[2], canvas.at("axillary_fold_posterior")[2]
    between = (canvas.z < front - 0.012) & (canvas.z > back + 0.012)
    close = np.abs(canvas.x - apex[0]) < 0.045
    hidden = np.abs(canvas.normal[:, 2]) < 0.80
    level = (canvas.y < apex[1] + 0.050) & (canvas.y > apex[1] - 0.029)
    canvas.claim("axilla", between & close & hidden & level & (canvas.x < apex[0] + 0.030))


def _top(canvas: Canvas, part: Mask) -> None:
    """Claim the areas between neck, collarbone and shoulder blade."""
    bone = [canvas.at(f"clavicle_{end}") for end in ("medial_end", "mid", "lateral_end")]
    above = line_at([(p[0], p[1]) for p in bone], canvas.x)
    hollow = part & (canvas.z > -0.012) & (canvas.y > above) & (canvas.x > 0.02)
    canvas.claim("supraclavicular", hollow & (canvas.x < bone[2][0] - 0.01))
    spine = [canvas.at("scapular_spine_root"), canvas.at("scapular_spine_mid")]
    spine.append(canvas.at("acromion_angle"))
    ridge = line_at([(p[0], p[1]) for p in spine], canvas.x)
    up = part & (canvas.y > ridge - 0.002) & (canvas.x > SPINE)
    edge = canvas.at("scapula_superior_angle")
    crest = line_at([(edge[0], edge[1] + 0.010), (spine[2][0], spine[2][1] + 0.008)], canvas.x)
    blade = up & (canvas.y < crest) & (canvas.x > spine[0][0] - 0.010)
    canvas.claim("scapula_supraspinous", blade & (canvas.z < spine[0][2] + 0.055))
    canvas.claim("shoulder_top", up & (canvas.x > spine[0][0] - 0.020))


def back(canvas: Canvas, part: Mask, turn: Floats) -> None:
    """Claim the back from the neck to the twelfth rib."""
    x, y = canvas.x, canvas.y
    rear = part & (turn > 105)
    upper, end = canvas.at("t7_spinous")[1] + 0.012, canvas.at("t12_spinous")[1] - 0.014
    canvas.claim("thoracic_spine_upper", rear & (x < SPINE) & (y > upper))
    canvas.claim("thoracic_spine_lower", rear & (x < SPINE) & (y > end))
    _scapula(canvas, rear)
    canvas.claim("paraspinal_thoracic_upper", rear & (x < BESIDE_SPINE - 0.011) & (y > upper))
    medial = canvas.at("scapula_medial_border_mid")[0]
    angle = canvas.at("scapula_inferior_angle")[1]
    canvas.claim("interscapular", rear & (x < medial + 0.005) & (y > angle))
    canvas.claim("paraspinal_thoracic_lower", rear & (x < BESIDE_SPINE) & (y > end))
    rib = canvas.at("rib_12_tip")
    floor = line_at([(BESIDE_SPINE, end), (rib[0], rib[1]), (0.2, rib[1] - 0.01)], x)
    canvas.claim("ribs_back", rear & (turn > 118) & (y > floor))


def _scapula(canvas: Canvas, rear: Mask) -> None:
    x, y = canvas.x, canvas.y
    root, low = canvas.at("scapular_spine_root"), canvas.at("scapula_inferior_angle")
    outer, corner = canvas.at("scapula_lateral_border_mid"), canvas.at("acromion_angle")
    medial = canvas.at("scapula_medial_border_mid")
    spine = [root, canvas.at("scapular_spine_mid"), corner]
    ridge = line_at([(p[0], p[1]) for p in spine], x)
    canvas.claim("scapula_lower_angle", rear & canvas.within("scapula_inferior_angle", 0.028))
    inner = line_at([(p[1], p[0]) for p in (low, medial, root)], y)
    border = line_at([(p[1], p[0]) for p in (low, outer)] + [(corner[1], corner[0] - 0.02)], y)
    blade = rear & (y > low[1]) & (y <= ridge) & (x > inner - 0.006)
    canvas.claim("scapula_infraspinous", blade & (x < border - 0.008))
    canvas.claim("scapula_lateral_border", blade & (x < border + 0.03))


def chest(canvas: Canvas, part: Mask, turn: Floats) -> None:
    """Claim the breastbone, chest and ribs in front and at the side."""
    x, y = canvas.x, canvas.y
    front = part & (turn < 75)
    middle, end = canvas.at("mid_sternum")[1] + 0.01, canvas.at("xiphoid_tip")[1]
    canvas.claim("sternum_upper", front & (x < 0.02) & (y > middle))
    canvas.claim("sternum_lower", front & (x < 0.02) & (y > end))
    margin = _margin(canvas)
    nipple, fold = canvas.at("nipple"), canvas.at("fifth_costal_cartilage")[1] - 0.02
    canvas.claim("parasternal", front & (x < 0.045) & (y > np.maximum(margin, fold)))
    side = turn > line_at([(1.15, 62.0), (1.28, 64.0), (1.35, 70.0)], y)
    canvas.claim("chest_upper", front & ~side & (y > nipple[1] + 0.030))
    canvas.claim("chest_lower", front & ~side & (y > fold))
    canvas.claim("ribs_front_lower", front & ~side & (y > margin))
    level = canvas.at("xiphoid_tip")[1] + 0.005
    canvas.claim("ribs_side_upper", part & (turn > 55) & (y > level))
    canvas.claim("ribs_side_lower", part & (turn > 55) & (y > margin))


def _margin(canvas: Canvas) -> Floats:
    """Height of the costal margin at each face's distance from the midline."""
    names = ("xiphisternal_joint", "costal_margin_mid", "rib_10_tip")
    points = [(canvas.at(name)[0], canvas.at(name)[1]) for name in names]
    return line_at([*points, (0.2, canvas.at("rib_12_tip")[1])], canvas.x)
