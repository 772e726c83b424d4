"""Cases written as JSON, and the questions that tests ask of their answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from palpate.anatomy import Body
from palpate.knowledge import Knowledge
from palpate.reasoning import Answer, Case, Reasoner, build_model, parse_case
from palpate.reasoning.engine import group_marginals, infer
from palpate.reasoning.observe import observe

Json = dict[str, Any]
OTHER = {"left": "right", "right": "left", "midline": "midline", "both": "both"}


def pain(*places: str, side: str = "left", intensity: float = 6) -> list[Json]:
    """Pain entries for regions; "temple.right" names its own side."""
    entries = []
    for place in places:
        region, _, own = place.partition(".")
        entries.append({"region": region, "side": own or side, "intensity": intensity})
    return entries


def finding(name: str, result: str, side: str | None = "left") -> Json:
    """One finding entry."""
    return {"id": name, "side": side, "result": result}


def mirrored(data: Json) -> Json:
    """The same case on the other side of the body."""
    turned = dict(data)
    for key in ("pain", "findings"):
        if key in turned:
            turned[key] = [{**entry, "side": OTHER[entry["side"]]} for entry in turned[key]]
    return turned


@dataclass(frozen=True)
class Desk:
    """Answers cases written as JSON, as the command line and the page do."""

    reasoner: Reasoner

    @property
    def body(self) -> Body:
        return self.reasoner.model.body

    @property
    def knowledge(self) -> Knowledge:
        return self.reasoner.model.knowledge

    def read(self, data: object) -> Case:
        """Parse a case; raises CaseError."""
        return parse_case(data, self.body, self.knowledge)

    def answer(self, data: object, top: int | None = 12) -> Answer:
        """The whole answer to a case."""
        return self.reasoner.answer(self.read(data), top)

    def groups(self, data: object) -> npt.NDArray[np.float64]:
        """Probability of every group, in the order of the model's groups."""
        model = self.reasoner.model
        found = infer(model.network, observe(model, self.read(data)))
        return group_marginals(found, model.group_of_source)

    def probability(self, data: object, group: str) -> float:
        """Probability that any site of one group ("temporalis.left") is active."""
        return float(self.groups(data)[self.reasoner.model.groups.index(group)])

    def order(self, data: object) -> list[str]:
        """All groups, the most probable first."""
        names = self.reasoner.model.groups
        return [names[k] for k in np.argsort(-self.groups(data), kind="stable")]


def symmetric(reasoner: Reasoner) -> Reasoner:
    """The reasoner without the organs that lie on one side (heart, appendix, gallbladder ...)."""
    knowledge = reasoner.model.knowledge
    even = tuple(
        source
        for source in knowledge.sources
        if not any(zone.side in ("left", "right") for zone in source.referral.zones)
    )
    return Reasoner(build_model(reasoner.model.body, replace(knowledge, sources=even)))


def odds(probability: float) -> float:
    """Odds of a probability below 1."""
    return probability / (1 - probability)


def opposite(group: str) -> str:
    """The group's counterpart on the other side."""
    name, _, side = group.rpartition(".")
    return f"{name}.{OTHER[side]}"
