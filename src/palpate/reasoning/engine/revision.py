"""What changes when an observation is added, changed or taken away: re-weighting of the list."""

import numpy as np

from .evidence import Evidence
from .hypotheses import HypothesisList
from .kernels import FloatArray, LongArray
from .misses import joint_misses
from .network import Network

_TINY = 1e-300


def observed_findings(network: Network, evidence: Evidence) -> LongArray:
    """Return the numbers (o,) of the findings whose observation says anything."""
    return np.flatnonzero(evidence.observed & (network.weight > 0.0))


def observation_likelihood(
    evidence: Evidence, findings: LongArray, present: FloatArray
) -> FloatArray:
    """Return the likelihood (p,) of the observations of `findings`, present by `present` (p,)."""
    mixed: FloatArray = evidence.l1[findings] * present + evidence.l0[findings] * (1.0 - present)
    return np.maximum(mixed, _TINY)


def what_if(
    found: HypothesisList, network: Network, before: Evidence, after: Evidence
) -> HypothesisList:
    """Return the list as it would be had `after` been observed instead of `before`.

    Sets absent from the list stay absent, so this is for a few findings at a time; search again
    for more. Sources outside the sets that are linked to a changed finding keep their probability
    when the change cannot be absorbed exactly. Raises ValueError when lengths differ.
    """
    if not before.l1.size == after.l1.size == network.finding_count:
        raise ValueError("both pieces of evidence must have one entry per finding")
    changed = np.flatnonzero(
        (before.l1 != after.l1) | (before.l0 != after.l0) | (before.strength != after.strength)
    )
    pairs = joint_misses(found.sets, network.links, changed, network.finding_count)
    finding = changed[pairs.column]
    base = 1.0 - network.leak
    change = np.zeros(found.weight.size)
    for sign, evidence in ((1.0, after), (-1.0, before)):
        touched = observation_likelihood(evidence, finding, 1.0 - base[finding] * pairs.miss)
        idle = observation_likelihood(evidence, finding, network.leak[finding])
        power = sign * network.weight[finding] * evidence.strength[finding]
        factor = power * np.log(touched / idle)
        change += np.bincount(pairs.hypothesis, factor, change.size)
    return found.reweighted(change)
