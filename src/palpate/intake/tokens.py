"""Cut text into words in one normal form, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

_PIECE = re.compile(
    r">=|<=|[a-z]+\d+(?![\d.])|\d+(?:\.\d+)?(?:st|nd|rd|th)\b|\d+(?:\.\d+)?"
    r"|[a-z]+(?:'[a-z]+)?|[.,;:()/+&><\n-]"
)
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2013": "-", "\u2014": ";", "\u2265": ">"})
_ACCENTS = str.maketrans("àáâäçèéêëïîôöûü", "aaaaceeeeiioouu")
_IRREGULAR: Mapping[str, str] = MappingProxyType(
    {"feet": "foot", "teeth": "tooth", "calves": "calf", "toes": "toe", "women": "woman",
     "men": "man", "scapulae": "scapula", "tibiae": "tibia", "malleoli": "malleolus",
     "epicondyles": "epicondyle", "digits": "digit", "halves": "half", "knives": "knife",
     "aches": "ache", "hallux": "hallux", "vertebrae": "vertebra", "condyles": "condyle"}
)  # fmt: skip
_ARTICLES = frozenset(
    ("the", "a", "an", "her", "his", "my", "their", "your", "our", "its", "this", "that", "these",
     "those")
)  # fmt: skip
JOINERS = frozenset(
    ("antero", "postero", "latero", "medio", "supra", "sub", "infra", "retro", "peri", "fronto",
     "temporo", "parieto", "occipito", "thoraco", "lumbo", "cervico", "sterno", "costo", "scapulo",
     "dorso", "inter", "para", "ante", "pre", "ulno", "radio", "cranio", "oro", "acromio", "naso",
     "sacro", "ilio", "gluteo", "inguino", "mandibulo", "maxillo", "orbito", "supero", "infero",
     "dorsi")
)  # fmt: skip
"""First halves of words that are written with or without a hyphen."""
STOPS = frozenset(".;\n")
"""Where one sentence ends; contexts do not reach across."""


@dataclass(frozen=True)
class Token:
    """One word or mark in normal form; `start` and `end` are its place in the text."""

    text: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """The words and marks of a text, without articles; hyphens join or vanish."""
    found = [*_pieces(text)]
    return tuple(t for t in _joined(found) if t.text not in _ARTICLES)


def words(phrase: str) -> tuple[str, ...]:
    """A phrase of the lexicon in the same normal form."""
    return tuple(token.text for token in tokens(phrase))


def _pieces(text: str) -> Iterator[Token]:
    plain = text.lower().translate(_QUOTES).translate(_ACCENTS)
    for match in _PIECE.finditer(plain):
        piece = match.group().removesuffix("'s")
        piece = "," if piece == "-" and _is_dash(plain, match.start()) else piece
        yield Token(stem(piece), match.start(), match.end())


def _is_dash(text: str, place: int) -> bool:
    """A hyphen between blanks parts sentences as a comma does."""
    return text[place - 1 : place] == " " and text[place + 1 : place + 2] in (" ", "")


def _joined(found: list[Token]) -> Iterator[Token]:
    place = 0
    while place < len(found):
        token = found[place]
        hyphen = place + 2 < len(found) and found[place + 1].text == "-"
        if hyphen and token.text in JOINERS:
            after = found[place + 2]
            yield Token(token.text + after.text, token.start, after.end)
            place += 3
            continue
        if token.text != "-":
            yield token
        place += 1


def stem(word: str) -> str:
    """Singular, in one spelling: "tumours" and "tumor" are the same word."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 5:
        word = word.replace("ae", "e").replace("oe", "e")
        word = word.replace("our", "or") if word.endswith(("our", "ours")) else word
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")) and not word.endswith("aches"):
        return word[:-2]
    return word[:-1]
