"""The engine against sums over all states."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.inference_support import (
    brute_force,
    network_of,
    random_evidence,
    random_network,
)

from palpate.reasoning.engine import (
    Evidence,
    exhaustive,
    gibbs,
    group_marginals,
    infer,
    marginals,
    merge,
    observed_level,
    reduce,
    search,
    what_if,
)

EXAMPLES = settings(max_examples=25, deadline=None, derandomize=True)
seeds = st.integers(0, 10_000)


@pytest.mark.parametrize("satellites", [False, True])
@pytest.mark.parametrize("tempered", [False, True])
@pytest.mark.parametrize("soft", [False, True])
@settings(max_examples=6, deadline=None, derandomize=True)
@given(seed=seeds)
def test_exhaustive_search_equals_brute_force(satellites, tempered, soft, seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng, satellites=satellites, tempered=tempered)
    evidence = random_evidence(rng, network.finding_count, soft=soft)
    exact = brute_force(network, evidence)
    found = exhaustive(network, evidence)
    tolerance = 1e-9
    if satellites and reduce(network, evidence).barren.any():
        tolerance = 0.02  # summed-out sources with related parents count these as independent
    np.testing.assert_allclose(marginals(found), exact.marginals, atol=tolerance)
    assert found.frontier < 1e-9


@EXAMPLES
@given(seed=seeds)
def test_default_search_is_close_to_brute_force(seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng, satellites=True, tempered=True)
    evidence = random_evidence(rng, network.finding_count)
    found = infer(network, evidence)
    exact = brute_force(network, evidence).marginals
    assert np.abs(marginals(found) - exact)[~reduce(network, evidence).barren].max() < 0.02


@EXAMPLES
@given(seed=seeds)
def test_group_marginals_equal_brute_force(seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng)
    evidence = random_evidence(rng, network.finding_count)
    group = rng.integers(-1, 4, network.source_count)
    exact = brute_force(network, evidence)
    found = group_marginals(exhaustive(network, evidence), group)
    for number in range(found.size):
        some = exact.states[:, group == number].any(axis=1)
        assert found[number] == pytest.approx(exact.weight @ some, abs=1e-9)


@settings(max_examples=4, deadline=None, derandomize=True)
@given(seed=seeds)
@pytest.mark.parametrize("satellites", [False, True])
def test_gibbs_converges_to_brute_force(satellites, seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng, satellites=satellites)
    evidence = Evidence.of_states(rng.choice([0, 1], network.finding_count, p=[0.6, 0.4]))
    exact = brute_force(network, evidence).marginals
    sampled = gibbs(network, evidence, sweeps=60_000)
    np.testing.assert_allclose(marginals(sampled), exact, atol=0.03)
    merged = merge(network, search(network, evidence, budget=5), sampled)
    np.testing.assert_allclose(marginals(merged), exact, atol=0.03)
    assert merged.weight.sum() == pytest.approx(1.0)


@EXAMPLES
@given(seed=seeds)
def test_reweighting_equals_a_new_run(seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng, tempered=True)
    before = random_evidence(rng, network.finding_count, soft=True)
    factors = reduce(network, before).factor
    if not factors.size:
        return
    after = before.with_likelihood(int(factors[0]), 1.0, 0.4)
    revised = marginals(what_if(exhaustive(network, before), network, before, after))
    exact = brute_force(network, after).marginals
    np.testing.assert_allclose(revised, exact, atol=1e-9)


@EXAMPLES
@given(seed=seeds)
def test_ordered_levels_equal_brute_force(seed):
    rng = np.random.default_rng(seed)
    n, m, levels = 6, 4, 4
    up_to = np.sort(rng.uniform(0.05, 1.0, (n, m, levels)), axis=2)
    background = np.sort(rng.uniform(0.5, 1.0, (m, levels)), axis=1)
    up_to[:, :, -1], background[:, -1] = 1.0, 1.0
    prior, seen = rng.uniform(0.05, 0.3, n), rng.integers(0, levels, m)
    states = ((np.arange(2**n)[:, None] >> np.arange(n)) & 1).astype(float)
    weight = np.exp(states @ np.log(prior) + (1.0 - states) @ np.log1p(-prior))
    parts = []
    for j in range(m):
        at_most = background[j] * np.exp(states @ np.log(up_to[:, j]))
        below = at_most[:, seen[j] - 1] if seen[j] else 0.0
        weight = weight * (at_most[:, seen[j]] - below)
        parts += observed_level(int(seen[j]), up_to[:, j], background[j])
    network = network_of(
        prior, np.array([part.leak for part in parts]), np.array([part.q for part in parts]).T
    )
    evidence = Evidence.of_states([int(part.present) for part in parts])
    found = marginals(exhaustive(network, evidence))
    np.testing.assert_allclose(found, weight @ states / weight.sum(), atol=1e-7)
