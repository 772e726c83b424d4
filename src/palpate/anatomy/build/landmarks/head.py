"""Landmarks of the head and neck."""

from __future__ import annotations

from palpate.anatomy.build.landmarks.finder import FRONT, UP, Finder
from palpate.anatomy.build.landmarks.levels import CERVICAL, spinous_levels
from palpate.anatomy.surface import Floats


def midline(find: Finder) -> dict[str, Floats]:
    """Return the midline landmarks of the head and neck."""
    nose = find.extreme(FRONT, (0.0, 1.605, 0.12), 0.035)
    nose[0] = 0.0
    level = spinous_levels()
    found = {
        "vertex": find.ray((0, 1.66, 0.0), UP),
        "glabella": find.front(0, 1.662),
        "nasion": find.front(0, 1.645),
        "nose_tip": find.front(0, float(nose[1])),
        "subnasale": find.front(0, 1.589),
        "mouth_centre": find.front(0, 1.567),
        "menton": find.ray((0, 1.56, 0.078), -UP),
        "hyoid": find.front(0, 1.510, -0.02),
        "thyroid_notch": find.front(0, 1.492, -0.02),
        "cricoid": find.front(0, 1.470, -0.02),
        "external_occipital_protuberance": find.back(0, 1.617),
    }
    return found | {f"{name}_spinous": find.back(0, level[name], -0.02) for name in CERVICAL}


def sided(find: Finder) -> dict[str, Floats]:
    """Return the landmarks of the left side of the head and neck."""
    return {**_skull(find), **_face(find), **_jaw(find), **_neck(find)}


def _skull(find: Finder) -> dict[str, Floats]:
    return {
        "mastoid_tip": find.side(1.588, -0.036),
        "tragus": find.side(1.622, 0.012),
        "ear_lobe": find.side(1.590, -0.014),
        "superior_nuchal_line_lateral": find.ray((0, 1.612, 0.0), (0.65, 0.0, -0.76)),
        "pterion": find.side(1.662, 0.045),
        "frontal_eminence": find.front(0.035, 1.700),
        "parietal_eminence": find.ray((0, 1.67, -0.02), (0.80, 0.52, -0.30)),
    }


def _face(find: Finder) -> dict[str, Floats]:
    return {
        "supraorbital_notch": find.front(0.025, 1.656),
        "brow_lateral": find.ray((0.02, 1.656, 0.04), (0.80, 0.0, 0.60)),
        "orbit_lateral": find.ray((0.02, 1.640, 0.04), (0.82, 0.0, 0.57)),
        "orbit_inferior": find.front(0.032, 1.622),
        "inner_canthus": find.front(0.016, 1.639),
        "zygomatic_arch_mid": find.side(1.622, 0.041),
        "zygoma_prominence": find.ray((0.01, 1.617, 0.03), (0.72, 0.0, 0.69)),
        "ala_of_nose": find.front(0.015, 1.598),
        "mouth_corner": find.front(0.025, 1.567),
        "mental_foramen": find.front(0.026, 1.543),
    }


def _jaw(find: Finder) -> dict[str, Floats]:
    return {
        "gonion": find.ray((0, 1.563, 0.012), (1.0, -0.15, 0.0)),
        "mandible_mid": find.ray((0, 1.556, 0.040), (1.0, -0.25, 0.10)),
        "condyle_of_mandible": find.side(1.619, 0.021),
        "coronoid_process": find.side(1.602, 0.036),
    }


def _neck(find: Finder) -> dict[str, Floats]:
    return {
        "c1_transverse_process": find.side(1.575, -0.012),
        "c4_transverse_process": find.ray((0, 1.530, -0.015), (1.0, 0.0, 0.05)),
        "c6_transverse_process": find.ray((0, 1.503, -0.018), (1.0, 0.0, 0.25)),
        "scm_mid_belly": find.ray((0, 1.512, -0.010), (0.85, 0.0, 0.52)),
    }
