"""Find an entry by whatever somebody calls it, typing errors included.

A name fits a query, best first: exactly, by its beginning, word by word, with letters wrong, or in
part. Among names that fit equally well, an entry's own name comes before its other names, and what
is common before what is rare.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from palpate.atlas.catalogue import Catalogue
from palpate.atlas.common_names import CommonNames, load_common_names
from palpate.atlas.entry import Entry, Page
from palpate.atlas.words import asked, plain, telling, typos_allowed

MOST = 60
NEAREST = 6
"""Names suggested when nothing fits."""
RARE = 9.0
"""Entries of this rank are not suggested."""
SHORTEST = 5
"""Letters from which a name may be searched without its spaces."""
WHOLE = 82.0
"""Likeness, of 100, at which a whole name with its spaces closed up fits."""
PAGES_BY_ID = (Page.CONDITION, Page.FACTOR, Page.REGION, Page.EXAMINATION)


class Fit(IntEnum):
    """How a name fits a query, best first."""

    EXACT = 0
    PREFIX = 1
    WORDS = 2
    FUZZY = 3
    PART = 4


@dataclass(frozen=True)
class Term:
    """One name of one entry; `order` is 0 for its own name and more for lesser ones."""

    text: str
    shown: str
    entry: Entry
    order: float


@dataclass(frozen=True)
class Found:
    """An entry, the name by which it was found, and how that name fits."""

    entry: Entry
    name: str
    fit: Fit


@dataclass(frozen=True, eq=False)
class SearchIndex:
    """Every name of every entry, and the words that they are made of."""

    terms: tuple[Term, ...]
    words: Mapping[str, tuple[int, ...]]
    old: Mapping[str, str]

    def find(self, query: str, most: int = MOST) -> tuple[Found, ...]:
        """The entries that fit, best first; nothing for an empty query."""
        text = self._modern(asked(query))
        if not text:
            return ()
        best: dict[tuple[Page, str], tuple[tuple[float, ...], Found]] = {}
        for number, fit, wrong in self._fitting(text):
            term = self.terms[number]
            found = Found(term.entry, term.shown, fit)
            score = _score(term, text, fit, wrong)
            known = best.get(term.entry.key)
            if known is None or score < known[0]:
                best[term.entry.key] = (score, found)
        ranked = sorted(best.values(), key=lambda pair: (pair[0], pair[1].entry.key))
        return tuple(_worth_showing([found for _, found in ranked]))[:most]

    def nearest(self, query: str, most: int = NEAREST) -> tuple[Found, ...]:
        """The entries whose names look most like a query that nothing fits."""
        text = self._modern(asked(query))
        close = process.extract(text, self._own_names, scorer=fuzz.ratio, limit=most)
        return tuple(
            Found(self.terms[number].entry, self.terms[number].shown, Fit.PART)
            for _, _, number in close
        )

    @cached_property
    def _own_names(self) -> dict[int, str]:
        return {
            number: term.text
            for number, term in enumerate(self.terms)
            if term.order == 0 and term.entry.rank < RARE
        }

    @cached_property
    def _in_order(self) -> tuple[str, ...]:
        return tuple(sorted(self.words))

    @cached_property
    def _closed(self) -> dict[int, str]:
        """Names without their spaces."""
        return {
            number: term.text.replace(" ", "")
            for number, term in enumerate(self.terms)
            if term.entry.page is not Page.REFERENCE
        }

    def _modern(self, text: str) -> str:
        """Old words in the words that took their place."""
        return " ".join(self.old.get(word, word) for word in text.split())

    def _fitting(self, text: str) -> Iterator[tuple[int, Fit, float]]:
        """Numbers of the terms that fit, how, and with how many wrong letters."""
        wanted = telling(text)
        wrong = [self._near_words(word) for word in wanted]
        hits: dict[int, list[float]] = {}
        for near in wrong:
            for number, letters in near.items():
                hits.setdefault(number, []).append(letters)
        for number, errors in hits.items():
            yield number, self._fit(number, text, errors, len(wanted)), sum(errors)
        yield from self._closed_up(text)

    def _fit(self, number: int, text: str, errors: list[float], wanted: int) -> Fit:
        name = self.terms[number].text
        if name == text:
            return Fit.EXACT
        if name.startswith(text):
            return Fit.PREFIX
        if len(errors) < wanted:
            return Fit.PART
        return Fit.FUZZY if max(errors) >= 1 else Fit.WORDS

    def _near_words(self, word: str) -> dict[int, float]:
        """Terms that hold the word (0), its beginning (0.5) or the word with letters wrong."""
        found: dict[int, float] = {}
        for known, errors in self._spellings(word):
            for number in self.words[known]:
                found[number] = min(errors, found.get(number, errors))
        return found

    def _spellings(self, word: str) -> Iterator[tuple[str, float]]:
        for known in self._in_order[bisect_left(self._in_order, word) :]:
            if not known.startswith(word):
                break
            yield known, 0.0 if known == word else 0.5
        if allowed := typos_allowed(len(word)):
            for known, errors, _ in process.extract(
                word, self._in_order, scorer=OSA.distance, score_cutoff=allowed, limit=40
            ):
                yield known, float(errors)

    def _closed_up(self, text: str) -> Iterator[tuple[int, Fit, float]]:
        """Names that fit when spaces are left out: "sterno cleido mastoid", "sub occipital"."""
        joined = text.replace(" ", "")
        if len(joined) < SHORTEST:
            return
        if joined != text:
            for number, errors in self._near_words(joined).items():
                yield number, Fit.FUZZY, errors
        for _, likeness, number in process.extract(
            joined, self._closed, scorer=fuzz.ratio, score_cutoff=WHOLE, limit=20
        ):
            yield number, Fit.FUZZY, (100 - likeness) / 10


def _worth_showing(ranked: list[Found]) -> Iterator[Found]:
    """Where something fits well, what fits in part or by a stretch is noise."""
    fits = {found.fit for found in ranked if found.entry.rank < RARE}
    worst = Fit.WORDS if fits & {Fit.EXACT, Fit.PREFIX, Fit.WORDS} else Fit.FUZZY
    if not fits - {Fit.PART}:
        worst = Fit.PART
    return (found for found in ranked if found.fit <= worst)


def _score(term: Term, text: str, fit: Fit, wrong: float) -> tuple[float, ...]:
    """Smaller is better: references last, other names and examinations after own names."""
    entry = term.entry
    exact = fit is Fit.EXACT
    last = float(entry.rank >= RARE and not exact)
    tier = float(fit)
    if fit in (Fit.PREFIX, Fit.WORDS) and (term.order or entry.page is Page.EXAMINATION):
        tier = Fit.WORDS + 0.5
    longer = abs(len(term.text) - len(text)) / 10
    return (last, tier, round(wrong), term.order, entry.rank, longer)


def build_index(catalogue: Catalogue, common: CommonNames | None = None) -> SearchIndex:
    """Index every name of every entry, and the common names that mean it."""
    common = common or load_common_names()
    own = [term for entry in catalogue.entries.values() for term in _own(entry)]
    terms = _each_once([*own, *_common(catalogue, common)])
    words: dict[str, dict[int, None]] = {}
    for number, term in enumerate(terms):
        for word in term.text.split():
            words.setdefault(word, {})[number] = None
            words.setdefault(common.words.get(word, word), {})[number] = None
    for old, new in common.words.items():
        words.setdefault(old, {}).update(words.get(new, {}))
    return SearchIndex(
        terms, {word: tuple(numbers) for word, numbers in words.items()}, common.words
    )


def _each_once(terms: Iterable[Term]) -> tuple[Term, ...]:
    """One term for each name of an entry, the one that counts most."""
    kept: dict[tuple[str, tuple[Page, str]], Term] = {}
    for term in sorted(terms, key=lambda each: each.order):
        kept.setdefault((term.text, term.entry.key), term)
    return tuple(kept.values())


def _own(entry: Entry) -> Iterator[Term]:
    yield Term(plain(entry.name), entry.name, entry, 0)
    for name in (entry.latin, *entry.names):
        if name:
            yield Term(plain(name), name, entry, 2)
    if entry.page is not Page.REFERENCE:
        yield Term(plain(entry.id.replace("_", " ")), entry.name, entry, 1)


def _common(catalogue: Catalogue, common: CommonNames) -> Iterable[Term]:
    for each in common.names:
        number = 0
        for meant in each.means:
            for entry in meant_by(catalogue, meant):
                yield Term(plain(each.name), each.name, entry, 1 + number / 100)
                number += 1


def meant_by(catalogue: Catalogue, name: str) -> tuple[Entry, ...]:
    """What a common name means: an id of any kind, a structure or a larger part."""
    found = [entry for page in PAGES_BY_ID if (entry := catalogue.find(page, name))]
    return (*catalogue.called(name), *found)
