"""The free numbers of the drawing model, all fitted by `palpate calibrate --fit`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """What a drawing is worth.

    `temper` is the number of independent observations that one region's drawing is worth, however
    many patches it has: neighbouring patches are painted together. `patch_leak` is the probability
    that a patch is painted for a reason outside the network. `unpainted` is what a blank region
    weighs against a source, as an exponent of its likelihood: less than one, because drawings
    leave out minor pain, and more than none, because they are not missing. `beside_paint` is the
    same for a blank patch of a region painted in part: hands paint the middle of what hurts, so
    its edge is hardly evidence. Measured in docs/adr/0006-region-temper.md.
    """

    temper: float = 1.0
    patch_leak: float = 0.02
    unpainted: float = 0.6
    beside_paint: float = 0.1


SHIPPED = Weights()
