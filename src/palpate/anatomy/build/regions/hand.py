"""Regions of the hand and the fingers."""

from __future__ import annotations

import numpy as np

from palpate.anatomy.build.regions.canvas import Canvas, Mask
from palpate.anatomy.build.skeleton import FINGERS, hand_axes
from palpate.anatomy.surface import Floats, Ints

PALMAR_CREASE, KNUCKLE_LINE = 0.17, 0.06


def hand(canvas: Canvas, part: Mask) -> None:
    """Claim everything beyond the wrist."""
    joints = canvas.joints
    local = (canvas.points - joints["wrist"]) @ hand_axes().T
    palmar = np.asarray(canvas.normal @ hand_axes()[2] > -0.12)
    _fingers(canvas, part, palmar)
    _thumb(canvas, part, palmar)
    _web(canvas, part, palmar)
    _palm(canvas, part & palmar, local)
    middle = (joints["middle_mcp"] + joints["ring_mcp"]) / 2 - joints["wrist"]
    ray = local[:, 1] - (middle @ hand_axes()[1]) * np.clip(local[:, 0] / 0.09, 0, 1)
    canvas.claim("hand_dorsum_radial", part & (ray > 0))
    canvas.claim("hand_dorsum_ulnar", part)


def _fingers(canvas: Canvas, part: Mask, palmar: Mask) -> None:
    joints = canvas.joints
    lines = {name: [joints[f"{name}_mcp"], joints[f"{name}_tip"]] for name in FINGERS}
    lines["thumb"] = [joints["thumb_cmc"], joints["thumb_mcp"], joints["thumb_tip"]]
    nearest = _nearest_line(canvas, lines)
    for number, name in enumerate(FINGERS):
        share = canvas.along(*lines[name])
        mine = part & (nearest == number)
        canvas.claim(f"{name}_finger_palmar", mine & palmar & (share > PALMAR_CREASE))
        canvas.claim(f"{name}_finger_dorsal", mine & ~palmar & (share > KNUCKLE_LINE))


def _nearest_line(canvas: Canvas, lines: dict[str, list[Floats]]) -> Ints:
    apart = [canvas.from_line(line) for line in lines.values()]
    return np.asarray(np.argmin(apart, axis=0), dtype=np.int32)


def _thumb(canvas: Canvas, part: Mask, palmar: Mask) -> None:
    joints = canvas.joints
    share = canvas.along(joints["thumb_mcp"], joints["thumb_tip"])
    close = canvas.from_line([joints["thumb_mcp"], joints["thumb_tip"]]) < 0.022
    mine = part & close & (share > 0.0)
    canvas.claim("thumb_palmar", mine & palmar)
    canvas.claim("thumb_dorsal", mine & ~palmar)


def _web(canvas: Canvas, part: Mask, palmar: Mask) -> None:
    """Claim the web: the fold itself, and behind it what lies between thumb and index bone."""
    joints = canvas.joints
    fold = np.linalg.norm(canvas.points - canvas.at("first_web_space"), axis=1) < 0.013
    local = (canvas.points - joints["wrist"]) @ hand_axes().T
    bone = canvas.from_line([joints["thumb_cmc"], joints["thumb_mcp"]]) < 0.0155
    root = canvas.along(joints["thumb_cmc"], joints["thumb_mcp"]) > 0.45
    canvas.claim("thumb_dorsal", part & ~palmar & bone & root)
    index = (joints["index_mcp"] - joints["wrist"]) @ hand_axes()[1]
    between = ~palmar & (local[:, 1] > index - 0.004) & (local[:, 0] > 0.036)
    canvas.claim("hand_web", part & (fold | (between & (local[:, 0] < 0.082))))


def _palm(canvas: Canvas, here: Mask, local: Floats) -> None:
    joints = canvas.joints
    along, lateral = local[:, 0], local[:, 1]
    ball = canvas.from_line([joints["thumb_cmc"], joints["thumb_mcp"]]) < 0.026
    canvas.claim("thenar", here & ball & (along < 0.085))
    inner = np.interp(along, [0.0, 0.03, 0.08], [-0.006, -0.007, -0.016])
    canvas.claim("hypothenar", here & (lateral < inner) & (along < 0.072))
    canvas.claim("palm", here)
