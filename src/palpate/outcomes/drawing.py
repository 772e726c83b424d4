"""A pain drawing on the patches of the body, as a case holds it under `pain`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from palpate.anatomy import Body
from palpate.evidence import UserError
from palpate.knowledge.common import QUALITIES

Floats = npt.NDArray[np.float64]
STRONGEST = 10.0
USUAL_INTENSITY = 5


@dataclass(frozen=True, eq=False)
class Drawing:
    """Intensity 0 to 10 of every patch (P,) and the words used anywhere in the drawing."""

    intensity: Floats
    qualities: frozenset[str]

    @property
    def painted(self) -> npt.NDArray[np.bool_]:
        """Which patches hurt (P,)."""
        return self.intensity > 0


def read_drawing(body: Body, pain: object) -> Drawing:
    """Read the `pain` list of a case; where entries overlap the stronger counts.

    Raises UserError at the first entry that cannot be read.
    """
    if isinstance(pain, Mapping) and "pain" in pain:
        pain = pain["pain"]
    if not isinstance(pain, Sequence) or isinstance(pain, (str, bytes)):
        raise UserError("is not a list.", "Give the `pain` list of a case.", "pain")
    intensity = np.zeros(len(body.patch_ids))
    qualities: set[str] = set()
    for place, entry in enumerate(pain):
        field = f"pain[{place}]"
        if not isinstance(entry, Mapping):
            raise UserError("is not an object.", "Write { ... }.", field)
        _paint(body, entry, field, intensity)
        qualities |= _qualities(entry, field)
    intensity.setflags(write=False)
    return Drawing(intensity, frozenset(qualities))


def _paint(body: Body, entry: Mapping[str, Any], field: str, intensity: Floats) -> None:
    if "patches" in entry:
        if not isinstance(entry["patches"], Mapping):
            raise UserError("is not an object.", "Write { patch: 5 }.", f"{field}.patches")
        for patch, value in entry["patches"].items():
            index = body.patch_index(patch)
            intensity[index] = max(intensity[index], _level(value, f"{field}.patches.{patch}"))
        return
    level = _level(entry.get("intensity", USUAL_INTENSITY), f"{field}.intensity")
    region, side = str(entry.get("region", "")), entry.get("side") or "midline"
    for each in ("left", "right") if side == "both" else (str(side),):
        patches = body.patches_of(region, each)
        intensity[patches] = np.maximum(intensity[patches], level)


def _level(value: object, field: str) -> float:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or not 0 <= value <= STRONGEST:  # type: ignore[operator, arg-type]
        raise UserError(f"is {value!r}.", "Write a number from 0 to 10.", field)
    return float(value)  # type: ignore[arg-type]


def _qualities(entry: Mapping[str, Any], field: str) -> set[str]:
    said = entry.get("qualities") or []
    unknown = [word for word in said if word not in QUALITIES]
    if unknown:
        remedy = f"Use some of: {', '.join(QUALITIES)}."
        raise UserError(f"holds {unknown[0]!r}.", remedy, f"{field}.qualities")
    return set(said)
