"""The sweep against sums over all states, and against long chains where sums cannot be had."""

import numpy as np
import pytest
from benchmarks.networks import Shape, make, sample
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.inference_support import (
    brute_force,
    network_of,
    random_evidence,
    random_network,
)

from palpate.reasoning.engine import (
    Effort,
    Evidence,
    chain_marginals,
    expected_information,
    infer,
    leave_one_out,
    marginals,
    reduce,
    what_if,
)
from palpate.reasoning.engine.powers import expansion, misfit

FINE = Effort(open_share=-1.0, budget=3, states=20_000, step=0.02, least=1e-4, draws=100_003)
EXAMPLES = settings(max_examples=8, deadline=None, derandomize=True)
seeds = st.integers(0, 10_000)


@pytest.mark.parametrize("satellites", [False, True])
@pytest.mark.parametrize("tempered", [False, True])
@EXAMPLES
@given(seed=seeds)
def test_a_fine_sweep_equals_brute_force(satellites, tempered, seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng, satellites=satellites, tempered=tempered)
    evidence = random_evidence(rng, network.finding_count)
    found = infer(network, evidence, FINE)
    exact = brute_force(network, evidence).marginals
    certain = ~reduce(network, evidence).barren
    np.testing.assert_allclose(marginals(found)[certain], exact[certain], atol=0.003)


@EXAMPLES
@given(seed=seeds)
def test_soft_evidence_equals_brute_force(seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng)
    evidence = random_evidence(rng, network.finding_count, soft=True)
    exact = brute_force(network, evidence).marginals
    np.testing.assert_allclose(marginals(infer(network, evidence, FINE)), exact, atol=0.003)


@EXAMPLES
@given(seed=seeds)
def test_what_if_on_a_swept_list_equals_a_new_run(seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng, tempered=True)
    before = random_evidence(rng, network.finding_count)
    factors = reduce(network, before).factor
    if not factors.size:
        return
    after = before.with_likelihood(int(factors[0]), 1.0, 0.4)
    revised = marginals(what_if(infer(network, before, FINE), network, before, after))
    exact = brute_force(network, after).marginals
    np.testing.assert_allclose(revised, exact, atol=0.01)


@EXAMPLES
@given(seed=seeds)
def test_the_sums_of_powers_follow_the_factors(seed):
    rng = np.random.default_rng(seed)
    base, power = rng.uniform(0.0, 0.98, 20), rng.uniform(0.05, 1.0, 20)
    assert misfit(base, power, expansion(base, power)) < 0.003
    whole = expansion(base, np.ones(20))
    np.testing.assert_allclose(misfit(base, np.ones(20), whole), 0.0, atol=1e-9)


@pytest.fixture(scope="module")
def wide():
    """A case whose mass is spread out: half of the absent findings were not looked for."""
    synthetic = make(Shape(120, 60, prior=0.02), seed=3, temper=0.4)
    rng = np.random.default_rng(4)
    seen = sample(synthetic, rng, causes=3).evidence
    blank = (seen.l1 == 0.0) & (rng.random(seen.l1.size) < 0.5)
    return synthetic, Evidence(np.where(blank, 1.0, seen.l1), seen.l0)


def test_a_sweep_agrees_with_long_chains(wide):
    synthetic, evidence = wide
    one, two = (chain_marginals(synthetic.network, evidence, (), 20_000, seed) for seed in (1, 2))
    assert np.abs(one - two).max() < 0.02
    found = infer(synthetic.network, evidence, Effort(open_share=-1.0))
    assert np.abs(marginals(found) - (one + two) / 2).max() < 0.03


def test_everything_can_be_read_from_a_swept_list(wide):
    synthetic, evidence = wide
    found = infer(synthetic.network, evidence, Effort(open_share=-1.0))
    bits = expected_information(found, synthetic.bank)
    assert np.all((bits >= 0.0) & (bits <= 1.0))
    ranked = np.argsort(-marginals(found))[:5]
    _, moved = leave_one_out(found, synthetic.network, evidence, ranked)
    assert np.all(np.isfinite(moved))


def test_near_certainty_stays_finite():
    links = np.tile((0.999, 0.5, 0.3), (40, 1)).T
    network = network_of(np.full(3, 0.3), np.full(40, 0.02), links, weight=np.full(40, 0.7))
    found = infer(network, Evidence.of(40, present=range(40)), FINE)
    assert np.all(np.isfinite(marginals(found)))
    assert marginals(found)[0] > 0.99
