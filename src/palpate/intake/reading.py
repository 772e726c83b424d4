"""What a text says of a case, and what of it was not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from palpate.reasoning import Finding
from palpate.reasoning.case import Answer

USUAL = 5.0
"""Intensity of a place when the text gives none, as in a case file."""


@dataclass(frozen=True)
class Mark:
    """One region that the text names as painful."""

    region: str
    side: str
    intensity: float


@dataclass(frozen=True)
class Understood:
    """Words of the text and what they were taken to mean."""

    words: str
    meaning: str


@dataclass(frozen=True)
class Reading:
    """A case as it was read. `left_out` holds words read on purpose without use: tests that
    confirm or refute, and findings without a side. `assumed` holds what the text left open.
    """

    pain: tuple[Mark, ...] = ()
    qualities: tuple[str, ...] = ()
    age: float | None = None
    sex: str | None = None
    history: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[Finding, ...] = ()
    understood: tuple[Understood, ...] = ()
    not_understood: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()

    def case(self) -> dict[str, object]:
        """The case as `palpate reason` reads it."""
        pain: list[dict[str, object]] = [
            {"region": m.region, "side": m.side, "intensity": m.intensity} for m in self.pain
        ]
        if self.qualities:
            pain = pain or [{"patches": {}}]
            pain[0] = {**pain[0], "qualities": list(self.qualities)}
        findings = [{"id": f.id, "side": f.side, "result": f.result} for f in self.findings]
        return {
            "client": {"age": self.age, "sex": self.sex},
            "pain": pain,
            "history": dict(self.history),
            "findings": findings,
        }
