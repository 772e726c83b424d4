"""A dose: what the hand does, in units that can be checked."""

from __future__ import annotations

from dataclasses import dataclass

from palpate.physiology.catalogue import Technique, load_applicators, load_techniques
from palpate.physiology.checks import choice, number
from palpate.physiology.contact import (
    KPA_PER_N_CM2,
    LEAST_AREA_CM2,
    MOST_AREA_CM2,
    MOST_FORCE_N,
)

HOLD_S = 90.0
"""No single press is longer: time is what protects tissue, see `docs/explanation/tissue.md`."""
RAMP_N_PER_S = 10.0
"""How fast a hand may build up force."""
LONGEST_REST_S = 7 * 86_400.0


@dataclass(frozen=True)
class Press:
    """One press: force N, contact area cm2, seconds, technique, and the rest before it in s.

    Raises UserError for a number outside its range or an unknown technique.
    """

    force_n: float
    area_cm2: float
    seconds: float
    technique: str = "static"
    rest_s: float = 0.0

    def __post_init__(self) -> None:
        number(self.force_n, "force_n", 0.0, MOST_FORCE_N, "N")
        number(self.area_cm2, "area_cm2", LEAST_AREA_CM2, MOST_AREA_CM2, "cm2")
        number(self.seconds, "seconds", 0.1, HOLD_S, "s")
        number(self.rest_s, "rest_s", 0.0, LONGEST_REST_S, "s")
        choice(self.technique, "technique", load_techniques())

    @classmethod
    def by(
        cls,
        applicator: str,
        force_n: float,
        seconds: float,
        technique: str = "static",
        rest_s: float = 0.0,
    ) -> Press:
        """A press with the usual area of an applicator. Raises UserError."""
        known = load_applicators()
        area = known[choice(applicator, "applicator", known)].area_cm2
        return cls(force_n, area, seconds, technique, rest_s)

    @property
    def pressure_kpa(self) -> float:
        """Mean pressure at the skin in kPa."""
        return KPA_PER_N_CM2 * self.force_n / self.area_cm2

    @property
    def way(self) -> Technique:
        """The technique, with its course of force."""
        return load_techniques()[self.technique]


@dataclass(frozen=True)
class Session:
    """Presses in their order; the rest before each stands in the press."""

    presses: tuple[Press, ...]

    @property
    def seconds(self) -> float:
        """From the first rest to the end of the last press."""
        return sum(press.rest_s + press.seconds for press in self.presses)
