"""Pressure pain threshold by algometer: three repetitions at one place of the skin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from pathlib import Path
from statistics import fmean, stdev

from palpate.anatomy import load_regions
from palpate.assessment.checks import choice, number
from palpate.assessment.error import MeasurementError, read_error
from palpate.assessment.units import PRESSURES, pressure_kpa, pressure_to
from palpate.evidence import Fields, UserError, read_tables

FILE = Path(__file__).parent / "data" / "algometry.toml"
REPETITIONS = 3
SMALLEST_TIP, LARGEST_TIP = 0.05, 10.0
EXAMINERS = ("same", "different", "sides")


@dataclass(frozen=True)
class Algometer:
    """One reading: three pressures in kPa under a tip of known area, at a region and side."""

    region: str
    side: str
    pressures_kpa: tuple[float, float, float]
    tip_area_cm2: float

    @classmethod
    def read(
        cls, *, region: str, side: str, values: Sequence[float], unit: str, tip_area_cm2: float
    ) -> Algometer:
        """Take three values in a force or pressure unit. Raises UserError, naming the field."""
        sides = {known.id: known.sides for known in load_regions()}
        if region not in sides:
            raise UserError(f"is {region!r}.", "See `palpate regions`.", "region")
        choice(side, "side", sides[region])
        area = number(tip_area_cm2, "tip_area_cm2", SMALLEST_TIP, LARGEST_TIP, "cm2")
        if len(values) != REPETITIONS:
            remedy = "Press three times, about 30 seconds apart, and write all three."
            raise UserError(f"has {len(values)} repetitions.", remedy, "values")
        first, second, third = (
            pressure_kpa(value, unit, area, f"values[{place}]")
            for place, value in enumerate(values)
        )
        return cls(region, side, (first, second, third), area)

    @property
    def mean_kpa(self) -> float:
        """Mean threshold of the three repetitions."""
        return fmean(self.pressures_kpa)

    @property
    def variation(self) -> float:
        """Coefficient of variation of the repetitions, 0.1 for 10 %; 0 where all are 0."""
        return stdev(self.pressures_kpa) / self.mean_kpa if self.mean_kpa else 0.0

    @property
    def standard_error_kpa(self) -> float:
        """Standard error of the mean of these three repetitions."""
        return stdev(self.pressures_kpa) / sqrt(REPETITIONS)

    def mean_in(self, unit: str) -> float:
        """Mean threshold in another pressure unit. Raises UserError."""
        return pressure_to(self.mean_kpa, unit)

    def error(self, examiner: str = "same") -> MeasurementError:
        """Published error in kPa for this place, widened by this reading's own scatter."""
        return published(self.region, examiner).at_least(self.standard_error_kpa)


@dataclass(frozen=True)
class SideDifference:
    """Left against right at one region, in kPa; positive where the left bears more."""

    difference_kpa: float
    share: float
    verdict: str
    error: MeasurementError


@dataclass(frozen=True)
class AlgometryChange:
    """Before against after at one place, in kPa; positive where more is borne now."""

    difference_kpa: float
    share: float
    verdict: str
    error: MeasurementError


def compare_readings(
    before: Algometer, after: Algometer, *, same_examiner: bool = True
) -> AlgometryChange:
    """Say what two readings at one place show. Raises UserError where they cannot be compared."""
    if (before.region, before.side) != (after.region, after.side):
        raise UserError("is not the place measured before.", "Compare one place.", "region")
    _same_tip(before, after)
    error = _wider(before, after, "same" if same_examiner else "different")
    difference = after.mean_kpa - before.mean_kpa
    share = difference / before.mean_kpa if before.mean_kpa else 0.0
    return AlgometryChange(difference, share, error.verdict(difference), error)


def side_difference(left: Algometer, right: Algometer) -> SideDifference:
    """Say what the two sides of one region show. Raises UserError where they do not match."""
    if left.region != right.region or (left.side, right.side) != ("left", "right"):
        remedy = "Take left and right of one region."
        raise UserError("does not give the two sides of one region.", remedy, "side")
    _same_tip(left, right)
    error = _wider(left, right, "sides")
    difference = left.mean_kpa - right.mean_kpa
    mean = (left.mean_kpa + right.mean_kpa) / 2
    share = difference / mean if mean else 0.0
    return SideDifference(difference, share, error.verdict(difference), error)


@lru_cache(maxsize=1)
def _entries() -> tuple[tuple[str, tuple[str, ...], MeasurementError], ...]:
    return tuple(_entry(Fields(table)) for table in read_tables(FILE))


def published(region: str, examiner: str) -> MeasurementError:
    """Return the published error in kPa for a region. Raises UserError for another examiner."""
    choice(examiner, "examiner", EXAMINERS)
    area = next(known.area for known in load_regions() if known.id == region)
    fitting = [entry for entry in _entries() if entry[0] == examiner]
    measured = [error for _, areas, error in fitting if area in areas]
    elsewhere = [error for _, areas, error in fitting if not areas]
    return (measured or elsewhere)[0]


def _entry(fields: Fields) -> tuple[str, tuple[str, ...], MeasurementError]:
    examiner = fields.choice("examiner", EXAMINERS)
    areas = fields.texts("areas", ())
    error = read_error(fields, PRESSURES["kgf/cm2"])
    fields.done()
    return examiner, areas, error


def _wider(one: Algometer, other: Algometer, examiner: str) -> MeasurementError:
    return max(one.error(examiner), other.error(examiner), key=lambda each: each.smallest_change)


def _same_tip(one: Algometer, other: Algometer) -> None:
    if one.tip_area_cm2 != other.tip_area_cm2:
        what = f"is {other.tip_area_cm2:g} cm2 here and {one.tip_area_cm2:g} cm2 there."
        remedy = "Thresholds under different tips cannot be compared: use one tip."
        raise UserError(what, remedy, "tip_area_cm2")
