"""Joint centres of the left side: those of the frame, and of the fingers and toes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from palpate.anatomy.build.frame import joints
from palpate.anatomy.build.shape.foot import TOES as TOE_SHAPES
from palpate.anatomy.build.shape.foot import foot_frame
from palpate.anatomy.build.shape.hand import THUMB, finger_joints, hand_frame
from palpate.anatomy.surface import Floats

FINGERS = ("index", "middle", "ring", "little")
TOES = ("great_toe", "second_toe", "third_toe", "fourth_toe", "fifth_toe")
HEAD_BEHIND_TOE = 0.012


def find_joints() -> Mapping[str, Floats]:
    """Return the left joint centres (3,) in metres by name."""
    return dict(joints()) | _fingers() | _thumb() | _toes()


def hand_axes() -> Floats:
    """Return rows along (to the fingers), lateral (to the thumb), palmar (3, 3)."""
    lateral, up, palmar = hand_frame().axes
    return np.array([-up, lateral, palmar])


def hand_point(along: float, lateral: float, palmar: float = 0.0) -> Floats:
    """Return the point at metres from the wrist to the fingers, the thumb side and the palm."""
    return hand_frame().point([lateral, -along, palmar])


def foot_axes() -> Floats:
    """Return rows forward (heel to toes), lateral and up (3, 3)."""
    lateral, up, forward = foot_frame().axes
    return np.array([forward, lateral, up])


def foot_point(forward: float, lateral: float, height: float) -> Floats:
    """Return the point at metres in front of the ankle, to the side and above the floor."""
    return foot_frame().point([lateral, height, forward])


def _fingers() -> dict[str, Floats]:
    found: dict[str, Floats] = {}
    for number, name in enumerate(FINGERS):
        chain = hand_frame().point(np.array(finger_joints(number)))
        ends = zip(("mcp", "pip", "dip", "tip"), chain, strict=True)
        found |= {f"{name}_{joint}": point for joint, point in ends}
    return found


def _thumb() -> dict[str, Floats]:
    points = hand_frame().point(np.array(THUMB))
    return dict(zip(("thumb_cmc", "thumb_mcp", "thumb_ip", "thumb_tip"), points, strict=True))


def _toes() -> dict[str, Floats]:
    found: dict[str, Floats] = {}
    for number, (name, shape) in enumerate(zip(TOES, TOE_SHAPES, strict=True)):
        base_x, base_s, tip_x, tip_s, radius = shape
        found[f"metatarsal_{number + 1}_head"] = foot_point(base_s - HEAD_BEHIND_TOE, base_x, 0.018)
        found[f"{name}_tip"] = foot_point(tip_s, tip_x, radius)
    return found
