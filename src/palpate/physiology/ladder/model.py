"""What every model of the ladder offers, so that all are driven alike.

The state of `n` virtual clients is an array (n, width). Its first two columns are the stages of
soreness, which are the same in all models.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from palpate.physiology.checks import Array

Values = Mapping[str, Array]
SORENESS = 2
"""Columns of the state that belong to soreness."""


@dataclass(frozen=True)
class Load:
    """Constant pressure on `n` clients: equivalent kPa under a 1 cm2 tip, and kPa at the depth."""

    equivalent_kpa: Array
    tissue_kpa: Array


class Model(Protocol):
    """One rung of the ladder."""

    id: str
    name: str
    width: int

    def prepare(self, values: Values, point: str) -> dict[str, Array]:
        """Return what follows from the clients' parameters, arrays (n,), by new names."""

    def rest(self, values: Values) -> Array:
        """Return the untreated state (n, width)."""

    def advance(self, values: Values, state: Array, load: Load, seconds: float) -> Array:
        """Return the state after so long under a constant load."""

    def gain(self, values: Values, state: Array) -> Array:
        """Return the rise of the pressed point's threshold (n,), as a share of the untreated."""

    def remote(self, values: Values, state: Array) -> Array | None:
        """Return the rise at a place that was not pressed (n,); None where the model has none."""
