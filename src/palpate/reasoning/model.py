"""The network of everything that is known, on the canonical body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from palpate.anatomy import Body, load_regions
from palpate.knowledge import Knowledge, Source
from palpate.knowledge.common import QUALITIES
from palpate.reasoning.engine import Csr, Network, TestBank, from_triples
from palpate.reasoning.layout import Layout, Node, layout
from palpate.reasoning.pattern import strongest
from palpate.reasoning.weights import SHIPPED, Weights

QUALITY_SENSITIVITY = 0.5
QUALITY_LEAK = {
    "ache": 0.5, "burning": 0.08, "stabbing": 0.12, "tingling": 0.06, "numb": 0.05, "tight": 0.25,
}  # fmt: skip
QUALITY_TEMPER = 0.7
"""Quality words helped little in published drawings (Sanders 2006), so they count for less."""
MOVEMENT_SENSITIVITY = 0.5
"""Share of people with an active source who feel it in a movement taught to provoke it."""

Triple = tuple[int, int, float]


@dataclass(frozen=True, eq=False)
class Model:
    """Network, layout and groups.

    `group_of_source` (n,) numbers the groups of `groups`: the trigger points of one muscle and
    side form one group, any other source a group of its own.
    """

    body: Body
    knowledge: Knowledge
    layout: Layout
    network: Network
    groups: tuple[str, ...]
    group_of_source: npt.NDArray[np.int64]
    tests: TestBank
    weights: Weights = SHIPPED

    @property
    def sources(self) -> tuple[Source, ...]:
        """The causes of the network, in order."""
        return self.knowledge.sources

    @cached_property
    def named(self) -> dict[tuple[str, str], list[int]]:
        """Numbers of the sources by what a link or a condition can call them."""
        return _numbers_by_name(self.sources)

    def of_other_sex(self, sex: str | None) -> npt.NDArray[np.int64]:
        """Numbers of the sources that only the other sex has; none when the sex is not known."""
        return np.array(
            [k for k, source in enumerate(self.sources) if sex and source.sex not in ("", sex)],
            dtype=np.int64,
        )

    @cached_property
    def atom(self) -> npt.NDArray[np.int64]:
        """Number (P,) shared by the patches of one region that have exactly the same links."""
        rows = self.network.by_finding
        seen: dict[tuple[int, bytes, bytes], int] = {}
        atoms = np.empty(self.layout.patches, dtype=np.int64)
        for patch in range(self.layout.patches):
            sources, q = rows.row(patch)
            key = (int(self.body.patch_region[patch]), sources.tobytes(), q.tobytes())
            atoms[patch] = seen.setdefault(key, len(seen))
        return atoms

    @cached_property
    def region_names(self) -> dict[str, str]:
        """Name of every region by id."""
        return {region.id: region.name for region in load_regions()}


def build_model(body: Body, knowledge: Knowledge, weights: Weights = SHIPPED) -> Model:
    """Assemble the network: sources joined to patches, qualities, examinations, questions.

    `weights` says what a drawing is worth; the shipped ones are fitted.
    """
    plan = layout(body, knowledge)
    sources = knowledge.sources
    links = [*_drawn(body, sources), *_felt(plan, sources), *_examined(plan, sources)]
    satellites = list(_satellites(knowledge))
    weight = np.concatenate([
        weights.temper / np.bincount(body.patch_region)[body.patch_region],
        np.full(len(QUALITIES), QUALITY_TEMPER),
        np.ones(len(plan.nodes)),
    ])  # fmt: skip
    csr = _csr(links, len(sources))
    network = Network(
        np.array([source.prior for source in sources]),
        _leaks(plan, weights.patch_leak),
        weight,
        *csr,
        *_csr(satellites, len(sources)),
    )
    groups = tuple(dict.fromkeys(source.group for source in sources))
    number = {group: k for k, group in enumerate(groups)}
    return Model(
        body=body,
        knowledge=knowledge,
        layout=plan,
        network=network,
        groups=groups,
        group_of_source=np.array([number[source.group] for source in sources]),
        tests=_tests(plan, links, len(sources)),
        weights=weights,
    )


def _csr(triples: list[Triple], count: int) -> Csr:
    """Triples (source, column, probability) as rows by source."""
    rows, columns, values = ([triple[k] for triple in triples] for k in range(3))
    return from_triples(rows, columns, values, count)


def _drawn(body: Body, sources: tuple[Source, ...]) -> Iterator[Triple]:
    for number, source in enumerate(sources):
        for patch, q in strongest(body, source.referral.zones, source.side).items():
            yield number, patch, q


def _felt(plan: Layout, sources: tuple[Source, ...]) -> Iterator[Triple]:
    for number, source in enumerate(sources):
        for quality in source.qualities:
            yield number, plan.quality(quality), QUALITY_SENSITIVITY


def _examined(plan: Layout, sources: tuple[Source, ...]) -> Iterator[Triple]:
    """Examinations and questions reach the sources on their side; one without a side, all."""
    named = _numbers_by_name(sources)
    for offset, node in enumerate(plan.nodes):
        leak = node.examination.false_positive
        for number, sensitivity in _sensitivities(node, named).items():
            if sensitivity > leak and _same_side(node, sources[number]):
                yield number, plan.first_node + offset, (sensitivity - leak) / (1 - leak)


def _numbers_by_name(sources: tuple[Source, ...]) -> dict[tuple[str, str], list[int]]:
    """Sources by what a link can call them: structure, source, kind, or a movement's pain."""
    named: dict[tuple[str, str], list[int]] = {}
    for number, source in enumerate(sources):
        for alias in source.aliases:
            named.setdefault(("structure", alias), []).append(number)
        named.setdefault(("source", source.id.rpartition(".")[0]), []).append(number)
        named.setdefault(("kind", source.kind.value), []).append(number)
        for movement in source.pain_on:
            named.setdefault(("pain_on", movement), []).append(number)
    return named


