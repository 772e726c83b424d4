"""From the words by which a report names a source to the structures of the atlas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from palpate.evidence import Fields, read_tables
from palpate.intake.lists import word_list
from palpate.intake.phrases import Phrases
from palpate.intake.tokens import words
from palpate.knowledge import Knowledge

FILE = Path(__file__).parent / "data" / "labels.toml"
_ROOT = re.compile(r"[ctls]\d{1,2}")


class Labels:
    """Knows what the words of a label name in one state of knowledge."""

    def __init__(self, knowledge: Knowledge, file: Path = FILE) -> None:
        names = {alias for source in knowledge.sources for alias in source.aliases}
        self._rows = {alias: words(alias.replace("_", " ")) for alias in sorted(names)}
        entries: list[tuple[str, tuple[str, ...]]] = []
        generic: list[str] = []
        for table in read_tables(file):
            fields = Fields(table)
            if table.kind == "generic":
                generic += fields.texts("words")
            else:
                meant = tuple(_meant(fields.texts("structures"), names))
                entries += [(phrase, meant) for phrase in fields.texts("names")]
            fields.done()
        self._table: Phrases[tuple[str, ...]] = Phrases(entries)
        self._generic = frozenset(w for word in generic for w in words(word))

    def structures(self, label: str) -> tuple[str, ...]:
        """Names of the atlas that a label means; empty when it names nothing known."""
        row = [w for w in words(label) if w not in word_list("sides") and w not in ("(", ")", ":")]
        row = row[2:] if row[:2] == ["red", "flag"] else row
        if not row:
            return ()
        listed = self._table.at(row, 0)
        told = [*listed.values[0]] if listed and listed.end == len(row) else []
        told += [*self._roots(row), *self._named(row)]
        if not told:
            bare = [w for w in row if w not in self._generic and not _ROOT.fullmatch(w)]
            told = [*self._listed(bare), *self._named(bare)] or [*self._within(row)]
            told = told or [*self._within(bare)]
        return tuple(dict.fromkeys(told))

    def _listed(self, row: Sequence[str]) -> Iterable[str]:
        match = self._table.at(row, 0) if row else None
        return match.values[0] if match and match.end == len(row) else ()

    def _roots(self, row: Sequence[str]) -> Iterable[str]:
        levels = [word for word in row if _ROOT.fullmatch(word)]
        if not levels or not word_list("root_words") & set(row):
            return ()
        return [f"{level}_root" for level in levels if f"{level}_root" in self._rows]

    def _named(self, row: Sequence[str]) -> Iterable[str]:
        """Names that are exactly these words, or these words and "nerve" or "joint"."""
        if not row:
            return ()
        alike = (tuple(row), (*row, "nerve"), (*row, "joint"), (*row, "muscle"))
        return [alias for alias, words_ in self._rows.items() if words_ in alike]

    def _within(self, row: Sequence[str]) -> Iterable[str]:
        """Names that hold all the words, if one of the words tells structures apart."""
        wanted = set(row)
        if not wanted - self._generic - word_list("where"):
            return ()
        return [alias for alias, words_ in self._rows.items() if wanted <= set(words_)]


def _meant(patterns: Iterable[str], names: Iterable[str]) -> Iterable[str]:
    for pattern in patterns:
        yield from sorted(name for name in names if fnmatchcase(name, pattern))
