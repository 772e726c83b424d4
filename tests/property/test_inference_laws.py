"""How probabilities must behave, whatever the network."""

import numpy as np
import pytest
from benchmarks.networks import Shape, make, sample
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

from palpate.reasoning.engine import Evidence, exhaustive, marginals, reduce, search

LAW = settings(max_examples=20, deadline=None, derandomize=True)
seeds = st.integers(0, 10_000)
SMALL = Shape(14, 24, 16, prior=0.08, cover=(0.1, 0.3), patch_leak=0.02, movement=(0.1, 0.3))


def setting(seed, **options):
    rng = np.random.default_rng(seed)
    network = random_network(rng, **options)
    return rng, network, random_evidence(rng, network.finding_count)


def posterior(network, evidence):
    return marginals(exhaustive(network, evidence))


@LAW
@given(seed=seeds)
def test_without_findings_the_prior_stands(seed):
    _, network, _ = setting(seed)
    nothing = Evidence.none(network.finding_count)
    np.testing.assert_allclose(posterior(network, nothing), network.prior, atol=1e-14)


@LAW
@given(seed=seeds)
def test_without_findings_satellites_have_their_prior(seed):
    rng = np.random.default_rng(seed)
    induced = np.zeros((6, 6))
    induced[:3, 3:] = rng.uniform(0.0, 0.6, (3, 3))
    network = network_of(rng.uniform(0.05, 0.3, 6), np.full(1, 0.01), np.zeros((6, 1)), induced)
    nothing = Evidence.none(1)
    exact = brute_force(network, nothing).marginals
    np.testing.assert_allclose(posterior(network, nothing), exact, atol=1e-14)


@LAW
@given(seed=seeds)
def test_all_absent_is_a_closed_form(seed):
    _, network, _ = setting(seed, tempered=True)
    silent = Evidence.of_states(np.zeros(network.finding_count))
    miss = np.log1p(-dense(network.links, network.finding_count)) @ network.weight
    odds = network.prior / (1.0 - network.prior) * np.exp(miss)
    np.testing.assert_allclose(posterior(network, silent), odds / (1.0 + odds), atol=1e-14)


@LAW
@given(seed=seeds, state=st.sampled_from([0, 1]))
def test_a_finding_without_parents_says_nothing(seed, state):
    _, network, evidence = setting(seed)
    links = dense(network.links, network.finding_count)
    wider = network_of(
        network.prior, np.append(network.leak, 0.2), np.hstack((links, np.zeros((9, 1))))
    )
    l1, l0 = np.append(evidence.l1, float(state)), np.append(evidence.l0, 1.0 - state)
    seen = posterior(wider, Evidence(l1, l0))
    np.testing.assert_allclose(seen, posterior(network, evidence), atol=1e-12)


@LAW
@given(seed=seeds)
def test_equal_likelihoods_say_nothing(seed):
    rng, network, evidence = setting(seed)
    finding = int(rng.integers(network.finding_count))
    neutral = evidence.with_likelihood(finding, 0.37, 0.37)
    np.testing.assert_array_equal(
        posterior(network, neutral), posterior(network, evidence.without(finding))
    )


@LAW
@given(seed=seeds)
def test_the_order_of_sources_and_findings_does_not_matter(seed):
    rng, network, evidence = setting(seed, satellites=True, tempered=True)
    sources, findings = rng.permutation(9), rng.permutation(network.finding_count)
    shuffled = network_of(
        network.prior[sources],
        network.leak[findings],
        dense(network.links, network.finding_count)[np.ix_(sources, findings)],
        dense(network.satellites, 9)[np.ix_(sources, sources)],
        network.weight[findings],
    )
    turned = Evidence(evidence.l1[findings], evidence.l0[findings])
    certain = ~reduce(network, evidence).barren[sources]
    np.testing.assert_allclose(
        posterior(shuffled, turned)[certain],
        posterior(network, evidence)[sources][certain],
        atol=1e-9,
    )


@pytest.mark.parametrize("seed", range(5))
def test_a_mirrored_drawing_gives_a_mirrored_answer(seed):
    synthetic = make(SMALL, seed)
    evidence = sample(synthetic, np.random.default_rng(seed), tests=4).evidence
    mirrored = Evidence(
        evidence.l1[synthetic.finding_mirror], evidence.l0[synthetic.finding_mirror]
    )
    answer = posterior(synthetic.network, evidence)
    other = posterior(synthetic.network, mirrored)
    np.testing.assert_allclose(other[synthetic.source_mirror], answer, atol=1e-9)


