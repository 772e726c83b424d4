"""Landmarks of the spine, chest, abdomen and pelvis."""

from __future__ import annotations

import numpy as np

from palpate.anatomy.build.landmarks.finder import BACK, Finder, shift
from palpate.anatomy.build.landmarks.levels import LUMBAR, THORACIC, spinous_levels
from palpate.anatomy.surface import Floats


def midline(find: Finder) -> dict[str, Floats]:
    """Return the midline landmarks of the trunk."""
    level = spinous_levels()
    found = {
        "jugular_notch": find.front(0, 1.428, -0.02),
        "sternal_angle": find.front(0, 1.378),
        "mid_sternum": find.front(0, 1.318),
        "xiphisternal_joint": find.front(0, 1.250),
        "xiphoid_tip": find.front(0, 1.225),
        "epigastric_point": find.front(0, 1.150),
        "umbilicus": find.front(0, 1.042),
        "pubic_symphysis": find.front(0, 0.880),
        "sacral_hiatus": find.back(0, 0.925),
        "coccyx_tip": find.back(0, 0.895),
        "perineal_body": find.ray((0, 0.880, -0.020), (0, -1, 0)),
    }
    spine = (*THORACIC, *LUMBAR, "s2")
    return found | {f"{name}_spinous": find.back(0, level[name]) for name in spine}


def sided(find: Finder) -> dict[str, Floats]:
    """Return the landmarks of the left side of the trunk."""
    return {**_scapula(find), **_chest(find), **_ribs(find), **_pelvis(find), **_seat(find)}


def _scapula(find: Finder) -> dict[str, Floats]:
    return {
        "scapula_superior_angle": find.back(0.076, 1.432, -0.03),
        "scapular_spine_root": find.back(0.072, 1.392, -0.03),
        "scapular_spine_mid": find.back(0.116, 1.404, -0.03),
        "scapula_inferior_angle": find.back(0.090, 1.276, -0.03),
        "scapula_lateral_border_mid": find.back(0.130, 1.328, -0.03),
        "scapula_medial_border_mid": find.back(0.072, 1.336, -0.03),
    }


def _chest(find: Finder) -> dict[str, Floats]:
    fold = find.joints["shoulder"]
    return {
        "axillary_fold_anterior": find.ray(shift(fold, -0.022, -0.075, 0.0), (0.20, 0.0, 1.0)),
        "axillary_fold_posterior": find.ray(shift(fold, -0.022, -0.095, 0.0), (0.20, 0.0, -1.0)),
        "axilla_apex": _armpit(find),
        "nipple": find.front(0.100, 1.290),
        "second_costal_cartilage": find.front(0.035, 1.380),
        "fifth_costal_cartilage": find.front(0.045, 1.275),
        "costal_margin_mid": find.front(0.075, 1.150),
        "rib_1_angle": find.back(0.035, 1.452, -0.03),
    }


def _armpit(find: Finder) -> Floats:
    """Return the highest point of the hollow between arm and chest."""
    top = shift(find.joints["shoulder"], 0.0, -0.04, 0.0)
    tries = [
        find.ray(shift(top, way, 0.0, 0.0), (0, -1, 0)) for way in np.arange(-0.04, 0.04, 0.004)
    ]
    return max(tries, key=lambda point: round(float(point[1]), 6))


def _ribs(find: Finder) -> dict[str, Floats]:
    pit = float(_armpit(find)[1])
    return {
        "rib_5_midaxillary": find.side(min(1.270, pit - 0.034), -0.010),
        "rib_8_midaxillary": find.side(min(1.200, pit - 0.078), -0.010),
        "rib_10_tip": find.ray((0, 1.105, 0.0), (0.90, 0.0, 0.44)),
        "rib_12_tip": find.ray((0, 1.105, 0.0), (0.72, 0.0, -0.69)),
        "iliac_crest_top": find.side(1.045, -0.005),
    }


def _pelvis(find: Finder) -> dict[str, Floats]:
    return {
        "asis": find.front(0.118, 0.985),
        "psis": find.back(0.046, 0.992),
        "aiis": find.front(0.110, 0.950),
        "pubic_tubercle": find.front(0.025, 0.885),
        "mid_inguinal_point": find.front(0.070, 0.930),
        "greater_trochanter": find.side(0.915, -0.010),
        "greater_sciatic_notch": find.back(0.075, 0.935),
        "sacral_base_lateral": find.back(0.046, 1.010),
        "sacral_inferior_lateral_angle": find.back(0.025, 0.925),
    }


def _seat(find: Finder) -> dict[str, Floats]:
    return {
        "ischial_tuberosity": find.ray((0.062, 0.870, -0.050), (0, -0.50, -0.87)),
        "gluteal_fold_mid": find.ray((0.080, 0.822, -0.02), BACK),
    }
