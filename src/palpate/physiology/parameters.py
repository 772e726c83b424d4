"""The numbers of every model: value, unit, range, spread between clients, origin, grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from palpate.evidence import Fields, read_tables
from palpate.physiology.catalogue import DATA
from palpate.physiology.support import Support, read_support

MODELS = ("M0", "M1", "M2", "M3", "M4")
DEFAULT_MODEL = "M2"
POINTS = ("active", "latent", "healthy")
ORIGINS = ("measured", "derived", "fitted", "assumed")
LARGEST = 1e6


@dataclass(frozen=True)
class Parameter:
    """One number of one or more models.

    `values` has a central value for each kind of point; `low` and `high` bound what is drawn;
    `spread` is the standard deviation of its logarithm between clients, 0 where it is one for all.
    """

    id: str
    name: str
    unit: str
    models: tuple[str, ...]
    values: Mapping[str, float]
    low: float
    high: float
    spread: float
    origin: str
    support: Support

    @property
    def value(self) -> float:
        """The central value at an active point."""
        return self.values["active"]


@lru_cache(maxsize=1)
def load_parameters() -> Mapping[str, Parameter]:
    """Every parameter by id, in the order of the file. Raises DataError."""
    entries = (_parameter(Fields(table)) for table in read_tables(DATA / "parameters.toml"))
    return MappingProxyType({entry.id: entry for entry in entries})


def parameters_of(model: str) -> tuple[Parameter, ...]:
    """The parameters of one model, in the order of the file."""
    return tuple(p for p in load_parameters().values() if model in p.models)


def _parameter(fields: Fields) -> Parameter:
    low, high = fields.number("low", 0, LARGEST), fields.number("high", 0, LARGEST)
    value = fields.number("value", low, high)
    found = Parameter(
        id=fields.text("id"),
        name=fields.text("name"),
        unit=fields.text("unit"),
        models=fields.texts("models", MODELS),
        values=MappingProxyType(
            {
                "active": value,
                "latent": fields.number("latent", low, high, value),
                "healthy": fields.number("healthy", low, high, value),
            }
        ),
        low=low,
        high=high,
        spread=fields.number("spread", 0, 1.5, 0),
        origin=fields.choice("origin", ORIGINS),
        support=read_support(fields),
    )
    fields.done()
    return found
