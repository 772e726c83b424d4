"""Published observations that the models are scored on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from palpate.evidence import Fields, read_tables
from palpate.physiology.catalogue import DATA
from palpate.physiology.support import Support, read_support
from palpate.physiology.validation.measures import MEASURES

SETS = ("fit", "held_out")
INTERVALS = ("published", "exact", "direction", "ours")
WIDEST = 1000.0


@dataclass(frozen=True)
class Target:
    """One observation with the closed interval in which a model agrees with it."""

    id: str
    set: str
    what: str
    unit: str
    low: float
    high: float
    observed: str
    interval: str
    support: Support


@lru_cache(maxsize=1)
def load_targets() -> tuple[Target, ...]:
    """Every target in the order of the file. Raises DataError."""
    return tuple(_target(Fields(table)) for table in read_tables(DATA / "targets.toml"))


def _target(fields: Fields) -> Target:
    low = fields.number("low", -WIDEST, WIDEST)
    found = Target(
        id=fields.choice("id", tuple(MEASURES)),
        set=fields.choice("set", SETS),
        what=fields.text("what"),
        unit=fields.text("unit"),
        low=low,
        high=fields.number("high", low, WIDEST),
        observed=fields.text("observed"),
        interval=fields.choice("interval", INTERVALS),
        support=read_support(fields),
    )
    fields.done()
    return found
