"""What a therapist reads: ranked hypotheses with their reasons, never a verdict."""

from __future__ import annotations

from dataclasses import dataclass

from palpate.knowledge import Source
from palpate.reasoning.red_flags import RedFlag

Json = dict[str, object]


@dataclass(frozen=True)
class Place:
    """A region on one side, with a share or weight from 0 to 1."""

    region: str
    side: str
    share: float

    def to_json(self) -> Json:
        """As `palpate reason --json` prints it."""
        return {"region": self.region, "side": self.side, "share": round(self.share, 3)}


@dataclass(frozen=True)
class Reason:
    """How one finding moved a source: natural-log odds, positive speaks for it."""

    label: str
    kind: str
    log_odds: float

    def to_json(self) -> Json:
        """As `palpate reason --json` prints it."""
        return {"label": self.label, "kind": self.kind, "log_odds": round(self.log_odds, 3)}


@dataclass(frozen=True)
class RankedSource:
    """One hypothesis: a muscle with its points, or another source, on one side.

    `probability` that any of its sites is active; `sites` gives each site's own.
    """

    lead: Source
    probability: float
    sites: tuple[tuple[Source, float], ...]
    explains: tuple[Place, ...] = ()
    unexplained: tuple[Place, ...] = ()
    predicted_but_absent: tuple[Place, ...] = ()
    evidence: tuple[Reason, ...] = ()

    def to_json(self) -> Json:
        """As `palpate reason --json` prints it."""
        return {
            "id": self.lead.id,
            "name": self.lead.name,
            "kind": self.lead.kind.value,
            "structure": self.lead.structure,
            "side": self.lead.side,
            "probability": round(self.probability, 4),
            "grade": self.lead.referral.support.grade.value,
            "explains": [place.to_json() for place in self.explains],
            "unexplained": [place.to_json() for place in self.unexplained],
            "predicted_but_absent": [place.to_json() for place in self.predicted_but_absent],
            "evidence": [reason.to_json() for reason in self.evidence],
            "sites": [
                {"id": source.id, "name": source.site_name, "probability": round(share, 4)}
                for source, share in self.sites
            ],
            "ruled_out_by": self.lead.ruled_out_by,
        }


@dataclass(frozen=True)
class NextExamination:
    """An examination worth doing next: expected bits of information, and minutes."""

    id: str
    name: str
    side: str
    bits: float
    minutes: float
    instruction: str
    results: tuple[str, ...]

    def to_json(self) -> Json:
        """As `palpate reason --json` prints it."""
        return {
            "id": self.id,
            "name": self.name,
            "side": self.side,
            "bits": round(self.bits, 4),
            "minutes": self.minutes,
            "instruction": self.instruction,
            "results": list(self.results),
        }


@dataclass(frozen=True)
class Answer:
    """Red flags first, then hypotheses, then what to examine next."""

    red_flags: tuple[RedFlag, ...]
    sources: tuple[RankedSource, ...]
    next_examinations: tuple[NextExamination, ...]
    note: str
    milliseconds: float

    def to_json(self) -> Json:
        """As `palpate reason --json` prints it."""
        return {
            "red_flags": [flag.to_json() for flag in self.red_flags],
            "sources": [source.to_json() for source in self.sources],
            "next_examinations": [item.to_json() for item in self.next_examinations],
            "note": self.note,
            "milliseconds": round(self.milliseconds, 2),
        }
