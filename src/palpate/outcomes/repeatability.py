"""How alike two drawings of one unchanged pain are, as published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import NormalDist

from palpate.evidence import Fields, Grade, load_references, read_tables

FILE = Path(__file__).parent / "data" / "drawings.toml"
MOST_PIXELS = 10_000_000
_QUANTILE = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Repeatability:
    """Limits within which 95 % of repeated drawings lie though nothing has changed.

    `extent` is the largest difference as a share of the mean extent; `overlap` the smallest
    Jaccard overlap.
    """

    areas: tuple[str, ...]
    extent: float
    overlap: float
    grade: Grade
    sources: tuple[str, ...]
    note: str

    @property
    def citations(self) -> tuple[str, ...]:
        """The publications behind the figures, one line each."""
        references = load_references()
        return tuple(references[source].citation for source in self.sources)


@lru_cache(maxsize=1)
def load_repeatability() -> tuple[Repeatability, ...]:
    """Return all published figures. Raises DataError."""
    return tuple(_read(Fields(table)) for table in read_tables(FILE))


def repeatability_for(area: str) -> Repeatability:
    """Return the figures for drawings that lie mostly in one area of the body."""
    known = load_repeatability()
    measured = [entry for entry in known if area in entry.areas]
    return (measured or [entry for entry in known if not entry.areas])[0]


def _read(fields: Fields) -> Repeatability:
    extents = [fields.number(key, 1, MOST_PIXELS) for key in ("extent_first", "extent_second")]
    low, high = (float(value) for value in fields.raw("limits"))
    mean, spread = fields.number("jaccard", 0, 1), fields.number("jaccard_sd", 0, 1)
    sources = fields.texts("sources")
    for source in sources:
        if source not in load_references():
            raise fields.error("sources", f"holds {source!r}.", "Add it to the references.")
    found = Repeatability(
        areas=fields.texts("areas", ()),
        extent=(high - low) / 2 / (sum(extents) / 2),
        overlap=max(0.0, mean - _QUANTILE * spread),
        grade=Grade(fields.choice("grade", tuple(grade.value for grade in Grade))),
        sources=sources,
        note=fields.text("note"),
    )
    fields.done()
    return found
