"""Palpation of a muscle as an examination, with no more weight than its reliability allows.

Two raters who each judge rightly with probability s agree with kappa (2s - 1)^2 when half
of the points are active. The pooled kappa for recognised pain, 0.575 (Rathbone 2017), gives
s = 0.88: no result may carry a likelihood ratio above s / (1 - s) = 7.3 or below 0.14.
Tenderness is more reliable (kappa 0.676) but not specific: latent points are tender in healthy
people too.
"""

from __future__ import annotations

from math import sqrt

from palpate.evidence import Grade
from palpate.knowledge.model import Examination, Link, Muscle, Result, Support

RESULTS = (
    Result("recognised_pain", 0.80, 0.12),
    Result("tender", 0.12, 0.40),
    Result("not_tender", 0.08, 0.48),
)
MINUTES = 1.0
RECOGNISED_KAPPA, TENDER_KAPPA = 0.575, 0.676
"""Pooled agreement on recognised pain and on tenderness (Rathbone 2017)."""
_SUPPORT = Support(("rathbone_2017",), Grade.MODERATE)


def ceiling(kappa: float) -> float:
    """The largest likelihood ratio that raters who agree with this kappa can carry.

    The smallest is one divided by it.
    """
    right = (1 + sqrt(kappa)) / 2
    return right / (1 - right)


def palpation_of(muscle: Muscle) -> Examination:
    """The examination "press this muscle and ask whether the pain is the one you know"."""
    return Examination(
        id=f"palpate_{muscle.id}",
        name=f"Palpation of {muscle.name[0].lower()}{muscle.name[1:]}",
        kind="palpation",
        sides=("left", "right"),
        minutes=MINUTES,
        instruction=muscle.palpation.text,
        results=RESULTS,
        positive="recognised_pain",
        false_positive=0.0005,
        links=(Link(muscle.id, "structure", 0.98, _SUPPORT),),
        support=_SUPPORT,
        error="Raters agree on recognised pain with kappa 0.575 and on place within 2.6 cm.",
    )
