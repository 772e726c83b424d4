"""Expected information against the definition, and its bounds."""

import numpy as np
import pytest
from benchmarks.networks import Shape, make, sample
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.inference_support import (
    brute_force,
    dense,
    entropy,
    network_of,
    present,
    random_bank,
    random_evidence,
    random_network,
    rows_of,
)

from palpate.reasoning.engine import (
    Csr,
    TestBank,
    exhaustive,
    expected_information,
    marginals,
    predicted,
    search,
)

LAW = settings(max_examples=20, deadline=None, derandomize=True)
seeds = st.integers(0, 10_000)


def everything(found, bank):
    return expected_information(found, bank, share=1.0, at_most=100_000)


def by_definition(exact, bank, sources):
    """Mutual information in bits, summed over all states."""
    sign = present(bank.leak, dense(Csr(bank.indptr, bank.indices, bank.q), bank.leak.size),
                   exact.states)  # fmt: skip
    assert exact.states.shape[1] == sources
    result = sign[..., None] * bank.if_present + (1.0 - sign[..., None]) * bank.if_absent
    mean = np.einsum("s,str->tr", exact.weight, result)
    return entropy(mean) - exact.weight @ entropy(result), mean, sign


@LAW
@given(seed=seeds, soft=st.booleans())
def test_information_equals_the_definition(seed, soft):
    rng = np.random.default_rng(seed)
    network = random_network(rng, tempered=True)
    evidence = random_evidence(rng, network.finding_count, soft=soft)
    bank = random_bank(rng, network.source_count)
    exact, mean, _ = by_definition(brute_force(network, evidence), bank, network.source_count)
    found = exhaustive(network, evidence)
    bits = everything(found, bank)
    linked = np.bincount(bank.indices, minlength=bank.leak.size)
    few = linked <= 4  # beyond four independent sources the rest counts as noise of the test
    np.testing.assert_allclose(bits[few], exact[few], atol=1e-6)
    assert np.all(bits <= exact + 1e-6)
    assert np.all((bits >= 0.0) & (bits <= 1.0))
    np.testing.assert_allclose(predicted(found, bank), mean, atol=2e-3)


@LAW
@given(seed=seeds)
def test_results_with_three_values(seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng)
    evidence = random_evidence(rng, network.finding_count)
    links = rows_of(np.eye(9)[:, :5] * 0.8)
    bank = TestBank(np.full(5, 0.1), *links, np.tile((0.6, 0.3, 0.1), (5, 1)),
                    np.tile((0.05, 0.25, 0.7), (5, 1)))  # fmt: skip
    exact, _, _ = by_definition(brute_force(network, evidence), bank, 9)
    np.testing.assert_allclose(everything(exhaustive(network, evidence), bank), exact, atol=1e-6)


@LAW
@given(seed=seeds)
def test_the_expected_posterior_is_the_posterior(seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng, sources=7, findings=8, satellites=True)
    evidence = random_evidence(rng, network.finding_count)
    found = exhaustive(network, evidence)
    links = np.zeros((7, 1))
    links[rng.integers(7), 0] = 0.8
    wider = network_of(
        network.prior, np.append(network.leak, 0.1),
        np.hstack((dense(network.links, 8), links)), dense(network.satellites, 7),
    )  # fmt: skip
    chance = predicted(found, TestBank(np.array([0.1]), *rows_of(links)))[0]
    expected = np.zeros(7)
    for probability, likelihood in zip(chance, ((1.0, 0.0), (0.0, 1.0)), strict=True):
        l1, l0 = np.append(evidence.l1, likelihood[0]), np.append(evidence.l0, likelihood[1])
        answer = brute_force(wider, type(evidence)(l1, l0)).marginals
        expected += probability * answer
    exact = brute_force(network, evidence).marginals
    np.testing.assert_allclose(expected, exact, atol=5e-3)


def test_the_default_head_of_the_list_is_enough():
    synthetic = make(Shape(800, 300), seed=2)
    rng = np.random.default_rng(2)
    for _ in range(5):
        found = search(synthetic.network, sample(synthetic, rng, causes=2).evidence)
        bits = everything(found, synthetic.bank)
        head = expected_information(found, synthetic.bank)
        assert head[np.argmax(bits)] == pytest.approx(bits.max(), abs=0.02)


def test_a_test_of_a_certain_source_says_nothing():
    network = network_of(np.array([1e-9]), np.array([0.1]), np.array([[0.5]]))
    found = exhaustive(network, random_evidence(np.random.default_rng(0), 1).without(0))
    bank = TestBank(np.array([0.2]), *rows_of(np.array([[0.9]])))
    assert marginals(found)[0] == pytest.approx(1e-9, rel=1e-6)
    assert expected_information(found, bank)[0] == pytest.approx(0.0, abs=1e-6)
