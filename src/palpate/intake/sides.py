"""Which side words mean, and which side hurts more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from palpate.intake.items import Item

OTHER = {"left": "right", "right": "left", "both": "both"}


@dataclass(frozen=True)
class Sided:
    """Left, right or both; of both, one may be the `stronger`."""

    side: str
    stronger: str = ""


def read_sides(found: Sequence[Item], carried: Sided | None) -> Sided | None:
    """What a run of side words says together: "right > left" is both, the right stronger."""
    names = [
        s for item in found if item.kind == "side" for s in [_meant(item.values[0], carried)] if s
    ]
    stronger = _stronger(found)
    plain = [name for name in names if name in ("left", "right")]
    if stronger and ("both" in names or len(set(plain)) == 2 or _compares(found)):
        return Sided("both", stronger)
    if "both" in names:
        return Sided("both")
    if len(set(plain)) == 1:
        return Sided(plain[0])
    return None


def _meant(name: str, carried: Sided | None) -> str:
    if name in ("same", "opposite"):
        side = carried.side if carried else ""
        return side if name == "same" else OTHER.get(side, "")
    return name


def _compares(found: Sequence[Item]) -> bool:
    return any(item.kind == "compare" for item in found)


def _stronger(found: Sequence[Item]) -> str:
    for number, item in enumerate(found):
        if item.kind == "compare" and number:
            return found[number - 1].values[0]
        if item.kind == "stronger":
            near = [*found[number + 1 : number + 2], *found[max(0, number - 1) : number]]
            sides = [i.values[0] for i in near if i.kind == "side" and i.values[0] in OTHER]
            if sides and sides[0] != "both":
                return sides[0]
    return ""
