"""Which finding of the network is which patch, quality, examination or question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from palpate.anatomy import Body
from palpate.knowledge import Examination, Knowledge
from palpate.knowledge.common import QUALITIES


@dataclass(frozen=True)
class Node:
    """An examination or question on one side, as one finding of the network."""

    examination: Examination
    side: str


@dataclass(frozen=True)
class Layout:
    """Findings in order: patches, pain qualities, then examinations and questions by side."""

    patches: int
    nodes: tuple[Node, ...]

    @property
    def first_quality(self) -> int:
        """Number of the first quality finding."""
        return self.patches

    @property
    def first_node(self) -> int:
        """Number of the first examination finding."""
        return self.patches + len(QUALITIES)

    @property
    def size(self) -> int:
        """Number of findings."""
        return self.first_node + len(self.nodes)

    @cached_property
    def node_numbers(self) -> Mapping[tuple[str, str], int]:
        """Finding number of (examination id, side)."""
        start = self.first_node
        return {(n.examination.id, n.side): start + k for k, n in enumerate(self.nodes)}

    def quality(self, name: str) -> int:
        """Finding number of a pain quality."""
        return self.first_quality + QUALITIES.index(name)


def layout(body: Body, knowledge: Knowledge) -> Layout:
    """The findings of everything that is known."""
    asked = [q.examination for q in knowledge.questions.values() if q.examination]
    every = (*knowledge.examinations.values(), *asked)
    nodes = tuple(Node(examination, side) for examination in every for side in examination.sides)
    return Layout(len(body.patch_ids), nodes)
