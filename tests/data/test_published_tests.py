"""One source, one examination: the answer is Bayes' arithmetic with the published figures."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.support import Desk, finding

from palpate.knowledge import Examination, Knowledge, Source
from palpate.knowledge.model import Link
from palpate.reasoning import Reasoner, build_model

FILE = Path(__file__).parent / "published_tests.toml"
PUBLISHED: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["published"]
NAMES = [row["examination"] for row in PUBLISHED]


def only(desk: Desk, source: Source, examination: Examination) -> Reasoner:
    """A reasoner that knows one source and one examination."""
    knowledge = replace(
        desk.knowledge,
        sources=(source,),
        satellites=(),
        questions={},
        examinations={examination.id: examination},
    )
    return Reasoner(build_model(desk.body, knowledge))


def left(knowledge: Knowledge, name: str) -> Source:
    return next(s for s in knowledge.sources if s.id in (f"{name}.left", f"{name}.1.left"))


def concerns(link: Link, source: Source) -> bool:
    """Whether a link names the source, by structure, by source id or by kind."""
    by = {
        "structure": source.aliases,
        "source": {source.id.rpartition(".")[0]},
        "kind": {source.kind.value},
    }
    return link.target in by[link.by]


def link_of(examination: Examination, source: Source) -> float:
    """Highest sensitivity that the examination states for the source."""
    return max(link.sensitivity for link in examination.links if concerns(link, source))


def posterior(desk: Desk, reasoner: Reasoner, examination: Examination, result: str) -> float:
    """What a reasoner with one source makes of one result."""
    side = "left" if "left" in examination.sides else "midline"
    case = desk.read({"findings": [finding(examination.id, result, side)]})
    (chance,) = reasoner.probabilities(case)
    return float(chance)


def bayes(prior: float, if_active: float, if_not: float) -> float:
    return prior * if_active / (prior * if_active + (1 - prior) * if_not)


def likelihoods(examination: Examination, sensitivity: float) -> Mapping[str, tuple[float, float]]:
    """Probability of each result with the source active, and without."""
    false = examination.false_positive
    return {
        r.name: tuple(  # type: ignore[misc]
            shown * r.if_present + (1 - shown) * r.if_absent for shown in (sensitivity, false)
        )
        for r in examination.results
    }


@pytest.mark.parametrize("row", PUBLISHED, ids=NAMES)
def test_the_figures_are_those_that_were_published(
    knowledge: Knowledge, row: dict[str, Any]
) -> None:
    examination = knowledge.examinations[row["examination"]]
    sensitivity = link_of(examination, left(knowledge, row["source"]))
    assert row["sensitivity"][0] - 0.005 <= sensitivity <= row["sensitivity"][1] + 0.005
    low, high = row["specificity"]
    assert low - 0.005 <= 1 - examination.false_positive <= high + 0.005


@pytest.mark.parametrize("row", PUBLISHED, ids=NAMES)
@pytest.mark.parametrize("place", [0, -1], ids=["first result", "last result"])
def test_the_answer_is_bayes_arithmetic(desk: Desk, row: dict[str, Any], place: int) -> None:
    examination = desk.knowledge.examinations[row["examination"]]
    source = replace(left(desk.knowledge, row["source"]), prior=0.3)
    result = examination.results[place].name
    table = likelihoods(examination, link_of(examination, source))
    expected = bayes(0.3, *table[result])
    reasoner = only(desk, source, examination)
    assert posterior(desk, reasoner, examination, result) == pytest.approx(expected, abs=1e-9)


def test_every_examination_of_every_source_is_bayes_arithmetic(desk: Desk) -> None:
    """Not only the published ones: each examination with the first source that it names."""
    sources = [s for s in desk.knowledge.sources if s.side == "left"]
    checked = 0
    for examination in desk.knowledge.examinations.values():
        named = [s for s in sources if any(concerns(link, s) for link in examination.links)]
        if not named or examination.id in named[0].pain_on:
            continue
        source = replace(named[0], prior=0.3)
        sensitivity = max(link_of(examination, source), examination.false_positive)
        reasoner = only(desk, source, examination)
        for result, table in likelihoods(examination, sensitivity).items():
            found = posterior(desk, reasoner, examination, result)
            assert found == pytest.approx(bayes(0.3, *table), abs=1e-9), (examination.id, result)
            checked += 1
    assert checked > 300


def test_expected_information_of_a_test_is_that_of_its_table(desk: Desk) -> None:
    """Mutual information between one source and one two-valued test, in bits."""
    examination = desk.knowledge.examinations["phalen"]
    source = replace(left(desk.knowledge, "median_nerve_carpal_tunnel"), prior=0.5)
    reasoner = only(desk, source, examination)
    ahead = reasoner.answer(desk.read({"findings": []})).next_examinations
    sensitivity = link_of(examination, source)
    joint = 0.5 * np.array(
        [
            [sensitivity, 1 - sensitivity],
            [examination.false_positive, 1 - examination.false_positive],
        ]
    )
    apart = np.outer(joint.sum(axis=1), joint.sum(axis=0))
    bits = float((joint * np.log2(joint / apart)).sum())
    assert {e.id: e.bits for e in ahead if e.side == "left"} == {
        "phalen": pytest.approx(bits, rel=0.05)
    }
