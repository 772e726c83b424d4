"""Where an entry stands in the data files, so that a problem can name file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from palpate.evidence import Table, read_tables

_OWNER = re.compile(r"^[a-z0-9_]+")
_QUOTED = re.compile(r"'([^']+)'")


@dataclass(frozen=True)
class _Span:
    """The lines of one entry, counted from one, the last one not included."""

    file: Path
    start: int
    stop: int
    lines: tuple[str, ...]

    def line_of(self, words: list[str]) -> int | None:
        """First line of the entry that holds one of the words in quotes, or None."""
        return next(
            (
                self.start + number
                for word in words
                for number, text in enumerate(self.lines)
                if f'"{word}"' in text
            ),
            None,
        )


class Places:
    """Finds the line a problem speaks of; reads the files only when it is made."""

    def __init__(self, folder: Path) -> None:
        self._spans: dict[str, list[_Span]] = {}
        for file in sorted(folder.rglob("*.toml")):
            for name, span in _spans(file):
                self._spans.setdefault(name, []).append(span)

    def located(self, problem: str) -> str:
        """The problem with `file:line: ` before it, or as it is when no entry bears its name."""
        owner = _OWNER.match(problem)
        spans = self._spans.get(owner.group() if owner else "", [])
        if not spans:
            return problem
        words = _QUOTED.findall(problem)
        exact = ((span, span.line_of(words)) for span in spans)
        span, line = next(((s, n) for s, n in exact if n), (spans[0], spans[0].start))
        return f"{span.file.name}:{line}: {problem}"


def _spans(file: Path) -> Iterator[tuple[str, _Span]]:
    """Every entry of a file by the names that a problem can begin with."""
    tables = sorted(read_tables(file), key=lambda table: table.line)
    text = file.read_text(encoding="utf-8").splitlines()
    stops = [table.line for table in tables[1:]] + [len(text) + 1]
    for table, stop in zip(tables, stops, strict=True):
        lines = tuple(text[table.line - 1 : stop - 1])
        yield _name(table), _Span(file, table.line, stop, lines)


def _name(table: Table) -> str:
    return str(table.values.get("id") or table.values.get("key") or "")
