"""Read names that people use and anatomy does not: lay names, short forms, old words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from palpate.atlas.words import plain
from palpate.evidence import Fields, Table, read_tables

FILE = Path(__file__).parent / "data" / "common_names.toml"


@dataclass(frozen=True)
class CommonName:
    """A name, and the entries that it means: ids, structures or larger parts; best first."""

    name: str
    means: tuple[str, ...]


@dataclass(frozen=True)
class CommonNames:
    """All names, and old words with the words that took their place."""

    names: tuple[CommonName, ...]
    words: Mapping[str, str]


@lru_cache(maxsize=1)
def load_common_names(file: Path = FILE) -> CommonNames:
    """Every name in the file. Raises DataError at the first entry that breaks the format."""
    names: list[CommonName] = []
    words: dict[str, str] = {}
    for table in read_tables(file):
        fields = Fields(table)
        if table.kind == "name":
            means = fields.texts("means")
            names += [CommonName(name, means) for name in fields.texts("called")]
        elif table.kind == "word":
            words |= dict.fromkeys(map(plain, fields.texts("old")), plain(fields.text("new")))
        else:
            raise _unknown(table)
        fields.done()
    return CommonNames(tuple(names), words)


def _unknown(table: Table) -> Exception:
    return table.fail("kind", "is not known.", "Use [[name]] or [[word]].")
