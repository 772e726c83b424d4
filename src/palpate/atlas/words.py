"""Names brought to one form, so that spelling and typing matter little."""

from __future__ import annotations

import unicodedata

LONGEST = 100
"""Letters of a query that are read."""
FILLERS = frozenset(
    ("a", "an", "and", "at", "from", "i", "in", "is", "it", "m", "my", "of", "on", "or", "the",
     "to", "with", "ache", "aching", "hurt", "hurts", "muscle", "musculus", "pain", "painful",
     "sore")
)  # fmt: skip
"""Words that say nothing about which entry is meant."""


def plain(text: str) -> str:
    """ "Morton's Neuroma" -> "mortons neuroma": lower case, no accents, single spaces."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    split = unicodedata.normalize(
        "NFKD", shown.casefold().replace("\N{LATIN SMALL LETTER AE}", "ae")
    )
    bare = "".join(letter for letter in split if not unicodedata.combining(letter))
    joined = bare.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    spaced = "".join(letter if letter.isalnum() else " " for letter in joined)
    return " ".join(spaced.split())


def asked(query: str) -> str:
    """What is read of a query: its beginning, in plain form."""
    return plain(query[: 4 * LONGEST])[:LONGEST].strip()


def telling(text: str) -> tuple[str, ...]:
    """The words of a plain text that say something; all of them when none does."""
    words = text.split()
    return tuple(word for word in words if word not in FILLERS) or tuple(words)


def typos_allowed(length: int) -> int:
    """How many wrong letters a word of this length may have."""
    if length < 4:
        return 0
    return 1 if length < 7 else 2 if length < 11 else 3
