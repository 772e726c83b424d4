"""Turn a case into evidence on the network's findings."""

from __future__ import annotations

import numpy as np

from palpate.knowledge.common import QUALITIES
from palpate.reasoning.case import Case
from palpate.reasoning.engine import Evidence
from palpate.reasoning.model import Model

UNPAINTED = 0.1
"""Likelihood that a patch which hurts stays unpainted; drawings leave out minor pain."""
UNMARKED_QUALITY = 0.6
"""Likelihood that a quality is felt but not marked, when others are."""
FULL_INTENSITY = 3.0
"""From this intensity on, a painted patch counts as certainly painful."""


def observe(model: Model, case: Case) -> Evidence:
    """Evidence of a case. With no drawing at all the patches stay unobserved."""
    l1, l0 = np.ones(model.layout.size), np.ones(model.layout.size)
    if case.painted.size:
        painted = case.intensity > 0
        patches = slice(0, model.layout.patches)
        l1[patches] = np.where(painted, 1.0, UNPAINTED)
        doubt = 0.2 * np.clip(1 - case.intensity / FULL_INTENSITY, 0, 1)
        l0[patches] = np.where(painted, doubt, 1.0)
    if case.qualities:
        for quality in QUALITIES:
            number = model.layout.quality(quality)
            felt = quality in case.qualities
            l1[number], l0[number] = (1.0, 0.05) if felt else (UNMARKED_QUALITY, 1.0)
    _examinations(model, case, l1, l0)
    return Evidence(l1, l0)


def _examinations(
    model: Model, case: Case, l1: np.ndarray[tuple[int], np.dtype[np.float64]],
    l0: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> None:  # fmt: skip
    numbers = model.layout.node_numbers
    for finding in case.findings:
        number = numbers[finding.id, finding.side]
        results = model.knowledge.examinations[finding.id].results
        result = next(r for r in results if r.name == finding.result)
        l1[number], l0[number] = result.if_present, result.if_absent
    for name, answer in case.history.items():
        place = numbers.get((name, "midline"))
        if place is not None and isinstance(answer, bool):
            l1[place], l0[place] = (1.0, 0.0) if answer else (0.0, 1.0)
