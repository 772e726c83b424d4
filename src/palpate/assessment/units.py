"""Pressure in the units that algometers show."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from palpate.assessment.checks import choice, number

NEWTON_PER_KGF = 9.80665
KPA_PER_N_CM2 = 10.0
LARGEST_KPA = 3000.0
"""Above what any algometer reaches on a 0.5 cm2 tip."""

PRESSURES: Mapping[str, float] = MappingProxyType(
    {"kPa": 1.0, "N/cm2": KPA_PER_N_CM2, "kgf/cm2": NEWTON_PER_KGF * KPA_PER_N_CM2}
)
"""Pressure units in kPa."""
FORCES: Mapping[str, float] = MappingProxyType({"N": 1.0, "kgf": NEWTON_PER_KGF})
"""Force units in newtons; a force becomes a pressure through the area of the tip."""
UNITS = (*FORCES, *PRESSURES)


def pressure_kpa(value: float, unit: str, tip_area_cm2: float, field: str = "value") -> float:
    """Return kPa from a force (with the tip's area) or a pressure. Raises UserError."""
    choice(unit, "unit", UNITS)
    factor = FORCES[unit] / tip_area_cm2 * KPA_PER_N_CM2 if unit in FORCES else PRESSURES[unit]
    return number(value, field, 0.0, LARGEST_KPA / factor, unit) * factor


def pressure_to(kpa: float, unit: str) -> float:
    """Return a pressure in kPa in another pressure unit. Raises UserError."""
    return kpa / PRESSURES[choice(unit, "unit", PRESSURES)]
