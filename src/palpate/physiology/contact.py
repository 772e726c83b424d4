"""How pressure under an applicator reaches depth: a uniform disc on an elastic half-space.

Boussinesq's vertical stress on the axis of the disc, as a share of the pressure at the skin:
`1 - (z / sqrt(a^2 + z^2))^3` with radius `a` and depth `z`. No bone behind, one linear material:
take the share as right within about half. Pain thresholds are measured with a tip of 1 cm2, so
every pressure is also given as the pressure under such a tip that does the same at that depth.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from palpate.physiology.checks import Array, numbers

PROBE_CM2 = 1.0
"""Area of the tip with which thresholds are measured, cm2."""
MOST_FORCE_N = 250.0
LEAST_AREA_CM2, MOST_AREA_CM2 = 0.2, 100.0
DEEPEST_MM = 60.0
KPA_PER_N_CM2 = 10.0
MM_PER_CM = 10.0
MOST_KPA = KPA_PER_N_CM2 * MOST_FORCE_N / LEAST_AREA_CM2

Numbers = float | npt.ArrayLike


def transfer(area_cm2: Numbers, depth_mm: Numbers) -> Array:
    """Return the share of the skin's pressure at a depth (0..1). Broadcasts. Raises UserError."""
    area = numbers(area_cm2, "area_cm2", LEAST_AREA_CM2, MOST_AREA_CM2, "cm2")
    depth = numbers(depth_mm, "depth_mm", 0.0, DEEPEST_MM, "mm")
    radius = MM_PER_CM * np.sqrt(area / np.pi)
    share: Array = 1.0 - (depth / np.hypot(radius, depth)) ** 3
    return share


def equivalent_kpa(force_n: Numbers, area_cm2: Numbers, depth_mm: Numbers) -> Array:
    """Return the pressure in kPa under a 1 cm2 tip that is felt alike at that depth.

    Force N, area cm2 and depth mm broadcast. Raises UserError.
    """
    force = numbers(force_n, "force_n", 0.0, MOST_FORCE_N, "N")
    surface = KPA_PER_N_CM2 * force / np.asarray(area_cm2, dtype=float)
    same: Array = surface * transfer(area_cm2, depth_mm) / transfer(PROBE_CM2, depth_mm)
    return same


def force_for(equivalent: Numbers, area_cm2: Numbers, depth_mm: Numbers) -> Array:
    """Return the force in N that gives this equivalent pressure in kPa. Raises UserError."""
    wanted = numbers(equivalent, "equivalent_kpa", 0.0, MOST_KPA, "kPa")
    per_newton = KPA_PER_N_CM2 / np.asarray(area_cm2, dtype=float)
    share = transfer(area_cm2, depth_mm) / transfer(PROBE_CM2, depth_mm)
    force: Array = wanted / (per_newton * share)
    return force
