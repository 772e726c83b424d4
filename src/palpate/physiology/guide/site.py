"""The place that is pressed: what is known of it, and force turned into pressure felt alike."""

from __future__ import annotations

from dataclasses import dataclass

from palpate.evidence import UserError
from palpate.physiology.catalogue import Applicator, load_applicators
from palpate.physiology.checks import choice, number
from palpate.physiology.contact import DEEPEST_MM, equivalent_kpa, force_for
from palpate.physiology.levels import Level, Start, load_levels, starting_level

PREFERRED = ("thumb", "two_thumbs", "knuckles", "elbow")


@dataclass(frozen=True)
class Site:
    """One point under treatment.

    `point` is active or latent; `complaint` acute, subacute or chronic; `tissue` muscle, tendon,
    ligament or attachment; `depth_mm` below the skin; `applicators` in the order in which they
    are preferred. Raises UserError naming the field and what is allowed.
    """

    name: str
    point: str = "active"
    complaint: str = "chronic"
    tissue: str = "muscle"
    depth_mm: float = 10.4
    applicators: tuple[str, ...] = PREFERRED

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not 0 < len(self.name) <= 120:
            raise UserError("is no name.", "Write 1 to 120 characters.", "name")
        number(self.depth_mm, "depth_mm", 1, DEEPEST_MM, "mm")
        self.start()
        if not self.applicators:
            raise UserError("is empty.", f"Use {', '.join(load_applicators())}.", "applicators")
        for name in self.applicators:
            choice(name, "applicators", load_applicators())

    def start(self) -> Start:
        """The level to begin with, and why."""
        return starting_level(self.point, self.complaint, self.tissue)

    def pressure(self, force_n: float, applicator: str) -> float:
        """Equivalent pressure, kPa under a 1 cm2 tip, of a force in N."""
        area = load_applicators()[applicator].area_cm2
        return float(equivalent_kpa(force_n, area, self.depth_mm))

    def force(self, pressure: float, applicator: str) -> float:
        """Force in N that gives an equivalent pressure in kPa."""
        area = load_applicators()[applicator].area_cm2
        return float(force_for(pressure, area, self.depth_mm))

    def applicator_for(self, pressure: float) -> tuple[Applicator, float]:
        """The first preferred applicator that can give this pressure, and the force in N.

        If none can, the strongest and the most that it may give.
        """
        known = [load_applicators()[name] for name in self.applicators]
        for applicator in known:
            force = self.force(pressure, applicator.id)
            if force <= applicator.most_force_n:
                return applicator, force
        strongest = max(known, key=lambda each: self.pressure(each.most_force_n, each.id))
        return strongest, strongest.most_force_n


def level_of(pressure: float, threshold: float) -> Level:
    """The level whose share of the threshold lies nearest, both in kPa."""
    return min(
        load_levels(), key=lambda level: abs(level.share_of_threshold - pressure / threshold)
    )
