"""What a source accounts for, what no source does, and what would vanish without a source."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .evidence import Evidence
from .hypotheses import HypothesisList
from .kernels import FloatArray, LongArray
from .misses import Misses, joint_misses
from .network import Network
from .revision import observation_likelihood, observed_findings

_AT_MOST = 300
"""Heaviest sets that explanations are computed from."""


class Explained(NamedTuple):
    """What a source accounts for.

    findings: (o,) findings it links to that were seen (likelier present than absent). share: (o,)
    probability, given that the source is active, that it brought the finding about (others may
    have done so as well).
    """

    findings: LongArray
    share: FloatArray


def _seen_by(network: Network, evidence: Evidence, source: int) -> LongArray:
    column = network.links.row(source)[0].astype(np.int64)
    return column[(evidence.l1[column] > evidence.l0[column]) & (network.weight[column] > 0.0)]


def explained_share(
    found: HypothesisList, network: Network, evidence: Evidence, source: int
) -> Explained:
    """Return the probability that an active source accounts for each finding seen in its reach."""
    findings = _seen_by(network, evidence, source)
    strength = np.zeros(network.finding_count)
    column, q = network.links.row(source)
    strength[column] = q
    head, pairs = _with_source(found, network, findings, source)
    if not head.weight.size:
        sign = 1.0 - (1.0 - network.leak[findings]) * (1.0 - strength[findings])
        likelihood = observation_likelihood(evidence, findings, sign)
        return Explained(findings, evidence.l1[findings] * strength[findings] / likelihood)
    finding = findings[pairs.column]
    sign = 1.0 - (1.0 - network.leak[finding]) * pairs.miss
    fired = (
        evidence.l1[finding] * strength[finding] / observation_likelihood(evidence, finding, sign)
    )
    mass = head.weight[pairs.hypothesis]
    share = np.bincount(pairs.column, mass * fired, findings.size)
    return Explained(findings, share / head.weight.sum())


def _with_source(
    found: HypothesisList, network: Network, findings: LongArray, source: int
) -> tuple[HypothesisList, Misses]:
    """Return the heaviest sets that contain the source, and their misses at the findings."""
    inside = (found.sets == source).any(axis=1)
    chosen = np.flatnonzero(inside)[:_AT_MOST]
    head = HypothesisList(
        found.sets[chosen], found.log_weight[chosen], found.weight[chosen], found.alone,
        found.frontier, found.expansions, found.method,
    )  # fmt: skip
    return head, joint_misses(head.sets, network.links, findings, network.finding_count)


def background_share(
    found: HypothesisList, network: Network, evidence: Evidence
) -> tuple[LongArray, FloatArray]:
    """Return the findings seen (o,) and the probability (o,) that no active source caused each."""
    findings = observed_findings(network, evidence)
    findings = findings[evidence.l1[findings] > evidence.l0[findings]]
    head = found.top(1.0, _AT_MOST)
    pairs = joint_misses(head.sets, network.links, findings, network.finding_count)
    finding = findings[pairs.column]
    mass = head.weight[pairs.hypothesis]
    leak, miss = network.leak[finding], pairs.miss
    likelihood = observation_likelihood(evidence, finding, 1.0 - (1.0 - leak) * miss)
    idle = 1.0 - evidence.l1[finding] * (1.0 - miss) / likelihood
    untouched = np.maximum(1.0 - np.bincount(pairs.column, mass, findings.size), 0.0)
    return findings, untouched + np.bincount(pairs.column, mass * idle, findings.size)


def disablement(
    found: HypothesisList, network: Network, evidence: Evidence, sources: npt.ArrayLike
) -> FloatArray:
    """Count the seen findings (s,), in expectation, that would vanish without the source.

    Counterfactual ranking: a finding vanishes when the source alone brought it about. Findings
    count by their weight. Source: Richens et al. 2020.
    """
    asked = np.asarray(sources, np.int64)
    result = np.zeros(asked.size)
    power = network.weight * evidence.strength
    for row, source in enumerate(asked):
        findings = _seen_by(network, evidence, int(source))
        head, pairs = _with_source(found, network, findings, int(source))
        if not head.weight.size:
            continue
        column, q = network.links.row(int(source))
        strength = np.zeros(network.finding_count)
        strength[column] = q
        finding = findings[pairs.column]
        link, base = strength[finding], 1.0 - network.leak[finding]
        likelihood = observation_likelihood(evidence, finding, 1.0 - base * pairs.miss)
        alone = evidence.l1[finding] * link * base * pairs.miss / ((1.0 - link) * likelihood)
        result[row] = float(head.weight[pairs.hypothesis] @ (power[finding] * alone))
    return result
