"""Regions of the head, face and neck."""

from __future__ import annotations

import numpy as np

from palpate.anatomy.build.regions.canvas import Canvas, Mask, line_at
from palpate.anatomy.surface import Floats


def head(canvas: Canvas, part: Mask) -> None:
    """Claim the scalp, ear and face; `part` is everything above the neck's upper border."""
    turn = np.degrees(np.arctan2(canvas.x, canvas.z))
    _ear(canvas, part)
    _front_of_face(canvas, part)
    _side_of_face(canvas, part, turn)
    _scalp(canvas, part, turn)


def jaw_line(canvas: Canvas) -> Floats:
    """Return the height of the lower border of the jaw at each face's depth."""
    angle, chin = canvas.at("gonion"), canvas.at("menton")
    ear = canvas.at("ear_lobe")
    points = [(ear[2] - 0.01, ear[1] - 0.012), (angle[2], angle[1]), (chin[2], chin[1] + 0.004)]
    return line_at(points, canvas.z)


def neck(canvas: Canvas, part: Mask) -> None:
    """Claim the neck; `part` lies between the head and the trunk."""
    low = canvas.at("c7_spinous")[1]
    middle = line_at([(1.42, -0.035), (low, -0.03), (1.56, -0.008)], canvas.y)
    turn = np.degrees(np.arctan2(canvas.x, canvas.z - middle))
    canvas.claim("cervical_spine", part & (turn > 90) & (canvas.x < 0.017))
    canvas.claim("throat", part & (turn < 90) & (canvas.x < 0.018))
    front = line_at([(1.43, 40.0), (1.50, 47.0), (1.54, 54.0)], canvas.y)
    canvas.claim("neck_front", part & (turn < front))
    canvas.claim("neck_side", part & (turn < 122))
    canvas.claim("neck_back", part)


def _ear(canvas: Canvas, part: Mask) -> None:
    """Claim the ear: what stands out from the side of the head."""
    tragus, lobe = canvas.at("tragus"), canvas.at("ear_lobe")
    y, z = canvas.y - (tragus[1] + lobe[1]) / 2 - 0.014, canvas.z - tragus[2] + 0.020
    inner = np.hypot(y / 0.036, z / 0.021) < 1
    canvas.claim("ear", part & inner & (canvas.x > 0.05))
    behind, ahead = canvas.at("mastoid_tip"), canvas.at("condyle_of_mandible")
    skull = line_at([(behind[2], behind[0]), (ahead[2], ahead[0])], canvas.z)
    outer = np.hypot(y / 0.046, z / 0.029) < 1
    canvas.claim("ear", part & outer & (canvas.z < tragus[2]) & (canvas.x > skull + 0.0045))


def _front_of_face(canvas: Canvas, part: Mask) -> None:
    x, y = canvas.x, canvas.y
    front = part & (canvas.z > canvas.at("orbit_lateral")[2] - 0.01)
    brow, eye = canvas.at("supraorbital_notch")[1], canvas.at("inner_canthus")[1]
    base, mouth = canvas.at("subnasale")[1], canvas.at("mouth_centre")[1]
    corner, ala = canvas.at("mouth_corner")[0], canvas.at("ala_of_nose")[0]
    side = line_at([(base, ala + 0.006), (eye - 0.01, 0.013), (brow, 0.009)], y)
    canvas.claim("nose", front & (x < side) & (y > base - 0.002) & (y < brow - 0.004))
    lips = np.hypot(x / (corner + 0.005), (y - mouth) / 0.015) < 1
    canvas.claim("mouth", front & lips)
    brow_end = canvas.at("brow_lateral")[0] + 0.004
    band = np.abs(y - brow - 0.004 + 60 * np.maximum(x - 0.03, 0) ** 2 * 0.1) < 0.008
    canvas.claim("eyebrow", front & band & (x > 0.007) & (x < brow_end))
    ring = np.hypot((x - 0.034) / 0.025, (y - eye + 0.001) / 0.021) < 1
    canvas.claim("orbit", front & ring & (y < brow))
    chin_top = canvas.at("mental_foramen")[1] + 0.004
    canvas.claim("chin", front & (x < 0.022) & (y < chin_top) & (y > jaw_line(canvas)))
    edge = corner + 0.012
    canvas.claim("upper_teeth", front & (x < edge) & (y >= mouth) & (y < base + 0.008))
    canvas.claim("lower_teeth", front & (x < edge) & (y < mouth) & (y >= chin_top - 0.006))


def _side_of_face(canvas: Canvas, part: Mask, turn: Floats) -> None:
    y, z = canvas.y, canvas.z
    tragus, angle = canvas.at("tragus"), canvas.at("gonion")
    low = canvas.at("orbit_inferior")[1]
    face = part & (z > tragus[2] - 0.012) & (y < canvas.at("supraorbital_notch")[1])
    canvas.claim("preauricular", face & canvas.within("condyle_of_mandible", 0.0155))
    ahead = part & (z > angle[2] - 0.02) & (y < low)
    corner = np.hypot(y - angle[1] - 0.006, z - angle[2] - 0.007) < 0.027
    canvas.claim("jaw_angle", ahead & corner)
    cheekbone = np.abs(y - low + 0.009) < 0.014
    canvas.claim("cheekbone", face & cheekbone & (turn < 85))
    body = y < jaw_line(canvas) + 0.023
    canvas.claim("jaw_body", ahead & body)
    canvas.claim("cheek", face & (y <= low))


def _scalp(canvas: Canvas, part: Mask, turn: Floats) -> None:
    y = canvas.y
    brow, inion = canvas.at("supraorbital_notch")[1], canvas.at("external_occipital_protuberance")
    top = canvas.at("vertex")[1]
    height = np.degrees(np.arctan2(np.hypot(canvas.x, canvas.z), y - top + 0.095))
    canvas.claim("vertex", part & (height < 40))
    canvas.claim("forehead", part & (turn < 48) & (y > brow - 0.02))
    canvas.claim("temple", part & (turn < 92) & (y < brow + 0.038))
    behind = canvas.at("mastoid_tip")
    canvas.claim("mastoid", part & (turn < 134) & (y < behind[1] + 0.042))
    canvas.claim("suboccipital", part & (y < inion[1]))
    canvas.claim("parietal", part & ((turn < 127) | (y > inion[1] + 0.090)))
    canvas.claim("occiput", part)
