"""The named areas of the body surface."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from palpate.evidence import Fields, read_tables

FILE = Path(__file__).parent / "data" / "regions.toml"
SIDES = ("left", "right", "midline")


@dataclass(frozen=True)
class Region:
    """A named area; `sides` is ("left", "right") or ("midline",)."""

    id: str
    name: str
    area: str
    sides: tuple[str, ...]


@lru_cache(maxsize=1)
def load_regions() -> tuple[Region, ...]:
    """Return all regions in the order of the file. Raises DataError."""
    return tuple(_region(Fields(table)) for table in read_tables(FILE))


def region_keys() -> tuple[tuple[str, str], ...]:
    """Return every (region id, side), in the order of the file, left before right."""
    return tuple((region.id, side) for region in load_regions() for side in region.sides)


def _region(fields: Fields) -> Region:
    sides = fields.texts("sides")
    if sides not in (("left", "right"), ("midline",)):
        raise fields.error("sides", f"is {list(sides)}.", 'Use ["left", "right"] or ["midline"].')
    region = Region(fields.text("id"), fields.text("name"), fields.text("area"), sides)
    fields.done()
    return region
