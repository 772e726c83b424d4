"""Sets of single words, from the data."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from palpate.evidence import Fields, UserError, read_tables
from palpate.intake.tokens import words

FILE = Path(__file__).parent / "data" / "lists.toml"


@lru_cache(maxsize=32)
def word_list(name: str) -> frozenset[str]:
    """The words of one list, in normal form. Raises UserError when there is no such list."""
    for table in read_tables(FILE):
        fields = Fields(table)
        if fields.text("id") == name:
            return frozenset(w for word in fields.texts("words") for w in words(word))
    raise UserError(f"has no list {name!r}.", "Add it.", FILE.name)
