"""Names as people write them: cleaned of what cannot be seen, and folded for comparison."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

# Letters that carry a stroke or are joined: Unicode gives them no plain form of their own.
_PLAIN: Final = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "þ": "th",
    }
)
_APOSTROPHES: Final = "'`\u00b4\u2019\u02bc"
_JOINERS: Final = "\u200c\u200d"
_SCRIPTS_WITH_JOINERS: Final = 0x0600
"""From the Arabic block on, joiners are part of how some names are spelt."""


@dataclass(frozen=True)
class Cleaned:
    """A text without invisible characters, and the names of those that were taken out."""

    text: str
    removed: tuple[str, ...]


def fold(text: str) -> str:
    """Return the text in lower case, without accents, marks, punctuation or double spaces."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    letters = (_folded(sign) for sign in unicodedata.normalize("NFKD", plain))
    return " ".join("".join(letters).split())


def sort_name(given: str, family: str, preferred: str = "") -> str:
    """Return what a record is ordered and searched by: family, given and preferred name."""
    return fold(f"{family} {given} {preferred}")[:250].strip()


def cleaned(text: str) -> Cleaned:
    """Take out what nobody can see, and make every run of spaces one space."""
    kept: list[str] = []
    removed: dict[str, None] = {}
    composed = unicodedata.normalize("NFC", text)
    for place, sign in enumerate(composed):
        if sign.isspace():
            kept.append(" ")
        elif not _is_hidden(sign) or _joins(composed, place):
            kept.append(sign)
        else:
            removed[_told(sign)] = None
    return Cleaned(" ".join("".join(kept).split()), tuple(removed))


def digits(text: str) -> str:
    """Return the digits alone, whatever script they are written in."""
    found = (unicodedata.digit(sign, None) for sign in text)
    return "".join(str(digit) for digit in found if digit is not None)


def _folded(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in ("Mn", "Me", "Cf", "Cc", "Cs", "Co", "Cn"):
        return " " if sign.isspace() else ""
    if kind[0] in "PZS":
        return "" if sign in _APOSTROPHES else " "
    return sign


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") or sign in "\u115f\u3164"


def _joins(text: str, place: int) -> bool:
    """Whether a joiner stands between two letters of a script that uses it."""
    if text[place] not in _JOINERS or not 0 < place < len(text) - 1:
        return False
    return all(ord(text[near]) >= _SCRIPTS_WITH_JOINERS for near in (place - 1, place + 1))


def _told(sign: str) -> str:
    name = unicodedata.name(sign, "control character").lower()
    return f"U+{ord(sign):04X} {name}"
