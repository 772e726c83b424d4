"""How each observed finding moved each source: evidence taken away one piece at a time."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .evidence import Evidence
from .hypotheses import HypothesisList
from .kernels import FloatArray, IndexArray, LongArray, kernel
from .network import Network
from .revision import observation_likelihood, observed_findings

_AT_MOST = 600
_TINY = 1e-300


class Contributions(NamedTuple):
    """How each observed finding moved each asked source.

    findings: (o,) numbers of the observed findings. log_odds: (s, o) natural-log posterior odds
    of the source minus what they would be without the finding; positive speaks for the source.
    """

    findings: LongArray
    log_odds: FloatArray


def leave_one_out(
    found: HypothesisList,
    network: Network,
    evidence: Evidence,
    sources: npt.ArrayLike,
    group_of_source: npt.ArrayLike | None = None,
) -> Contributions:
    """Measure the contribution of every observed finding to the log odds of the asked sources.

    With `group_of_source` (n,) each asked source stands for its whole group: the odds are those
    of any member being active. Re-weights the (at most 600 heaviest) sets as if the finding had
    not been observed, so no inference is repeated. A source outside the sets gets the exact
    value of its own link. Source: weight of evidence, Good 1950.
    """
    asked = np.asarray(sources, np.int64)
    findings = observed_findings(network, evidence)
    head = found.top(1.0, _AT_MOST)
    power = (network.weight * evidence.strength)[findings]
    slot = np.full(network.finding_count, -1, np.int32)
    slot[findings] = np.arange(findings.size)
    row = _rows(network.source_count, asked, group_of_source)
    with_without = _odds_without(
        head.sets, head.weight, *network.links, slot, network.leak[findings],
        evidence.l1[findings], evidence.l0[findings], power, row, asked.size,
    )  # fmt: skip
    mass, on, off = with_without
    now = np.log(np.maximum(mass, _TINY)) - np.log(np.maximum(1.0 - mass, _TINY))
    log_odds = now[:, None] - np.log(np.maximum(on, _TINY)) + np.log(np.maximum(off, _TINY))
    for place in np.flatnonzero(mass == 0.0):
        log_odds[place] = _own_contribution(network, evidence, int(asked[place]), findings)
    return Contributions(findings, log_odds)


def _rows(count: int, asked: LongArray, group_of_source: npt.ArrayLike | None) -> IndexArray:
    """Return the row (n,) to which each source counts, -1 for none."""
    group = np.arange(count) if group_of_source is None else np.asarray(group_of_source, np.int64)
    row_of_group = np.full(int(group.max(initial=0)) + 1, -1, np.int32)
    row_of_group[group[asked]] = np.arange(asked.size)
    rows: IndexArray = row_of_group[group]
    return rows


@kernel
def _odds_without(
    sets: IndexArray,
    weight: FloatArray,
    indptr: LongArray,
    indices: IndexArray,
    q: FloatArray,
    slot: IndexArray,
    leak: FloatArray,
    l1: FloatArray,
    l0: FloatArray,
    power: FloatArray,
    row: IndexArray,
    rows: int,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Sum the sets with and without each asked source when one finding is taken away.

    Findings are numbered by `slot`, asked sources by `row`. Returns the mass (s,) of each asked
    source now, and its mass and the remaining mass (s, o) without each finding.
    """
    count = leak.size
    mass = np.zeros(rows)
    on = np.zeros((rows, count))
    total = np.ones(count)
    factor = np.empty(count)
    seen = np.full(count, -1, np.int32)
    counted = np.full(rows, -1, np.int32)
    touched = np.empty(count, np.int32)
    weakened = np.empty(q.size)
    ready = np.zeros(indptr.size, np.bool_)
    for a in range(sets.shape[0]):
        size = 0
        for i in sets[a]:
            if i < 0:
                break
            if not ready[i]:
                ready[i] = True
                for t in range(indptr[i], indptr[i + 1]):
                    j = slot[indices[t]]
                    if j >= 0:
                        plain = l1[j] != 0.0 or power[j] == 1.0
                        weakened[t] = 1.0 - q[t] if plain else (1.0 - q[t]) ** power[j]
            for t in range(indptr[i], indptr[i + 1]):
                j = slot[indices[t]]
                if j < 0:
                    continue
                if seen[j] != a:
                    seen[j] = a
                    factor[j] = 1.0
                    touched[size] = j
                    size += 1
                factor[j] *= weakened[t]
        for k in range(size):
            j = touched[k]
            if l1[j] == 0.0:
                ratio = 1.0 / factor[j]
            else:
                idle = l1[j] * leak[j] + l0[j] * (1.0 - leak[j])
                absent = (1.0 - leak[j]) * factor[j]
                ratio = idle / (l1[j] * (1.0 - absent) + l0[j] * absent)
                if power[j] != 1.0:
                    ratio = ratio ** power[j]
            factor[j] = weight[a] * (ratio - 1.0)
            total[j] += factor[j]
        for i in sets[a]:
            if i < 0:
                break
            at = row[i]
            if at >= 0 and counted[at] != a:
                counted[at] = a
                mass[at] += weight[a]
                for k in range(size):
                    on[at, touched[k]] += factor[touched[k]]
    off = np.empty((rows, count))
    for s in range(rows):
        for j in range(count):
            on[s, j] += mass[s]
            off[s, j] = total[j] - on[s, j]
    return mass, on, off


def _own_contribution(
    network: Network, evidence: Evidence, source: int, findings: LongArray
) -> FloatArray:
    """Log likelihood ratio (o,) of the source's own link, everything else silent."""
    column, q = network.links.row(source)
    strength = np.zeros(network.finding_count)
    strength[column] = q
    idle = network.leak[findings]
    active = 1.0 - (1.0 - idle) * (1.0 - strength[findings])
    power = (network.weight * evidence.strength)[findings]
    ratio = observation_likelihood(evidence, findings, active) / observation_likelihood(
        evidence, findings, idle
    )
    result: FloatArray = power * np.log(ratio)
    return result
