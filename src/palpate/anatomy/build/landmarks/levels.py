"""Heights of the spinous processes and other midline levels, in metres at the frame's stature."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

CERVICAL = ("c2", "c3", "c4", "c5", "c6", "c7")
THORACIC = tuple(f"t{number}" for number in range(1, 13))
LUMBAR = ("l1", "l2", "l3", "l4", "l5")

C2, C7, T3, T7, T12, L4, L5, S2 = 1.572, 1.490, 1.394, 1.277, 1.152, 1.046, 1.018, 0.990


def spinous_levels() -> Mapping[str, float]:
    """Return the height of every spinous process's tip on the skin, by vertebra."""
    names = (*CERVICAL, *THORACIC, *LUMBAR, "s2")
    known = {"c2": C2, "c7": C7, "t3": T3, "t7": T7, "t12": T12, "l4": L4, "l5": L5, "s2": S2}
    places = [names.index(name) for name in known]
    heights = np.interp(range(len(names)), places, list(known.values()))
    return {name: float(height) for name, height in zip(names, heights, strict=True)}
