"""Nerves, joints and ligaments that were pressed or tapped, as reports name them.

An examination belongs to a structure when the structure is what it finds best: "tender over the
acromioclavicular joint" needs no entry of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from palpate.intake.clauses import EXAMINATION, Chunk
from palpate.intake.lists import word_list
from palpate.intake.phrases import Phrases
from palpate.intake.tests_done import Result, side_of
from palpate.knowledge import Examination, Kind, Knowledge, Source

_PRESSING = re.compile(
    r"^(?!pelvic|adductor_sq|infraspinatus|gluteal_trigger|tmj_comp)"
    r".*(tender|_point|notch|palpation|squeeze|compression|spring|grind|pressure)"
)
_TAPPING = re.compile(r"^tinel")
_KINDS = (Kind.NERVE, Kind.JOINT, Kind.SOFT_TISSUE)
LEAST = 0.5
"""An examination that finds the structure less often than this is not meant by its name."""
_CLEAR = frozenset(
    ("no", "not", "without", "negative", "normal", "painless", "nontender", "absent")
)


@dataclass(frozen=True)
class Touch:
    """Names of structures, and the examination that presses and the one that taps each."""

    phrases: Phrases[str]
    pressing: Mapping[str, str]
    tapping: Mapping[str, str]


def touches(knowledge: Knowledge) -> Touch:
    """Find the examinations by touch of everything that is not a muscle."""
    named: dict[str, list[Source]] = {}
    for source in knowledge.sources:
        if source.kind in _KINDS and source.side != "right":
            for alias in source.aliases:
                named.setdefault(alias, []).append(source)
    tests = [e for e in knowledge.examinations.values() if e.kind != "palpation"]
    pressing = _best(named, [e for e in tests if _PRESSING.search(e.id)])
    tapping = _best(named, [e for e in tests if _TAPPING.search(e.id)])
    phrases = [(a.replace("_", " "), a) for a in named if a in pressing or a in tapping]
    return Touch(Phrases(phrases), pressing, tapping)


def _best(named: Mapping[str, Sequence[Source]], tests: Iterable[Examination]) -> dict[str, str]:
    """For each name the examination that finds it most often, against false positives.

    Of a nerve with several sites the commonest site is meant.
    """
    chosen: dict[str, tuple[float, str]] = {}
    for test in tests:
        for alias, sites in named.items():
            most = max(source.prior for source in sites)
            group = [source for source in sites if source.prior > most / 2]
            names = {a for source in group for a in source.aliases}
            names |= {source.id.rpartition(".")[0] for source in group[:1]}
            found = max((k.sensitivity for k in test.links if k.target in names), default=0.0)
            weight = found / (test.false_positive + 0.1)
            if found >= LEAST and weight > chosen.get(alias, (0.0, ""))[0]:
                chosen[alias] = (weight, test.id)
    return {alias: test for alias, (_, test) in chosen.items()}


def touched(
    row: Sequence[str], parts: Sequence[Chunk], touch: Touch, used: Sequence[bool]
) -> list[Result]:
    """Every structure that the text says was pressed or tapped, with what it did."""
    found = []
    for chunk in parts:
        if EXAMINATION not in chunk.contexts:
            continue
        own = row[chunk.start : chunk.end]
        tapped = bool(set(own) & word_list("tapping"))
        if not tapped and not set(own) & word_list("pressing"):
            continue
        for match in touch.phrases.all(own):
            places = tuple(range(chunk.start + match.start, chunk.start + match.end))
            name = match.values[0]
            test = (touch.tapping.get(name) if tapped else None) or touch.pressing.get(name)
            if test and not any(used[n] for n in places):
                positive = not set(own) & _CLEAR
                found.append(Result(test, positive, side_of(row, chunk, places), places))
    return found
