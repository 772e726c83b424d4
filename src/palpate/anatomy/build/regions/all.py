"""Assign every face of the left half to a region, part by part."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from palpate.anatomy.build.geodesic import FaceGraph, blunt, keep_largest, soften
from palpate.anatomy.build.patches import on_midline
from palpate.anatomy.build.regions import head, pelvis, trunk
from palpate.anatomy.build.regions.canvas import Canvas, Mask, line_at
from palpate.anatomy.build.regions.foot import foot
from palpate.anatomy.build.regions.hand import hand
from palpate.anatomy.build.regions.limbs import ARM_TOP, arm, leg, thigh
from palpate.anatomy.regions import load_regions
from palpate.anatomy.surface import Floats, Ints

ARM_RADIUS = 0.075
SOFTEN_STEPS = 3


def assign_regions(
    graph: FaceGraph, marks: Mapping[str, Floats], joints: Mapping[str, Floats]
) -> Ints:
    """Return for each face of the left half (F,) the place of its region in `load_regions()`.

    Raises ValueError when a region is left without a face.
    """
    canvas = Canvas(graph.surface, marks, joints)
    upper, lower = _arm(canvas, graph), _leg(canvas)
    trunk.armpit(canvas)
    pelvis.floor(canvas)
    arm(canvas, upper)
    hand(canvas, upper)
    thigh(canvas, lower)
    leg(canvas, lower)
    foot(canvas, lower)
    rest = ~upper & ~lower
    top, throat = _head_and_neck(canvas, rest)
    head.head(canvas, top)
    head.neck(canvas, throat)
    _trunk(canvas, rest & ~top & ~throat)
    return _tidy(graph, canvas.labels)


def _trunk(canvas: Canvas, body: Mask) -> None:
    turn = trunk.trunk_angle(canvas)
    trunk.girdle(canvas, body)
    trunk.back(canvas, body, turn)
    trunk.chest(canvas, body, turn)
    waist = canvas.at("iliac_crest_top")[1]
    pelvis.abdomen(canvas, body, turn)
    pelvis.low_back(canvas, body & (canvas.y > waist - 0.09), turn)
    pelvis.pelvis(canvas, body, turn)


def _arm(canvas: Canvas, graph: FaceGraph) -> Mask:
    """Return the arm beyond the shoulder: what hangs together with the hand."""
    shoulder, elbow, wrist = (canvas.joints[name] for name in ("shoulder", "elbow", "wrist"))
    tip = canvas.joints["middle_tip"]
    far = canvas.along(shoulder, elbow) > ARM_TOP
    near = canvas.from_line([shoulder, elbow, wrist, tip]) < ARM_RADIUS
    hanging = far & (near | (canvas.along(elbow, wrist) > 0.3) & (canvas.x > 0.24))
    pieces = graph.pieces(hanging.astype(np.int32))
    finger = int(np.argmin(((canvas.points - tip) ** 2).sum(axis=1)))
    return np.asarray(pieces == pieces[finger])


def _leg(canvas: Canvas) -> Mask:
    """Return the leg below the groin and the fold of the buttock."""
    hip, knee = canvas.joints["hip"], canvas.joints["knee"]
    low = (canvas.y < 0.95) & (canvas.y > 0.5)
    angle = canvas.angle(low, hip, knee)
    fold, floor = canvas.at("gluteal_fold_mid")[1], canvas.at("perineal_body")[1]
    hip_level = canvas.at("greater_trochanter")[1] - 0.048
    around = [(-180.0, fold), (-90.0, floor), (0.0, hip_level), (90.0, hip_level), (180.0, fold)]
    wrist = canvas.joints["wrist"]
    return np.asarray((canvas.y < line_at(around, angle)) & (canvas.x < wrist[0] - 0.09))


def _head_and_neck(canvas: Canvas, rest: Mask) -> tuple[Mask, Mask]:
    c2, c7 = canvas.at("c2_spinous"), canvas.at("c7_spinous")
    hyoid, lobe = canvas.at("hyoid"), canvas.at("ear_lobe")
    jaw = head.jaw_line(canvas)
    back = canvas.z < lobe[2] - 0.006
    top = rest & np.where(back, canvas.y > c2[1] + 0.004, canvas.y > jaw)
    floor = line_at([(-0.01, lobe[1] - 0.05), (hyoid[2] + 0.004, hyoid[1])], canvas.z)
    under = rest & ~top & (canvas.z > canvas.at("gonion")[2] - 0.012) & (canvas.y > floor)
    canvas.claim("chin", (top | under) & canvas.within("menton", 0.014))
    canvas.claim("under_jaw", under)
    notch = canvas.at("jugular_notch")
    base = line_at([(c7[2], c7[1] - 0.012), (-0.03, 1.475), (notch[2], notch[1] + 0.004)], canvas.z)
    rise = np.where(canvas.z > -0.02, 0.030 * np.clip((canvas.x - 0.02) / 0.03, 0, 1), 0.0)
    slope = 1.1 * np.maximum(canvas.x - 0.056, 0.0)
    throat = rest & ~top & ~under & (canvas.y > base + rise + slope)
    return top, throat


def _tidy(graph: FaceGraph, labels: Ints) -> Ints:
    """Fill what nobody claimed, keep each region in one piece and round its border."""
    regions = load_regions()
    middle = np.array([region.sides == ("midline",) for region in regions])
    present = np.bincount(labels[labels >= 0], minlength=len(regions)) > 0
    if not present.all():
        missing = [region.id for region, there in zip(regions, present, strict=True) if not there]
        raise ValueError(f"no face belongs to {', '.join(missing)}")
    anchored = on_midline(graph) & middle[labels]
    labels = keep_largest(graph, labels, anchored)
    labels = blunt(graph, soften(graph, labels, SOFTEN_STEPS))
    return keep_largest(graph, labels, on_midline(graph) & middle[labels])
