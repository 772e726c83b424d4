"""The error of a measurement, and what it lets one say about a difference."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from palpate.evidence import Fields, Grade, load_references

CERTAINTY = 0.95
BEYOND = "beyond measurement error"
WITHIN = "no measurable change"
UNKNOWN = "no published measurement error: not judged"


@dataclass(frozen=True)
class MeasurementError:
    """How far two measurements of one person differ when nothing has changed.

    `smallest_change` is the smallest detectable change at 95 % certainty, in the measurement's
    own unit; `standard_error` is that of one measurement.
    """

    standard_error: float
    smallest_change: float
    grade: Grade
    sources: tuple[str, ...]
    note: str

    @property
    def citations(self) -> tuple[str, ...]:
        """The publications behind the figure, one line each."""
        references = load_references()
        return tuple(references[source].citation for source in self.sources)

    def verdict(self, difference: float) -> str:
        """Return what a difference of this size says about change."""
        return BEYOND if abs(difference) > self.smallest_change else WITHIN

    def at_least(self, standard_error: float) -> MeasurementError:
        """Return this error, widened where the measurement itself scattered more."""
        if standard_error <= self.standard_error:
            return self
        widened = f"{self.note} Widened: the repetitions scattered more than published."
        change = smallest_change(standard_error)
        return MeasurementError(standard_error, change, self.grade, self.sources, widened)


def smallest_change(standard_error: float) -> float:
    """Return the smallest detectable change at 95 % certainty between two measurements."""
    return _quantile(CERTAINTY) * sqrt(2) * standard_error


def standard_error(change: float, confidence: float) -> float:
    """Return the standard error behind a smallest change published at some confidence."""
    return change / (_quantile(confidence) * sqrt(2))


def read_error(fields: Fields, factor: float = 1.0) -> MeasurementError:
    """Read one published error, times what turns its unit into the measurement's own.

    Raises DataError.
    """
    if fields.has("standard_error") == fields.has("smallest_change"):
        remedy = "Write standard_error or smallest_change."
        raise fields.error("smallest_change", "needs exactly one figure.", remedy)
    if fields.has("standard_error"):
        own = fields.number("standard_error", 0.001, 1000)
    else:
        change = fields.number("smallest_change", 0.001, 1000)
        own = standard_error(change, fields.number("confidence", 0.5, 0.999, CERTAINTY))
    grade = Grade(fields.choice("grade", tuple(grade.value for grade in Grade)))
    sources = fields.texts("sources")
    _check_sources(fields, sources, grade)
    own *= factor
    return MeasurementError(own, smallest_change(own), grade, sources, fields.text("note"))


def _check_sources(fields: Fields, sources: tuple[str, ...], grade: Grade) -> None:
    references = load_references()
    for source in sources:
        if source not in references:
            raise fields.error("sources", f"holds {source!r}.", "Add it to the references.")
    if grade.needs_support and not any(references[source].verified for source in sources):
        raise fields.error("sources", "names no verified reference.", "Use grade convention.")


def _quantile(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)
