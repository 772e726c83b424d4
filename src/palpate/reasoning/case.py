"""A case: findings on a body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Answer = bool | float | str


@dataclass(frozen=True)
class Client:
    """Who is in pain: age in years and sex, both may be unknown."""

    age: float | None = None
    sex: str | None = None


@dataclass(frozen=True)
class Finding:
    """One examination that was done, on one side, with its result."""

    id: str
    side: str
    result: str


@dataclass(frozen=True, eq=False)
class Case:
    """What is known of one client now.

    `intensity` is the drawing: (P,) pain 0 to 10 of each patch, 0 where nothing is painted.
    `conditions` and `factors` are ids of what the client is known to have; they shift priors.
    """

    client: Client
    intensity: Floats
    qualities: frozenset[str] = frozenset()
    history: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[Finding, ...] = ()
    conditions: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()

    @property
    def painted(self) -> npt.NDArray[np.int64]:
        """Patches that hurt, ascending."""
        return np.flatnonzero(self.intensity > 0)

    @property
    def empty(self) -> bool:
        """Whether nothing at all was said about the pain."""
        return not (self.painted.size or self.history or self.findings or self.qualities)
