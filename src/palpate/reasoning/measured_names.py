"""What the structures and places of a measured map are called, and its fields."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from palpate.anatomy import Body, load_regions
from palpate.evidence import UserError
from palpate.knowledge import Knowledge, snake
from palpate.reasoning.measured import NotUnderstood

Suggest = Callable[[str], tuple[str, ...]]
Value = TypeVar("Value")


@dataclass(frozen=True)
class Names:
    """What structures and regions are called."""

    body: Body
    knowledge: Knowledge
    suggest: Suggest | None
    areas: Mapping[str, tuple[str, ...]]

    def opened(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Region ids, with the file's own areas replaced by what they hold."""
        return replaced(names, self.areas)

    @property
    def regions(self) -> dict[str, str]:
        """Region ids by what they are called."""
        called = {snake(region.name): region.id for region in load_regions()}
        return {**called, **{region: region for region in self.ids}}

    @property
    def ids(self) -> tuple[str, ...]:
        """Every region of the body once."""
        return tuple(dict.fromkeys(region for region, _ in self.body.region_keys))

    def unknown_structure(self, row: str, zone: str, name: str) -> NotUnderstood:
        """A row about something that the atlas does not know by this name."""
        known = sorted({alias for s in self.knowledge.sources for alias in s.aliases})
        close = tuple(difflib.get_close_matches(snake(name), known, n=3, cutoff=0.6))
        return NotUnderstood(row, f"{name}: {zone}", "structure not understood", close)

    def unknown_zone(self, row: str, name: str, zone: str) -> NotUnderstood:
        """A row about a place that is no region of ours by this name."""
        said = self.suggest(zone) if self.suggest else ()
        close = difflib.get_close_matches(snake(zone), list(self.regions), n=3, cutoff=0.5)
        found = said or tuple(dict.fromkeys(self.regions[name] for name in close))
        return NotUnderstood(row, f"{name}: {zone}", "zone not understood", found)


def replaced(names: tuple[str, ...], areas: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Names with those areas replaced that stand before."""
    parts = (areas.get(name, (name,)) for name in names)
    return tuple(dict.fromkeys(region for part in parts for region in part))


def need(entry: Mapping[str, object], key: str, kind: type[Value], row: str) -> Value:
    """A field that must be written; raises UserError."""
    value = entry.get(key)
    if not isinstance(value, kind) or value == "":
        raise UserError(f"is {value!r}.", f"Give {key}.", f"{row}, {key}")
    return value


def texts_of(entry: Mapping[str, object], key: str) -> tuple[str, ...]:
    """A list of texts, empty when it is not written."""
    value = entry.get(key, [])
    return tuple(map(str, value)) if isinstance(value, list) else ()


def share_of(
    entry: Mapping[str, object], key: str, otherwise: float, row: str, most: float = 1.0
) -> float:
    """A number from 0 to `most`; raises UserError."""
    value = entry.get(key, otherwise)
    if not isinstance(value, (int, float)) or not 0 <= value <= most:
        raise UserError(f"is {value!r}.", "Give a share from 0 to 1.", f"{row}, {key}")
    return float(value)
