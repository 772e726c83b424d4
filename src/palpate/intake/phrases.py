"""Find phrases in a row of words, the longest first."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from palpate.intake.tokens import words

T = TypeVar("T")
_CHOICE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Match(Generic[T]):
    """Words `start` to `end` of a row say these values."""

    start: int
    end: int
    values: tuple[T, ...]


class Phrases(Generic[T]):
    """A dictionary from phrases to what they say."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        said: dict[tuple[str, ...], list[T]] = {}
        for pattern, value in entries:
            for phrase in expand(pattern):
                row = words(phrase)
                if row and value not in said.setdefault(row, []):
                    said[row].append(value)
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[T, ...]]]] = {}
        for row, values in sorted(said.items(), key=lambda pair: -len(pair[0])):
            self._by_first.setdefault(row[0], []).append((row, tuple(values)))

    def at(self, row: Sequence[str], place: int) -> Match[T] | None:
        """The longest phrase that begins at this word."""
        return next(self.every(row, place), None)

    def every(self, row: Sequence[str], place: int) -> Iterator[Match[T]]:
        """All phrases that begin at this word, the longest first."""
        for phrase, values in self._by_first.get(row[place], ()):
            if tuple(row[place : place + len(phrase)]) == phrase:
                yield Match(place, place + len(phrase), values)

    def all(self, row: Sequence[str]) -> Iterator[Match[T]]:
        """Phrases from left to right that do not overlap."""
        place = 0
        while place < len(row):
            match = self.at(row, place)
            if match:
                yield match
            place = match.end if match else place + 1


def expand(pattern: str) -> Iterator[str]:
    """ "(left|right) arm" says two phrases; "(very|) sore" says one with and one without."""
    pieces = _CHOICE.split(pattern)
    choices = [p.split("|") if n % 2 else [p] for n, p in enumerate(pieces)]
    for chosen in itertools.product(*choices):
        yield " ".join(" ".join(chosen).split())
