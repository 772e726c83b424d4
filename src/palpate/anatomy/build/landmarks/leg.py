"""Landmarks of the thigh, knee, leg and foot."""

from __future__ import annotations

from palpate.anatomy.build.landmarks.finder import Finder, shift
from palpate.anatomy.build.skeleton import TOES, foot_axes, foot_point
from palpate.anatomy.surface import Floats


def sided(find: Finder) -> dict[str, Floats]:
    """Return the landmarks of the left lower limb."""
    return {**_thigh(find), **_knee(find), **_leg(find), **_ankle(find), **_foot(find)}


def _thigh(find: Finder) -> dict[str, Floats]:
    return {
        "femur_mid_anterior": find.limb("hip", "knee", 0.52, 0),
        "femur_mid_posterior": find.limb("hip", "knee", 0.52, 180),
        "femur_mid_lateral": find.limb("hip", "knee", 0.52, 90),
        "femur_mid_medial": find.limb("hip", "knee", 0.52, -90),
    }


def _knee(find: Finder) -> dict[str, Floats]:
    return {
        "adductor_tubercle": find.limb("hip", "knee", 0.915, -105),
        "medial_femoral_epicondyle": find.limb("hip", "knee", 0.955, -92),
        "lateral_femoral_epicondyle": find.limb("hip", "knee", 0.955, 95),
        "patella_upper_pole": find.limb("hip", "knee", 0.935, 4),
        "patella_centre": find.limb("hip", "knee", 0.985, 4),
        "patella_lower_pole": find.limb("knee", "ankle", 0.037, 4),
        "tibial_tuberosity": find.limb("knee", "ankle", 0.115, 6),
        "gerdy_tubercle": find.limb("knee", "ankle", 0.085, 48),
        "fibular_head": find.limb("knee", "ankle", 0.100, 108),
        "fibular_neck": find.limb("knee", "ankle", 0.150, 105),
        "pes_anserinus": find.limb("knee", "ankle", 0.145, -45),
        "popliteal_crease_mid": find.limb("knee", "ankle", 0.0, 180),
        "medial_joint_line": find.limb("knee", "ankle", 0.02, -75),
        "lateral_joint_line": find.limb("knee", "ankle", 0.02, 78),
    }


def _leg(find: Finder) -> dict[str, Floats]:
    return {
        "tibia_shaft_mid": find.limb("knee", "ankle", 0.50, -20),
        "fibula_shaft_mid": find.limb("knee", "ankle", 0.50, 97),
        "calf_mid_posterior": find.limb("knee", "ankle", 0.35, 180),
        "calf_medial_head": find.limb("knee", "ankle", 0.28, -146),
        "calf_lateral_head": find.limb("knee", "ankle", 0.26, 146),
        "achilles_mid": find.limb("knee", "ankle", 0.87, 180),
    }


def _ankle(find: Finder) -> dict[str, Floats]:
    ankle = find.joints["ankle"]
    return {
        "medial_malleolus": find.ray(shift(ankle, 0, 0.012, 0.006), (-1, 0, 0.15)),
        "lateral_malleolus": find.ray(shift(ankle, 0, 0.000, -0.006), (1, 0, -0.15)),
        "ankle_crease_mid": find.ray(shift(ankle, 0, 0.010, 0), (0.1, 0.30, 0.95)),
    }


def _foot(find: Finder) -> dict[str, Floats]:
    joints = find.joints
    forward, lateral, up = foot_axes()
    found = {
        "calcaneus_posterior": find.ray(foot_point(-0.03, 0.0, 0.030), -forward),
        "calcaneus_plantar_medial": find.ray(foot_point(-0.022, -0.012, 0.025), -up),
        "sustentaculum_tali": find.ray(foot_point(0.008, 0.0, 0.052), -lateral),
        "navicular_tuberosity": find.ray(foot_point(0.040, 0.0, 0.044), -lateral),
        "metatarsal_1_base": find.ray(foot_point(0.068, 0.0, 0.034), -lateral),
        "metatarsal_1_head": find.ray(foot_point(0.126, 0.0, 0.022), -lateral),
        "metatarsal_5_base": find.ray(foot_point(0.042, 0.0, 0.020), lateral),
        "metatarsal_5_head": find.ray(foot_point(0.104, 0.0, 0.016), lateral),
        "foot_dorsum_mid": find.ray(foot_point(0.068, 0.002, 0.030), up),
        "sole_mid": find.ray(foot_point(0.060, 0.004, 0.030), -up),
    }
    for number in (2, 3, 4):
        found[f"metatarsal_{number}_head"] = find.ray(joints[f"metatarsal_{number}_head"], -up)
    for number, name in enumerate(TOES):
        head, tip = joints[f"metatarsal_{number + 1}_head"], joints[f"{name}_tip"]
        found[f"{name}_tip"] = find.ray(tip - 0.006 * forward, (tip - head) * [1.0, 0.0, 1.0])
    return found
