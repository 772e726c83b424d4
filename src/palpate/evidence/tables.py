"""Read a TOML file and remember on which line each of its tables and keys stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from palpate.evidence.errors import DataError
from palpate.evidence.parse_cache import cached

_HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.\-]+)\s*\]?\]")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-]+)\s*=")
_MISSING = object()


@dataclass(frozen=True)
class Table:
    """One top-level entry of a file (`[[muscle]]` and all below it), with its line numbers."""

    file: Path
    kind: str
    line: int
    values: Mapping[str, Any]
    key_lines: Mapping[str, int]

    def fail(self, field: str, problem: str, remedy: str) -> DataError:
        """Return (not raise) the error for one field of this entry."""
        line = next((self.key_lines[p] for p in _prefixes(field) if p in self.key_lines), self.line)
        name = self.values.get("id", "?")
        return DataError(self.file, line, f"{self.kind} {name}, {field}", problem, remedy)


class Fields:
    """Typed, checked access to the keys of one mapping; unknown keys are errors."""

    def __init__(self, table: Table, values: Mapping[str, Any] | None = None, at: str = "") -> None:
        self.table = table
        self.values = table.values if values is None else values
        self.at = at
        self._seen: set[str] = set()

    def error(self, key: str, problem: str, remedy: str) -> DataError:
        """The error for `key` at this place."""
        return self.table.fail(f"{self.at}{key}", problem, remedy)

    def _get(self, key: str, default: object) -> Any:
        self._seen.add(key)
        if key in self.values:
            return self.values[key]
        if default is _MISSING:
            raise self.error(key, "is missing.", f"Add `{key} = ...`.")
        return default

    def has(self, key: str) -> bool:
        """Whether the key was written."""
        return key in self.values

    def text(self, key: str, default: object = _MISSING) -> str:
        """A string; not blank when required."""
        value = self._get(key, default)
        if not isinstance(value, str) or (default is _MISSING and not value.strip()):
            raise self.error(key, f"is {value!r}, not a text.", "Write a text in quotes.")
        return value

    def number(self, key: str, low: float, high: float, default: object = _MISSING) -> float:
        """A number in the closed range [low, high]."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.error(key, f"is {value!r}, not a number.", "Write a number.")
        if not low <= value <= high:
            raise self.error(key, f"is {value}.", f"Keep it between {low} and {high}.")
        return float(value)

    def choice(self, key: str, allowed: tuple[str, ...], default: object = _MISSING) -> str:
        """One of the allowed words."""
        value = self._get(key, default)
        if value not in allowed:
            raise self.error(key, f"is {value!r}.", f"Use one of: {', '.join(allowed)}.")
        return str(value)

    def texts(self, key: str, default: object = _MISSING) -> tuple[str, ...]:
        """A list of strings."""
        value = self._get(key, default)
        if not isinstance(value, (list, tuple)) or not all(isinstance(v, str) for v in value):
            raise self.error(key, f"is {value!r}, not a list of texts.", 'Write ["...", "..."].')
        return tuple(value)

    def raw(self, key: str, default: object = _MISSING) -> Any:
        """The value as TOML gave it, for a reader that checks it itself."""
        return self._get(key, default)

    def table_at(self, key: str, default: object = _MISSING) -> Fields:
        """The fields of a nested table."""
        value = self._get(key, default)
        if not isinstance(value, Mapping):
            raise self.error(key, f"is {value!r}, not a table.", f"Write a table `[...{key}]`.")
        return Fields(self.table, value, f"{self.at}{key}.")

    def tables_at(self, key: str) -> Iterator[Fields]:
        """The fields of every table in a nested list of tables."""
        value = self._get(key, ())
        if not isinstance(value, (list, tuple)):
            raise self.error(key, f"is {value!r}, not a list.", f"Write `[[...{key}]]` tables.")
        for number, entry in enumerate(value):
            if not isinstance(entry, Mapping):
                raise self.error(key, f"holds {entry!r}, not a table.", "Write { ... } entries.")
            yield Fields(self.table, entry, f"{self.at}{key}[{number}].")

    def done(self) -> None:
        """Raise if a key was written that nobody reads: most often a misspelling."""
        for key in self.values:
            if key not in self._seen:
                known = ", ".join(sorted(self._seen))
                raise self.error(key, "is not a known key.", f"Known here: {known}.")


def read_tables(file: Path) -> list[Table]:
    """Return every top-level table array entry of a TOML file, in order.

    Raises DataError when the file is not valid TOML.
    """
    data, lines = cached(file, _parse)
    tables = []
    for kind, entries in data.items():
        if not isinstance(entries, list):
            raise DataError(file, 1, kind, "is not a table array.", f"Write [[{kind}]].")
        for entry, (line, keys) in zip(entries, lines[kind], strict=True):
            tables.append(Table(file, kind, line, entry, keys))
    return tables


def _parse(file: Path, source: str) -> list[Any]:
    """Content and line numbers of a file. Raises DataError."""
    try:
        return [tomllib.loads(source), _lines(source)]
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found.group(1)) if found else 1
        raise DataError(file, line, "syntax", f"is not TOML ({error}).", "Mend it.") from error


def _lines(source: str) -> dict[str, list[tuple[int, dict[str, int]]]]:
    """For each top-level name: (line of the entry, line of each key path below it)."""
    found: dict[str, list[tuple[int, dict[str, int]]]] = {}
    keys: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix = ""
    for number, text in enumerate(source.splitlines(), start=1):
        if header := _HEADER.match(text):
            top, _, below = header.group(1).partition(".")
            if not below:
                keys, counts, prefix = {}, {}, ""
                found.setdefault(top, []).append((number, keys))
                continue
            if text.lstrip().startswith("[["):
                counts[below] = counts.get(below, -1) + 1
                _forget_below(counts, below)
            prefix = _path(below, counts)
            keys.setdefault(prefix.rstrip("."), number)
        elif key := _KEY.match(text):
            keys.setdefault(prefix + key.group(1), number)
    return found


def _prefixes(field: str) -> Iterator[str]:
    """The field's path, then ever shorter parts of it."""
    while field:
        yield field
        cut = max(field.rfind("."), field.rfind("["))
        field = field[:cut] if cut > 0 else ""


def _forget_below(counts: dict[str, int], below: str) -> None:
    """A new entry of a list starts its nested lists afresh."""
    for name in [name for name in counts if name.startswith(below + ".")]:
        del counts[name]


def _path(below: str, counts: Mapping[str, int]) -> str:
    """Dotted path of a header with the running number of each list in it."""
    parts = below.split(".")
    steps = []
    for depth, part in enumerate(parts):
        number = counts.get(".".join(parts[: depth + 1]))
        steps.append(part if number is None else f"{part}[{number}]")
    return ".".join(steps) + "."
