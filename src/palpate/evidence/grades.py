"""How well a clinical statement is supported."""

from __future__ import annotations

from enum import StrEnum


class Grade(StrEnum):
    """Support for one statement, from taught custom to refuted claim."""

    CONVENTION = "convention"
    LIMITED = "limited"
    MODERATE = "moderate"
    STRONG = "strong"
    CONTESTED = "contested"
    CONTRADICTED = "contradicted"

    @property
    def meaning(self) -> str:
        """One sentence that a therapist can read beside the grade."""
        return _MEANINGS[self]

    @property
    def needs_support(self) -> bool:
        """Whether a statement of this grade must name at least one verified reference."""
        return self is not Grade.CONVENTION


_MEANINGS = {
    Grade.CONVENTION: "Taught in practice; no measurement known to us.",
    Grade.LIMITED: "Measured, in few or small studies.",
    Grade.MODERATE: "Measured in several studies or one good review, with real spread.",
    Grade.STRONG: "Established; studies or standard anatomy agree.",
    Grade.CONTESTED: "Published work disagrees.",
    Grade.CONTRADICTED: "Published measurements speak against it.",
}
