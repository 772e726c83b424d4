"""Explanations against the definition."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.inference_support import (
    brute_force,
    dense,
    network_of,
    present,
    random_evidence,
    random_network,
)

from palpate.reasoning.engine import (
    Evidence,
    background_share,
    disablement,
    exhaustive,
    explained_share,
    leave_one_out,
    marginals,
)

LAW = settings(max_examples=15, deadline=None, derandomize=True)
seeds = st.integers(0, 10_000)


def log_odds(probability):
    return np.log(probability) - np.log1p(-probability)


@LAW
@given(seed=seeds, soft=st.booleans())
def test_contributions_equal_runs_without_the_finding(seed, soft):
    rng = np.random.default_rng(seed)
    network = random_network(rng, tempered=True)
    evidence = random_evidence(rng, network.finding_count, soft=soft)
    findings, change = leave_one_out(exhaustive(network, evidence), network, evidence, np.arange(9))
    now = log_odds(brute_force(network, evidence).marginals)
    for place, finding in enumerate(findings):
        without = log_odds(brute_force(network, evidence.without(int(finding))).marginals)
        np.testing.assert_allclose(change[:, place], now - without, atol=1e-5)


@LAW
@given(seed=seeds)
def test_shares_equal_the_sum_over_states(seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng)
    evidence = random_evidence(rng, network.finding_count, soft=True)
    links = dense(network.links, network.finding_count)
    exact, found = brute_force(network, evidence), exhaustive(network, evidence)
    sign = present(network.leak, links, exact.states)
    likelihood = evidence.l1 * sign + evidence.l0 * (1.0 - sign)
    for source in range(9):
        active = exact.states[:, source] > 0.0
        weight = exact.weight[active] / exact.weight[active].sum()
        findings, share = explained_share(found, network, evidence, source)
        assert np.all(evidence.l1[findings] > evidence.l0[findings])
        fired = evidence.l1 * links[source] / likelihood[active]
        np.testing.assert_allclose(share, (weight @ fired)[findings], atol=1e-7)


@settings(max_examples=5, deadline=None, derandomize=True)
@given(seed=seeds)
def test_background_and_disablement_by_simulation_of_mechanisms(seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng, sources=5, findings=3)
    evidence = Evidence.of(3, present=range(3))
    links, exact = dense(network.links, 3), brute_force(network, evidence)
    found = exhaustive(network, evidence)
    findings, share = background_share(found, network, evidence)
    vanish = disablement(found, network, evidence, np.arange(5))
    count = 50_000
    state = exact.states[rng.choice(len(exact.weight), count, p=exact.weight)] > 0.0
    # given that the finding is present, draw which of the mechanisms fired by rejection
    expected_vanish = np.zeros(5)
    for place, finding in enumerate(findings):
        fired = (rng.uniform(size=(count, 5)) < links[:, finding]) & state
        leak = rng.uniform(size=count) < network.leak[finding]
        chance = present(network.leak, links, state.astype(float))[:, finding]
        kept = fired.any(axis=1) | leak
        weight = kept / chance
        weight /= weight.sum()
        assert share[place] == pytest.approx(float(weight @ ~fired.any(axis=1)), abs=0.05)
        alone = fired & (fired.sum(axis=1, keepdims=True) == 1) & ~leak[:, None]
        expected_vanish += weight @ alone
    np.testing.assert_allclose(vanish, expected_vanish, atol=0.1)


def test_one_source_and_one_finding_by_hand():
    network = network_of(np.array([0.1]), np.array([0.02]), np.array([[0.8]]))
    evidence = Evidence.of(1, present=[0])
    found = exhaustive(network, evidence)
    active = 1.0 - 0.98 * 0.2
    assert marginals(found)[0] == pytest.approx(0.1 * active / (0.1 * active + 0.9 * 0.02))
    assert explained_share(found, network, evidence, 0).share[0] == pytest.approx(0.8 / active)
    chance = marginals(found)[0]
    assert background_share(found, network, evidence)[1][0] == pytest.approx(
        1.0 - chance * 0.8 / active
    )
    assert disablement(found, network, evidence, [0])[0] == pytest.approx(
        chance * 0.8 * 0.98 / active
    )
