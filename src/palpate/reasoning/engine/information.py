"""Expected information of examinations not yet made, in closed form from the list."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .hypotheses import HypothesisList
from .kernels import FloatArray, IndexArray, LongArray, kernel
from .misses import Misses, joint_misses
from .sparse import Csr, check_csr, transpose

_LONERS = 4
"""Sources outside the sets weighed exactly per test; the rest count as noise of the test."""
_LEAST = 1e-6
"""Outsiders less likely than this to make a test positive count as noise of the test."""
_SHARE = 0.999
"""Share of the mass that the information is computed from."""
_AT_MOST = 2000


@dataclass(frozen=True, eq=False)
class TestBank:
    """T examinations that could be made next, linked to the n sources by a leaky noisy-OR.

    leak: (T,) probability of a present sign without any source. indptr, indices, q: rows by
    source, (n+1,), (links,), (links,). if_present, if_absent: (T, R) probability of each result
    when the sign is present or absent, zero-padded; without them the result is the sign itself.

    Raises ValueError when shapes disagree or a row of results does not sum to 1.
    """

    __test__ = False

    leak: FloatArray
    indptr: LongArray
    indices: IndexArray
    q: FloatArray
    if_present: FloatArray | None = None
    if_absent: FloatArray | None = None

    def __post_init__(self) -> None:
        leak = np.array(self.leak, np.float64)
        if leak.ndim != 1 or not np.all((leak >= 0.0) & (leak <= 1.0)):
            raise ValueError("leak must be a vector of probabilities")
        rows = check_csr("test link", self.indptr, self.indices, self.q,
                         np.size(self.indptr) - 1, leak.size)  # fmt: skip
        present, absent = _result_tables(leak.size, self.if_present, self.if_absent)
        values: dict[str, npt.NDArray[np.generic]] = {
            "leak": leak, "indptr": rows.indptr, "indices": rows.indices, "q": rows.values,
            "if_present": present, "if_absent": absent,
        }  # fmt: skip
        for name, value in values.items():
            value.flags.writeable = False
            object.__setattr__(self, name, value)

    @classmethod
    def by_test(
        cls,
        leak: FloatArray,
        rows: Csr,
        source_count: int,
        if_present: FloatArray | None = None,
        if_absent: FloatArray | None = None,
    ) -> "TestBank":
        """Build from rows by test (T rows, columns are sources)."""
        return cls(leak, *transpose(rows, source_count), if_present, if_absent)

    @property
    def links(self) -> Csr:
        """Links in rows by source."""
        return Csr(self.indptr, self.indices, self.q)


def _result_tables(
    count: int, if_present: FloatArray | None, if_absent: FloatArray | None
) -> tuple[FloatArray, FloatArray]:
    if (if_present is None) != (if_absent is None):
        raise ValueError("if_present and if_absent must be given together")
    if if_present is None or if_absent is None:
        return np.tile((1.0, 0.0), (count, 1)), np.tile((0.0, 1.0), (count, 1))
    tables = np.array(if_present, np.float64), np.array(if_absent, np.float64)
    if tables[0].ndim != 2 or tables[0].shape != tables[1].shape or len(tables[0]) != count:
        raise ValueError(f"result tables must both have shape ({count}, results)")
    for name, table in zip(("if_present", "if_absent"), tables, strict=True):
        wrong = (np.abs(table.sum(axis=1) - 1.0) > 1e-6) | (table < 0.0).any(axis=1)
        if np.any(wrong):
            raise ValueError(f"{name}[{int(np.argmax(wrong))}] is not a probability distribution")
    return tables


def _entropy(sign: FloatArray, present: FloatArray, absent: FloatArray) -> FloatArray:
    """Return the entropy in bits of the result, given the probability of the sign."""
    result = sign[..., None] * present + (1.0 - sign[..., None]) * absent
    safe = np.where(result > 0.0, result, 1.0)
    entropy: FloatArray = -(safe * np.log2(safe)).sum(axis=-1)
    return entropy


@dataclass(frozen=True, eq=False)
class _Outsiders:
    """What sources outside the sets do to each test: (T, s) misses and their probabilities."""

    miss: FloatArray
    share: FloatArray


def _outsiders(alone: FloatArray, tests: TestBank) -> _Outsiders:
    """Enumerate the strongest outsiders of each test; average the others into its leak."""
    count = tests.leak.size
    rows = tests.links.row_numbers()
    chance = alone[rows]
    near = chance * tests.q > _LEAST
    miss, share = np.ones((count, 1)), np.ones((count, 1))
    if not near.any():
        return _Outsiders(miss, share)
    test, chance, q = tests.indices[near], chance[near], tests.q[near]
    order = np.lexsort((rows[near], -chance * q, test))
    test, chance, q = test[order], chance[order], q[order]
    rank = np.arange(test.size) - np.searchsorted(test, test)
    faint = rank >= _LONERS
    np.multiply.at(miss[:, 0], test[faint], 1.0 - chance[faint] * q[faint])
    for level in range(int(min(_LONERS, rank.max() + 1))):
        at = rank == level
        p, hit = np.zeros((count, 1)), np.ones((count, 1))
        p[test[at], 0], hit[test[at], 0] = chance[at], 1.0 - q[at]
        miss = np.hstack((miss, miss * hit))
        share = np.hstack((share * (1.0 - p), share * p))
    return _Outsiders(miss, share)


def expected_information(
    found: HypothesisList, tests: TestBank, *, share: float = _SHARE, at_most: int = _AT_MOST
) -> FloatArray:
    """Return the mutual information (T,) in bits between the active sources and each test's result.

    Computed from the heaviest sets, at most `at_most`, that hold `share` of the mass. At least 0
    and at most log2(results). Exact over the sets of the list; sources outside the sets are
    weighed exactly up to four per test, more count as noise. Source: mutual information,
    Shannon 1948, with the noisy-OR's result probabilities in closed form.
    """
    head = found.top(share, at_most)
    count = tests.leak.size
    pairs = joint_misses(head.sets, tests.links, np.arange(count), count)
    outside = _outsiders(found.alone, tests)
    mean, spent = _expected_entropy(head.weight, pairs, tests, outside)
    present, absent = _tables(tests)
    gain = _entropy(mean, present, absent) - spent
    return np.maximum(gain, 0.0)


def predicted(found: HypothesisList, tests: TestBank) -> FloatArray:
    """Return the probability (T, R) of each result of each test."""
    head = found.top(_SHARE, _AT_MOST)
    count = tests.leak.size
    pairs = joint_misses(head.sets, tests.links, np.arange(count), count)
    mean, _ = _expected_entropy(head.weight, pairs, tests, _outsiders(found.alone, tests))
    present, absent = _tables(tests)
    result: FloatArray = mean[:, None] * present + (1.0 - mean[:, None]) * absent
    return result


def _tables(tests: TestBank) -> tuple[FloatArray, FloatArray]:
    return np.asarray(tests.if_present), np.asarray(tests.if_absent)


def _expected_entropy(
    weight: FloatArray, pairs: Misses, tests: TestBank, outside: _Outsiders
) -> tuple[FloatArray, FloatArray]:
    """Return the mean probability of the sign and the mean entropy of the result, (T,) each."""
    present, absent = _tables(tests)
    quiet = (1.0 - tests.leak)[:, None] * outside.miss
    mean, spent, touched = _pair_entropy(weight, *pairs, quiet, outside.share, present, absent)
    untouched = np.maximum(1.0 - touched, 0.0)[:, None] * outside.share
    rest = _entropy(1.0 - quiet, present[:, None, :], absent[:, None, :])
    mean += (untouched * (1.0 - quiet)).sum(axis=1)
    spent += (untouched * rest).sum(axis=1)
    return mean, spent


@kernel
def _pair_entropy(
    weight: FloatArray,
    hypothesis: IndexArray,
    column: IndexArray,
    miss: FloatArray,
    quiet: FloatArray,
    share: FloatArray,
    present: FloatArray,
    absent: FloatArray,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Sum over the linked pairs: probability of the sign, entropy of the result, mass; (T,)."""
    count = quiet.shape[0]
    mean, spent, touched = np.zeros(count), np.zeros(count), np.zeros(count)
    last_miss, last_sign, last_bits = np.full(count, -1.0), np.zeros(count), np.zeros(count)
    for p in range(miss.size):
        t = column[p]
        if miss[p] != last_miss[t]:
            last_miss[t] = miss[p]
            last_sign[t] = 0.0
            last_bits[t] = 0.0
            for s in range(quiet.shape[1]):
                part = share[t, s]
                if part == 0.0:
                    continue
                sign = 1.0 - quiet[t, s] * miss[p]
                last_sign[t] += part * sign
                for v in range(present.shape[1]):
                    result = sign * present[t, v] + (1.0 - sign) * absent[t, v]
                    if result > 0.0:
                        last_bits[t] -= part * result * math.log2(result)
        mass = weight[hypothesis[p]]
        touched[t] += mass
        mean[t] += mass * last_sign[t]
        spent[t] += mass * last_bits[t]
    return mean, spent, touched
