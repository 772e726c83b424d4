"""Every landmark of the left half, in the order of the data file."""

from __future__ import annotations

import numpy as np

from palpate.anatomy.build.landmarks import arm, head, leg, trunk
from palpate.anatomy.build.landmarks.finder import Finder
from palpate.anatomy.landmarks import load_landmarks
from palpate.anatomy.surface import Floats


def find_landmarks(find: Finder) -> dict[str, Floats]:
    """Return points (3,) keyed "name.left" or "name.midline".

    Raises ValueError when a landmark of the data file is not placed, or the reverse.
    """
    middle = head.midline(find) | trunk.midline(find)
    sided = head.sided(find) | trunk.sided(find) | arm.sided(find) | leg.sided(find)
    placed = {f"{name}.midline": _flat(point) for name, point in middle.items()}
    placed |= {f"{name}.left": find.near(point) for name, point in sided.items()}
    wanted = [f"{mark.id}.{mark.sides[0]}" for mark in load_landmarks().values()]
    if set(wanted) != set(placed):
        raise ValueError(f"landmarks differ: {sorted(set(wanted) ^ set(placed))}")
    return {name: placed[name] for name in wanted}


def _flat(point: Floats) -> Floats:
    """Return the point exactly on the midline."""
    return np.array([0.0, point[1], point[2]])
