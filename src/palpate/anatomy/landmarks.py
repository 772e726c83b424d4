"""The landmarks of the body surface: what they are called and how a therapist finds them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from palpate.evidence import Fields, UserError, read_tables

FILE = Path(__file__).parent / "data" / "landmarks.toml"


@dataclass(frozen=True)
class Landmark:
    """A place on the skin that can be found by hand or eye."""

    id: str
    name: str
    area: str
    sides: tuple[str, ...]
    definition: str


@lru_cache(maxsize=1)
def load_landmarks() -> Mapping[str, Landmark]:
    """Return every landmark by id, in the order of the file. Raises DataError."""
    found = (_landmark(Fields(table)) for table in read_tables(FILE))
    return MappingProxyType({landmark.id: landmark for landmark in found})


def unknown_landmark(name: str, known: Iterable[str], field: str = "") -> UserError:
    """Return the error for a landmark that does not exist, with the nearest spelling."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.4)
    remedy = f"Did you mean {close[0]!r}?" if close else "See anatomy/data/landmarks.toml."
    return UserError(f"unknown landmark {name!r}.", remedy, field)


def _landmark(fields: Fields) -> Landmark:
    landmark = Landmark(
        fields.text("id"),
        fields.text("name"),
        fields.text("area"),
        fields.texts("sides"),
        fields.text("definition"),
    )
    if landmark.sides not in (("left", "right"), ("midline",)):
        raise fields.error("sides", "is not a pair of sides.", 'Use ["left", "right"].')
    fields.done()
    return landmark
