"""Drawings as clients make them: the muscles' patterns, never twice the same, smaller each time."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from palpate.anatomy import Body
from palpate.clinic.workbench import gateway
from palpate.knowledge import find_source
from palpate.reasoning import pattern

Floats = npt.NDArray[np.float64]

WAVES: Final = 24
STEEPNESS: Final = 18.0
"""Waves of the hand's error along one metre of body."""
FIRST: Final = 0.35
"""Share of the strongest weight from which a patch is painted at the first visit."""
LAST: Final = 0.85
CM2: Final = 1e4


class Painter:
    """Paints for one client: the same hand every time."""

    def __init__(self, sources: tuple[str, ...], side: str, rng: np.random.Generator) -> None:
        self._rng = rng
        self._weight = sum(
            (
                _weight(name, side) * share
                for name, share in zip(sources, (1, 0.7, 0.5), strict=False)
            ),
            np.zeros(len(_body().patch_ids)),
        )

    def paint(self, course: float, strength: float) -> dict[str, int]:
        """Intensity 1 to 10 of every painted patch; `course` runs from 0 (first visit) to 1."""
        strongest = float(self._weight.max())
        felt = self._weight / strongest * (1 + 0.25 * self._error())
        above = felt - (FIRST + (LAST - FIRST) * course)
        level = strength * (0.6 + 0.4 * felt)
        names = _body().patch_ids
        return {
            str(names[patch]): int(np.clip(round(level[patch]), 1, 10))
            for patch in np.flatnonzero(above > 0)
        }

    def _error(self) -> Floats:
        """A smooth field over the body: neighbouring patches err together."""
        rng = self._rng
        waves = rng.normal(0, STEEPNESS, (WAVES, 3))
        phases = rng.uniform(0, 2 * np.pi, WAVES)
        centre = _body().patch_centre
        field = np.cos(centre @ waves.T + phases).sum(axis=1)
        return np.asarray(field * np.sqrt(2 / WAVES))


def area_cm2(patches: dict[str, int]) -> float:
    """Painted area."""
    body = _body()
    found = [body.patch_index(name) for name in patches]
    return round(float(body.patch_area[found].sum()) * CM2, 1) if found else 0.0


def ranked(case: dict[str, Any], most: int) -> list[tuple[str, str, float]]:
    """The sources the workbench puts first for a case: id, side and probability."""
    found = gateway.answer(gateway.read_case(case))
    return [(each.lead.id, each.lead.side or "", each.probability) for each in found.sources[:most]]


@cache
def _weight(name: str, side: str) -> Floats:
    model = gateway.reasoner().model
    return pattern(model.body, find_source(model.knowledge, f"{name}.{side}")).weight


def _body() -> Body:
    return gateway.reasoner().model.body
