"""How often an examination is positive, with and without a source, rater's error included."""

from __future__ import annotations

from dataclasses import dataclass

from palpate.knowledge import Examination
from palpate.knowledge.model import Link


@dataclass(frozen=True)
class Shares:
    """Shares of people who show the positive result, with a source and without any."""

    with_it: float
    without: float

    @property
    def ratio(self) -> float:
        """What a positive result multiplies the odds by."""
        return self.with_it / max(self.without, 1e-9)


def shares(examination: Examination, link: Link | None = None) -> Shares:
    """Shares for one link; without a link nobody has the source.

    A sign may be present and not be found, or found where there is none: `if_present` and
    `if_absent` of the positive result say how often.
    """
    found = next(each for each in examination.results if each.name == examination.positive)

    def positive(sign: float) -> float:
        return sign * found.if_present + (1 - sign) * found.if_absent

    return Shares(
        positive(link.sensitivity if link else examination.false_positive),
        positive(examination.false_positive),
    )
