"""Landmarks of the shoulder girdle, arm and hand."""

from __future__ import annotations

from palpate.anatomy.build.landmarks.finder import BACK, FRONT, Finder, shift
from palpate.anatomy.build.skeleton import FINGERS, hand_axes, hand_point
from palpate.anatomy.surface import Floats


def sided(find: Finder) -> dict[str, Floats]:
    """Return the landmarks of the left upper limb."""
    return {**_girdle(find), **_upper_arm(find), **_forearm(find), **_wrist(find), **_hand(find)}


def _girdle(find: Finder) -> dict[str, Floats]:
    joint = find.joints["shoulder"]
    return {
        "clavicle_medial_end": find.front(0.022, 1.425, -0.02),
        "clavicle_mid": find.front(0.088, 1.436, -0.02),
        "clavicle_lateral_end": find.ray(shift(joint, -0.038, 0.0, 0.0), (0, 0.90, 0.44)),
        "acromioclavicular_joint": find.ray(shift(joint, -0.026, 0.0, 0.0), (0, 1.0, 0.20)),
        "acromion_tip": find.ray(joint, (0.55, 0.83, 0.05)),
        "acromion_angle": find.ray(joint, (0.30, 0.58, -0.76)),
        "coracoid": find.ray(shift(joint, -0.045, -0.010, 0.0), FRONT),
        "greater_tubercle": find.ray(joint, (0.92, 0.05, 0.38)),
        "lesser_tubercle": find.ray(shift(joint, 0, -0.015, 0), (0.22, 0.0, 0.97)),
        "bicipital_groove": find.ray(shift(joint, 0, -0.018, 0), (0.48, 0.0, 0.88)),
        "deltoid_tuberosity": find.limb("shoulder", "elbow", 0.44, 80),
    }


def _upper_arm(find: Finder) -> dict[str, Floats]:
    return {
        "humerus_mid_anterior": find.limb("shoulder", "elbow", 0.55, 0),
        "humerus_mid_posterior": find.limb("shoulder", "elbow", 0.55, 180),
        "humerus_mid_lateral": find.limb("shoulder", "elbow", 0.55, 90),
        "humerus_mid_medial": find.limb("shoulder", "elbow", 0.55, -90),
        "medial_epicondyle": find.limb("shoulder", "elbow", 0.965, -100),
        "lateral_epicondyle": find.limb("shoulder", "elbow", 0.965, 95),
        "olecranon": find.limb("shoulder", "elbow", 0.985, 180),
        "cubital_fossa_mid": find.limb("elbow", "wrist", 0.03, 0),
        "biceps_tendon_elbow": find.limb("shoulder", "elbow", 0.965, 5),
    }


def _forearm(find: Finder) -> dict[str, Floats]:
    return {
        "radial_head": find.limb("elbow", "wrist", 0.085, 118),
        "forearm_mid_anterior": find.limb("elbow", "wrist", 0.50, 0),
        "forearm_mid_posterior": find.limb("elbow", "wrist", 0.50, 180),
        "ulna_shaft_mid": find.limb("elbow", "wrist", 0.50, -125),
    }


def _wrist(find: Finder) -> dict[str, Floats]:
    along, lateral, _ = hand_axes()
    return {
        "radial_styloid": find.ray(hand_point(-0.004, 0.0), lateral - 0.08 * BACK),
        "ulnar_styloid": find.limb("elbow", "wrist", 0.965, -130),
        "distal_wrist_crease_mid": find.ray(hand_point(0.0, 0.0), FRONT),
        "lister_tubercle": find.limb("elbow", "wrist", 0.955, 160),
        "pisiform": find.ray(hand_point(0.013, -0.019), FRONT),
        "scaphoid_tubercle": find.ray(hand_point(0.011, 0.015), FRONT),
        "hook_of_hamate": find.ray(hand_point(0.026, -0.012), FRONT),
        "anatomical_snuffbox": find.ray(hand_point(0.012, 0.0), lateral + 0.55 * BACK),
        "metacarpal_5_base": find.ray(hand_point(0.028, 0.0), -lateral + 0.15 * BACK),
        "palm_centre": find.ray(hand_point(0.058, 0.0), FRONT),
        "first_web_space": _web(find, along, lateral),
    }


def _web(find: Finder, along: Floats, lateral: Floats) -> Floats:
    """Return the skin fold between thumb and index finger: the end of the hand between the two."""
    middle = (find.joints["thumb_mcp"] + find.joints["index_mcp"]) / 2
    return find.ray(middle - 0.022 * along - 0.010 * lateral, along + 0.35 * lateral)


def _hand(find: Finder) -> dict[str, Floats]:
    joints = find.joints
    _, lateral, palmar = hand_axes()
    outside = lateral - 0.7 * palmar
    found = {
        "thumb_cmc": find.ray(joints["thumb_cmc"], outside),
        "thumb_mcp": find.ray(joints["thumb_mcp"], outside),
        "thumb_tip": find.ray(joints["thumb_ip"], joints["thumb_tip"] - joints["thumb_ip"]),
    }
    for name in FINGERS:
        tip, last = joints[f"{name}_tip"], joints[f"{name}_dip"]
        found[f"{name}_mcp"] = find.ray(joints[f"{name}_mcp"], -palmar)
        found[f"{name}_pip"] = find.ray(joints[f"{name}_pip"], -palmar)
        found[f"{name}_tip"] = find.ray(last, tip - last)
    return found
