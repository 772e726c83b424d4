"""Answer a case: one list of hypotheses, and everything that is read from it."""

from __future__ import annotations

from functools import lru_cache
from time import perf_counter

import numpy as np
import numpy.typing as npt

from palpate.anatomy import load_body
from palpate.knowledge import load_knowledge
from palpate.reasoning.answer import Answer, NextExamination, RankedSource
from palpate.reasoning.background import with_background
from palpate.reasoning.case import Case
from palpate.reasoning.engine import (
    Evidence,
    HypothesisList,
    expected_information,
    group_marginals,
    infer,
    marginals,
    warm,
)
from palpate.reasoning.explain import explain, explain_background
from palpate.reasoning.model import Model, build_model
from palpate.reasoning.observe import observe
from palpate.reasoning.red_flags import red_flags

EMPTY = "Nothing is painted, asked or examined yet: the list shows only how common each source is."
WIDE = "Most of the body is painted: a drawing this wide says little about single sources."
WIDE_SHARE = 0.6
FAINT = (
    "Nothing stands out yet: what is drawn could come from many places. Paint all that hurts, then "
    "examine; the order of the list says more than its percentages."
)
FAINT_CHANCE = 0.15
"""Below this probability of the first source the list is said to be faint."""
NEXT = 8


class Reasoner:
    """Answers cases against one model; holds no state between cases."""

    def __init__(self, model: Model) -> None:
        self.model = model

    def answer(self, case: Case, top: int | None = 12) -> Answer:
        """Rank all sources for a case.

        `top` limits how many groups are returned with their reasons; None returns all of them.
        """
        started = perf_counter()
        evidence = observe(self.model, case)
        model, known = with_background(self.model, case)
        found = infer(model.network, evidence)
        ranked = explain(model, case, evidence, found, self._rank(found, top))
        ranked = explain_background(model, known, ranked)
        return Answer(
            red_flags=red_flags(case, self.model.body, self.model.knowledge),
            sources=ranked,
            next_examinations=self._next(found, evidence),
            note=self._note(case, ranked),
            milliseconds=(perf_counter() - started) * 1000,
        )

    def ranking(self, case: Case) -> tuple[RankedSource, ...]:
        """All groups in order, without reasons."""
        return self._rank(self._infer(case), None)

    def probabilities(self, case: Case) -> npt.NDArray[np.float64]:
        """Probability (n,) that each source is active."""
        return marginals(self._infer(case))

    def _infer(self, case: Case) -> HypothesisList:
        model, _ = with_background(self.model, case)
        return infer(model.network, observe(self.model, case))

    def _rank(self, found: HypothesisList, top: int | None) -> tuple[RankedSource, ...]:
        alone = marginals(found)
        grouped = group_marginals(found, self.model.group_of_source)
        order = np.argsort(-grouped, kind="stable")[:top]
        members: dict[int, list[int]] = {int(group): [] for group in order}
        for number, group in enumerate(self.model.group_of_source):
            if int(group) in members:
                members[int(group)].append(number)
        return tuple(
            self._ranked(members[int(group)], float(grouped[group]), alone) for group in order
        )

    def _ranked(
        self, members: list[int], probability: float, alone: npt.NDArray[np.float64]
    ) -> RankedSource:
        members = sorted(members, key=lambda number: -alone[number])
        sites = tuple((self.model.sources[n], float(alone[n])) for n in members)
        return RankedSource(sites[0][0], probability, sites)

    def _next(self, found: HypothesisList, evidence: Evidence) -> tuple[NextExamination, ...]:
        """Examinations not done yet, by expected bits per minute of the therapist's time."""
        nodes = self.model.layout.nodes
        bits = expected_information(found, self.model.tests)
        done = evidence.observed[self.model.layout.first_node :]
        minutes = np.array([node.examination.minutes for node in nodes])
        worth = np.where(done, -1.0, bits / minutes)
        best = [int(k) for k in np.argsort(-worth, kind="stable")[:NEXT] if worth[k] > 0]
        return tuple(
            NextExamination(
                id=nodes[k].examination.id,
                name=nodes[k].examination.name,
                side=nodes[k].side,
                bits=float(bits[k]),
                minutes=nodes[k].examination.minutes,
                instruction=nodes[k].examination.instruction,
                results=tuple(result.name for result in nodes[k].examination.results),
            )
            for k in best
        )

    def _note(self, case: Case, ranked: tuple[RankedSource, ...]) -> str:
        if case.empty:
            return EMPTY
        if case.painted.size > WIDE_SHARE * self.model.layout.patches:
            return WIDE
        return FAINT if ranked and ranked[0].probability < FAINT_CHANCE else ""


@lru_cache(maxsize=1)
def load_reasoner() -> Reasoner:
    """The reasoner on the shipped body and knowledge, its compiled loops loaded."""
    warm()
    return Reasoner(build_model(load_body(), load_knowledge()))
