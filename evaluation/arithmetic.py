"""What results of examinations do to the odds, in the network and by Bayes' arithmetic."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from palpate.knowledge import Examination, Kind, Source
from palpate.reasoning import Model, Reasoner, build_model, parse_case
from palpate.reasoning.engine import marginals, search
from palpate.reasoning.observe import observe

FIGURES = Path(__file__).parents[1] / "tests" / "data" / "published_tests.toml"
PRIOR = 0.3
PRESSED = ("tenderness", "pressure", "palpation", "press")
"""Words in the id of a test that is done by pressing."""


def figures() -> dict[str, list[dict[str, Any]]]:
    """The published figures."""
    return tomllib.loads(FIGURES.read_text(encoding="utf-8"))


def odds(probability: float) -> float:
    """Odds of a probability below 1."""
    return probability / (1 - probability)


def left(model: Model, name: str) -> Source:
    """The source of this name on the left, the first of its sites."""
    names = (f"{name}.left", f"{name}.1.left", f"{name}.midline")
    return next(source for source in model.sources if source.id in names)


def moved(
    reasoner: Reasoner, source: Source, examination: Examination, result: str, fine: bool = False
) -> float:
    """What one result multiplies the odds of a source by; `fine` searches to the last set."""
    model = reasoner.model
    number = [each.id for each in model.sources].index(source.id)
    side = "left" if "left" in examination.sides else "midline"
    finding = {"id": examination.id, "side": side, "result": result}
    chances = []
    for findings in ([finding], []):
        case = parse_case({"findings": findings}, model.body, model.knowledge)
        if fine:
            evidence = observe(model, case)
            every = search(model.network, evidence, 2000, 1e-7, keep=1e-9, prune=1e-9, tail=0.0)
            chances.append(float(marginals(every)[number]))
        else:
            chances.append(float(reasoner.probabilities(case)[number]))
    return odds(chances[0]) / odds(chances[1])


def alone(model: Model, source: Source, examination: Examination) -> Reasoner:
    """A reasoner that knows one source and one examination."""
    knowledge = replace(
        model.knowledge,
        sources=(replace(source, prior=PRIOR),),
        satellites=(),
        questions={},
        examinations={examination.id: examination},
    )
    return Reasoner(build_model(model.body, knowledge))


def expected(model: Model, source: Source, examination: Examination, result: str) -> float:
    """The likelihood ratio of a result by Bayes' arithmetic in the whole network.

    The other sources that turn the examination positive are as common as their priors say, so the
    ratio is nearer to one than sensitivity and specificity alone would make it.
    """
    place = next(
        k
        for k, node in enumerate(model.layout.nodes)
        if node.examination.id == examination.id and node.side in ("left", "midline")
    )
    sources, q = model.network.by_finding.row(model.layout.first_node + place)
    number = [each.id for each in model.sources].index(source.id)
    others = sources != number
    quiet = (1 - examination.false_positive) * float(
        np.prod(1 - model.network.prior[sources[others]] * q[others])
    )
    (own,) = q[~others]
    shown = 1 - quiet * (1 - float(own)), 1 - quiet
    found = next(each for each in examination.results if each.name == result)
    active, inactive = (p * found.if_present + (1 - p) * found.if_absent for p in shown)
    return active / inactive


def pressed_links(model: Model) -> Iterator[tuple[str, Source, float]]:
    """Tests done by pressing, the trigger points they reach, and the ratio of a positive result."""
    for place, node in enumerate(model.layout.nodes):
        test = node.examination
        if test.kind != "test" or not any(word in test.id for word in PRESSED):
            continue
        sources, q = model.network.by_finding.row(model.layout.first_node + place)
        for number, link in zip(sources, q, strict=True):
            source = model.sources[int(number)]
            if source.kind is Kind.TRIGGER_POINT and source.side == "left":
                leak = test.false_positive
                yield test.id, source, (leak + (1 - leak) * float(link)) / leak


def ratio(reasoner: Reasoner, row: dict[str, Any]) -> float:
    """Our likelihood ratio for one published one."""
    model = reasoner.model
    examination = model.knowledge.examinations[row["examination"]]
    found = moved(reasoner, left(model, row["source"]), examination, row["result"])
    return 1 / found if row.get("against") else found
