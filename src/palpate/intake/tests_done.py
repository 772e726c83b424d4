"""Examinations and their results, from the words of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from palpate.evidence import Fields, read_tables
from palpate.intake.clauses import AGGRAVATING, REFERENCE, Chunk
from palpate.intake.lists import word_list
from palpate.intake.phrases import Phrases, expand
from palpate.intake.tokens import words
from palpate.knowledge import Examination, Knowledge

FOLDER = Path(__file__).parent / "data" / "examinations"


_LESS = "(reduced|decreased|diminished|altered|impaired|loss of|absent|lost)"
_TURNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        r"(.+)_tenderness": (
            "tender *", "* tender", "* tenderness", "tenderness (of|over|at) *",
            "tender (over|at|on) *", "tender (over|at) middle of *",
        ),
        r"tinel_(.+)": (
            "tinel (sign|test|) (at|over|of|behind) *", "(percussion|tapping) (of|over) *",
        ),
        r"(.+)_weak(?:ness)?": (
            "weak *", "* weakness", "* weak", "weakness (of|in|on) *",
            "* (strength|power|) (1|2|3|4) / 5", "(reduced|decreased) * (strength|power|)",
        ),
        r"sensory_loss_([ctls]\d+)": (
            f"{_LESS} (sensation|feeling|light touch) (in|over|) * (dermatome|distribution|area|)",
            "* (sensory loss|hypoesthesia|hypoaesthesia)", "sensory loss (in|over) *",
        ),
        r"reflex_(.+)_reduced": (
            f"{_LESS} * (reflex|jerk)", f"* (reflex|jerk) (is|) {_LESS}",
        ),
    }
)  # fmt: skip
"""How reports turn the names of examinations: the star stands for the structure."""
REFERENCE_TESTS = ("imaging_fracture",)
"""Examinations that confirm or refute a source by other means; words never enter them."""


@dataclass(frozen=True)
class Sign:
    """A phrase of one examination: a `test` needs a result word, `yes` and `no` are results."""

    examination: str
    role: str


@dataclass(frozen=True)
class Result:
    """One examination as the text tells it; the side is empty when none is said."""

    examination: str
    positive: bool
    side: str
    places: tuple[int, ...]


Signs = Mapping[str, Phrases[Sign]]
LOOSE = "loose"
"""Phrases without words that only join ("sign", "over"), for reports that put a result between."""


def load_signs(knowledge: Knowledge, folder: Path = FOLDER) -> Signs:
    """Phrases of examinations: in any context (""), and where the text says what aggravates.

    Every examination is known by its own name too. Raises DataError.
    """
    entries: list[tuple[str, Sign]] = []
    moved: list[tuple[str, Sign]] = []
    ambiguous = {*REFERENCE_TESTS}
    for file in sorted(folder.glob("*.toml")):
        for table in read_tables(file):
            fields = Fields(table)
            name = fields.text("id")
            ambiguous |= set() if fields.raw("own_name", True) else {name}
            for role, key in (("test", "tests"), ("yes", "yes"), ("no", "no")):
                entries += [(phrase, Sign(name, role)) for phrase in fields.texts(key, ())]
            moved += [(phrase, Sign(name, "yes")) for phrase in fields.texts(AGGRAVATING, ())]
            fields.done()
    for examination in knowledge.examinations.values():
        if examination.kind != "palpation" and examination.id not in ambiguous:
            for phrase, role in _own_names(examination):
                entries.append((phrase, Sign(examination.id, role)))
    loose = [(" ".join(bare), sign) for bare, sign in _bare(entries)]
    return {
        "": Phrases(entries),
        AGGRAVATING: Phrases([*moved, *entries]),
        LOOSE: Phrases(loose),
    }


def _bare(entries: Iterable[tuple[str, Sign]]) -> Iterator[tuple[tuple[str, ...], Sign]]:
    """Phrases as they are with the joining words left out, if two words stay."""
    for pattern, sign in entries:
        for phrase in expand(pattern):
            row = words(phrase)
            bare = tuple(w for w in row if w not in word_list("joining"))
            if len(bare) > 1:
                yield bare, sign


def _own_names(examination: Examination) -> Iterator[tuple[str, str]]:
    """Its name without what stands in brackets, its id as words, and usual turns of the id."""
    own = re.sub(r"\(.*?\)", " ", examination.name)
    for phrase in (own, examination.id.replace("_", " ")):
        yield phrase, _role(phrase)
    for pattern, turns in _TURNS.items():
        if match := re.fullmatch(pattern, examination.id):
            name = match.group(1).replace("_", " ")
            role = "test" if pattern.startswith("tinel") else "yes"
            yield from ((turn.replace("*", name), role) for turn in turns)


def _role(phrase: str) -> str:
    """A name such as "weak grip" is a result by itself; "Neer test" waits for one."""
    return "yes" if word_list("describes") & set(words(phrase)) else "test"


def results(
    row: Sequence[str], parts: Sequence[Chunk], denied: Sequence[bool], signs: Signs
) -> list[Result]:
    """Every examination named with a result; reference tests are passed over."""
    found = []
    for chunk in parts:
        if chunk.contexts and chunk.contexts[0] != REFERENCE:
            later = [c for c in parts if c.clause == chunk.clause and c.start > chunk.start][:1]
            after = [word for c in later for word in row[c.start : c.end]]
            found += _in_chunk(row, chunk, denied, signs, after)
    return found


def _in_chunk(
    row: Sequence[str],
    chunk: Chunk,
    denied: Sequence[bool],
    signs: Signs,
    later: Sequence[str],
) -> list[Result]:
    kept = [n for n in range(chunk.start, chunk.end) if row[n] not in word_list("skipped")]
    thin = [row[n] for n in kept]
    found = []
    place = 0
    while place < len(thin):
        context = chunk.at(kept[place])
        match = signs[context if context in signs else ""].at(thin, place)
        if match is None:
            place += 1
            continue
        places = tuple(kept[match.start : match.end])
        for sign in match.values:
            positive = _positive(sign, thin, match.start, match.end, denied[places[0]], later)
            if positive is None and context == AGGRAVATING:
                positive = True
            if positive is not None:
                side = side_of(row, chunk, places)
                found.append(Result(sign.examination, positive, side, places))
        place = match.end
    taken = {n for result in found for n in result.places}
    return found + _loosely(row, chunk, denied, signs[LOOSE], taken, later)


def _loosely(
    row: Sequence[str],
    chunk: Chunk,
    denied: Sequence[bool],
    phrases: Phrases[Sign],
    taken: set[int],
    later: Sequence[str],
) -> list[Result]:
    """Examinations whose words stand apart: "Tinel positive over the radial nerve"."""
    passed = word_list("skipped") | word_list("joining") | word_list("between")
    span = [n for n in range(chunk.start, chunk.end) if n not in taken]
    kept = [n for n in span if row[n] not in passed]
    thin = [row[n] for n in kept]
    found = []
    place = 0
    while place < len(thin):
        match = phrases.at(thin, place)
        if match is None:
            place += 1
            continue
        places = tuple(kept[match.start : match.end])
        rest = [n for n in span if n not in places]
        order = [n for n in rest if n < places[0]] + [n for n in rest if n > places[0]]
        start = sum(n < places[0] for n in rest)
        said = [row[n] for n in order]
        for sign in match.values:
            positive = _positive(sign, said, start, start, denied[places[0]], later)
            if positive is not None:
                side = side_of(row, chunk, places)
                found.append(Result(sign.examination, positive, side, places))
        place = match.end
    return found


def _positive(
    sign: Sign, thin: Sequence[str], start: int, end: int, negative: bool, later: Sequence[str]
) -> bool | None:
    if sign.role != "test":
        after = thin[end : end + 2]
        gone = negative or bool({"absent", "negative", "excluded"} & set(after))
        return (sign.role == "yes") != gone
    if negative:
        return False
    positive, negatives = word_list("positive"), word_list("negative")
    after, before = [*thin[end:]], thin[:start][::-1]
    for words_ in (after, before, later):
        for place, word in enumerate(words_):
            compared = word == "normal" and place > 0 and words_[place - 1] == "of"
            if (word in positive or word in negatives) and not compared:
                return word in positive
    return None


def side_of(row: Sequence[str], chunk: Chunk, places: Sequence[int]) -> str:
    """The side said nearest to the words, or nothing."""
    sides = [
        (min(abs(n - places[0]), abs(n - places[-1])), row[n])
        for n in range(chunk.start, chunk.end)
        if row[n] in ("left", "right", "both", "bilateral", "bilaterally")
    ]
    if not sides:
        return ""
    name = min(sides)[1]
    return name if name in ("left", "right") else "both"


def sides_of(examination: Examination, side: str, default: str) -> tuple[str, ...]:
    """Sides to enter a finding on; empty when the text leaves it open."""
    if examination.sides == ("midline",):
        return ("midline",)
    said = side or default
    if said == "both":
        return ("left", "right")
    return (said,) if said in examination.sides else ()


def result_name(knowledge: Knowledge, examination: str, positive: bool) -> str:
    """The name of the result that the words mean."""
    entry = knowledge.examinations[examination]
    others = [r.name for r in entry.results if r.name != entry.positive]
    return entry.positive if positive or not others else others[-1]