@LAW
@given(seed=seeds)
def test_posterior_odds_scale_with_prior_odds(seed):
    rng, network, evidence = setting(seed)
    source = int(rng.integers(9))
    prior = network.prior.copy()
    prior[source] = 0.4
    links = dense(network.links, network.finding_count)
    raised = posterior(network_of(prior, network.leak, links), evidence)[source]
    plain = posterior(network, evidence)[source]
    ratio = (0.4 / 0.6) / (network.prior[source] / (1.0 - network.prior[source]))
    assert raised / (1.0 - raised) == pytest.approx(ratio * plain / (1.0 - plain), rel=1e-6)


@LAW
@given(seed=seeds)
def test_a_stronger_link_raises_or_lowers_its_source(seed):
    rng, network, evidence = setting(seed)
    links = dense(network.links, network.finding_count)
    source, finding = np.argwhere(links > 0.0)[int(rng.integers(np.count_nonzero(links)))]
    plain = posterior(network, evidence)[source]
    links[source, finding] = min(0.99, links[source, finding] + 0.2)
    stronger = posterior(network_of(network.prior, network.leak, links), evidence)[source]
    if evidence.l1[finding] > evidence.l0[finding]:
        assert stronger >= plain - 1e-12
    elif evidence.l1[finding] < evidence.l0[finding]:
        assert stronger <= plain + 1e-12
    else:
        assert stronger == pytest.approx(plain, abs=1e-12)


@LAW
@given(seed=seeds)
def test_the_first_positive_finding_raises_exactly_its_parents(seed):
    rng, network, _ = setting(seed)
    finding = int(rng.integers(network.finding_count))
    seen = posterior(network, Evidence.of(network.finding_count, present=[finding]))
    parents = dense(network.links, network.finding_count)[:, finding] > 0.0
    assert np.all(seen[parents] > network.prior[parents])
    np.testing.assert_allclose(seen[~parents], network.prior[~parents], atol=1e-12)


def test_explaining_away():
    network = network_of(
        np.array([0.05, 0.05]), np.array([0.02, 0.1]), np.array([[0.8, 0.0], [0.7, 0.9]])
    )
    shared = posterior(network, Evidence.of(2, present=[0]))
    rival = posterior(network, Evidence.of(2, present=[0, 1]))
    assert 0.05 < rival[0] < shared[0]
    assert rival[1] > shared[1]


@LAW
@given(seed=seeds, soft=st.booleans())
def test_the_bound_is_never_exceeded(seed, soft):
    rng = np.random.default_rng(seed)
    network = random_network(rng, satellites=True, tempered=True)
    evidence = random_evidence(rng, network.finding_count, soft=soft)
    bound = np.exp(-np.logaddexp(0.0, -reduce(network, evidence).bound))
    assert np.all(brute_force(network, evidence).marginals <= bound + 1e-12)


@LAW
@given(seed=seeds)
def test_a_source_gains_least_where_most_is_explained(seed):
    rng, network, evidence = setting(seed, tempered=True)
    exact = Evidence(evidence.l1, evidence.l0)
    links = dense(network.links, network.finding_count)
    source, *others = rng.permutation(9)
    state = np.zeros((1, 9))
    gains = []
    for other in [None, *others]:
        if other is not None:
            state[0, other] = 1.0
        with_it = state.copy()
        with_it[0, source] = 1.0
        gains.append(_log_likelihood(network, links, exact, with_it)
                     - _log_likelihood(network, links, exact, state))  # fmt: skip
    assert np.all(np.diff(gains) <= 1e-9)


def _log_likelihood(network, links, evidence, state):
    sign = present(network.leak, links, state)[0]
    return network.weight @ np.log(evidence.l1 * sign + evidence.l0 * (1.0 - sign))


def test_the_answer_repeats_bit_for_bit():
    synthetic = make(Shape(800, 300), seed=0)
    evidence = sample(synthetic, np.random.default_rng(3), causes=3).evidence
    first, again = (search(synthetic.network, evidence) for _ in range(2))
    assert first.sets.tobytes() == again.sets.tobytes()
    assert first.weight.tobytes() == again.weight.tobytes()
    rebuilt = search(make(Shape(800, 300), seed=0).network, evidence)
    assert marginals(rebuilt).tobytes() == marginals(first).tobytes()