def _sensitivities(node: Node, named: dict[tuple[str, str], list[int]]) -> dict[int, float]:
    """The highest sensitivity of any link, for every source that one names."""
    examination = node.examination
    found = dict.fromkeys(named.get(("pain_on", examination.id), ()), MOVEMENT_SENSITIVITY)
    for link in examination.links:
        for number in named.get((link.by, link.target), ()):
            found[number] = max(link.sensitivity, found.get(number, 0.0))
    return found


def _same_side(node: Node, source: Source) -> bool:
    return "midline" in (node.side, source.side) or node.side == source.side


def _leaks(plan: Layout, patch_leak: float) -> npt.NDArray[np.float64]:
    return np.array(
        [patch_leak] * plan.patches
        + [QUALITY_LEAK[quality] for quality in QUALITIES]
        + [node.examination.false_positive for node in plan.nodes]
    )


def _satellites(knowledge: Knowledge) -> Iterator[Triple]:
    """Any point of the key muscle can awaken any point of the satellite, on the same side."""
    members: dict[tuple[str, str], list[int]] = {}
    for number, source in enumerate(knowledge.sources):
        members.setdefault((source.structure, source.side), []).append(number)
    for satellite in knowledge.satellites:
        for side in ("left", "right"):
            targets = members.get((satellite.satellite, side), [])
            for key in members.get((satellite.key, side), []):
                for target in targets:
                    yield key, target, satellite.probability / len(targets)


def _tests(plan: Layout, links: list[Triple], sources: int) -> TestBank:
    """Examinations that can be done next, in the order of the layout's nodes."""
    first = plan.first_node
    rows = [(i, j - first, q) for i, j, q in links if j >= first]
    widest = max((len(node.examination.results) for node in plan.nodes), default=2)
    present, absent = np.zeros((len(plan.nodes), widest)), np.zeros((len(plan.nodes), widest))
    for number, node in enumerate(plan.nodes):
        for column, result in enumerate(node.examination.results):
            present[number, column] = result.if_present
            absent[number, column] = result.if_absent
    leak = np.array([node.examination.false_positive for node in plan.nodes])
    csr = _csr(rows, sources)
    return TestBank(leak, *csr, present, absent)
