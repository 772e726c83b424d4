"""The words of the reader, from its data files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from palpate.anatomy import load_regions
from palpate.evidence import Fields, Table, read_tables
from palpate.intake.phrases import Phrases

FOLDER = Path(__file__).parent / "data"
CUES = ("side", "compare", "stronger", "quality", "intensity", "link", "no", "no_before", "but",
        "context", "pain", "filler")  # fmt: skip
ASPECTS = ("anterior", "posterior", "medial", "lateral", "palmar", "plantar", "dorsal", "upper",
           "lower")  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A named area as people say it: its regions, and which of them an aspect means.

    `weak` places ("back") are only read where no other place stands just before; `general` ones
    ("headache") are only painted where no other place is named. `sided` are the
    regions meant when the text names one side of a place that crosses the midline.
    """

    id: str
    regions: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]
    sided: tuple[str, ...]
    weak: bool
    general: bool
    level: bool


@dataclass(frozen=True)
class Aspect:
    """A part of a place, such as "lateral"; aspects of one axis add up."""

    id: str
    axis: str
    regions: frozenset[str]


@dataclass(frozen=True)
class Word:
    """What one phrase says: its kind, and the id of what it means."""

    kind: str
    value: str


@dataclass(frozen=True)
class Lexicon:
    """All places, aspects and cues, and the phrases that say them."""

    places: Mapping[str, Place]
    aspects: Mapping[str, Aspect]
    phrases: Phrases[Word]
    levels: Mapping[str, str]
    cues: Mapping[str, Phrases[Word]]


@lru_cache(maxsize=1)
def load_lexicon(folder: Path = FOLDER) -> Lexicon:
    """Every word that is known of places and cues. Raises DataError."""
    tables = [t for file in sorted(folder.glob("*.toml")) for t in read_tables(file)]
    words: list[tuple[str, Word]] = []
    places, levels = _places([t for t in tables if t.kind == "place"], words)
    aspects = _aspects([t for t in tables if t.kind in ("aspect", "pair")], words)
    cues: dict[str, list[tuple[str, Word]]] = {kind: [] for kind in CUES}
    for table in tables:
        if table.kind in CUES:
            _cue(Fields(table), cues[table.kind])
    return Lexicon(
        MappingProxyType(places),
        MappingProxyType(aspects),
        Phrases(words),
        MappingProxyType(levels),
        MappingProxyType({kind: Phrases(entries) for kind, entries in cues.items()}),
    )


def _cue(fields: Fields, entries: list[tuple[str, Word]]) -> None:
    kind = fields.table.kind
    value = str(fields.raw("level")) if kind == "intensity" else fields.text("id", "")
    entries += [(phrase, Word(kind, value)) for phrase in fields.texts("words")]
    fields.done()


def _places(
    tables: list[Table], words: list[tuple[str, Word]]
) -> tuple[dict[str, Place], dict[str, str]]:
    raw = {str(table.values.get("id")): table for table in tables}
    places: dict[str, Place] = {}
    levels: dict[str, str] = {}
    for table in tables:
        fields = Fields(table)
        name = fields.text("id")
        level = bool(fields.raw("level", False))
        place = Place(
            id=name,
            regions=_regions(fields, "regions", raw),
            parts={a: _regions(fields, a, raw) for a in ASPECTS if fields.has(a)},
            sided=_regions(fields, "sided", raw) if fields.has("sided") else (),
            weak=bool(fields.raw("weak", False)),
            general=bool(fields.raw("general", False)),
            level=level,
        )
        names = fields.texts("names")
        fields.done()
        places[name] = place
        if level:
            levels |= {word: name for pattern in names for word in _flat(pattern)}
        else:
            words += [(pattern, Word("place", name)) for pattern in names]
    return places, levels


def _flat(pattern: str) -> Iterator[str]:
    yield from pattern.strip("()").split("|")


def _regions(fields: Fields, key: str, raw: Mapping[str, Table]) -> tuple[str, ...]:
    """Region ids of a list that may hold globs and "@place"."""
    found: dict[str, None] = {}
    for pattern in fields.texts(key):
        if pattern.startswith("@"):
            other = raw.get(pattern[1:])
            if other is None:
                raise fields.error(key, f"names {pattern!r}.", "Write @ and the id of a place.")
            found |= dict.fromkeys(_regions(Fields(other), "regions", raw))
            continue
        matched = matching(pattern)
        if not matched:
            raise fields.error(key, f"{pattern!r} is no region.", "See `palpate regions`.")
        found |= dict.fromkeys(matched)
    return tuple(found)


def matching(pattern: str) -> tuple[str, ...]:
    """Regions whose id fits a glob."""
    return tuple(r.id for r in load_regions() if fnmatchcase(r.id, pattern))


def _aspects(tables: Iterable[Table], words: list[tuple[str, Word]]) -> dict[str, Aspect]:
    aspects: dict[str, Aspect] = {}
    for table in tables:
        fields = Fields(table)
        if table.kind == "pair":
            value = "+".join(fields.texts("aspects"))
        else:
            value = fields.text("id")
            regions = _regions(fields, "regions", {})
            aspects[value] = Aspect(value, fields.text("axis"), frozenset(regions))
        words += [(phrase, Word("aspect", value)) for phrase in fields.texts("words")]
        fields.done()
    return aspects
