"""Turn a case into evidence on the network's findings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from palpate.knowledge.common import QUALITIES
from palpate.reasoning.case import Case
from palpate.reasoning.engine import Evidence
from palpate.reasoning.model import Model

UNMARKED_QUALITY = 0.4
"""What a quality that is not marked weighs when others are, as an exponent."""
FULL_INTENSITY = 3.0
"""From this intensity on, a painted patch counts as certainly painful."""
SLIP = 0.05
"""Likelihood that a quality is marked by mistake."""

Floats = npt.NDArray[np.float64]


class _Sheet:
    """Likelihoods and strengths of all findings while a case is entered."""

    def __init__(self, size: int) -> None:
        self.l1 = np.ones(size)
        self.l0 = np.ones(size)
        self.strength = np.ones(size)

    def enter(self, number: int, l1: float, l0: float, strength: float = 1.0) -> None:
        """Observe one finding."""
        self.l1[number], self.l0[number], self.strength[number] = l1, l0, strength


def observe(model: Model, case: Case) -> Evidence:
    """Evidence of a case. With no drawing at all the patches stay unobserved."""
    sheet = _Sheet(model.layout.size)
    if case.painted.size:
        _drawing(model, case, sheet)
    if case.qualities:
        for quality in QUALITIES:
            number = model.layout.quality(quality)
            if quality in case.qualities:
                sheet.enter(number, 1.0, SLIP)
            else:
                sheet.enter(number, 0.0, 1.0, UNMARKED_QUALITY)
    _examinations(model, case, sheet)
    return Evidence(sheet.l1, sheet.l0, sheet.strength)


def _drawing(model: Model, case: Case, sheet: _Sheet) -> None:
    """Enter the patches; those that nothing can tell apart are entered once, as many times
    as strong, which changes no probability and makes the search several times faster.
    """
    patches = slice(0, model.layout.patches)
    painted = case.intensity > 0
    sheet.l1[patches] = painted
    doubt = 0.2 * np.clip(1 - case.intensity / FULL_INTENSITY, 0, 1)
    sheet.l0[patches] = np.where(painted, doubt, 1.0)
    alike = np.stack([model.atom, sheet.l1[patches], sheet.l0[patches]])
    _, first, count = np.unique(alike, axis=1, return_index=True, return_counts=True)
    strength = np.zeros(model.layout.patches)
    strength[first] = count
    sheet.strength[patches] = strength * _trust(model, painted)


def _trust(model: Model, painted: npt.NDArray[np.bool_]) -> Floats:
    """How much each patch (P,) counts.

    A region that is painted in part is a region that hurts: its blank patches say little, and
    its painted ones stand for it, with the root of the painted share.
    """
    region = model.body.patch_region
    share = (np.bincount(region, painted) / np.bincount(region))[region]
    blank = np.where(share > 0, model.weights.beside_paint, model.weights.unpainted)
    return np.where(painted, 1 / np.sqrt(np.maximum(share, 1e-9)), blank)


def _examinations(model: Model, case: Case, sheet: _Sheet) -> None:
    numbers = model.layout.node_numbers
    for finding in case.findings:
        results = model.knowledge.examinations[finding.id].results
        result = next(r for r in results if r.name == finding.result)
        sheet.enter(numbers[finding.id, finding.side], result.if_present, result.if_absent)
    for name, answer in case.history.items():
        place = numbers.get((name, "midline"))
        if place is not None and isinstance(answer, bool):
            sheet.enter(place, float(answer), float(not answer))
