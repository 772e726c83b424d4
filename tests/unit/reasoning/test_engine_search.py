"""Budgets, limits and refinement of the search."""

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.networks import Shape, make, sample

from palpate.reasoning.engine import (
    Csr,
    Effort,
    Evidence,
    TestBank,
    exhaustive,
    gibbs,
    group_marginals,
    infer,
    marginals,
    observed_level,
    search,
    what_if,
)


@pytest.fixture(scope="module")
def synthetic():
    return make(Shape(200, 100, tests=40), seed=1)


@pytest.fixture(scope="module")
def evidence(synthetic):
    return sample(synthetic, np.random.default_rng(5), causes=3).evidence


def test_the_list_is_sorted_and_sums_to_one(synthetic, evidence):
    found = search(synthetic.network, evidence)
    assert found.weight.sum() == pytest.approx(1.0)
    assert np.all(np.diff(found.weight) <= 0.0)
    assert 0.0 <= found.frontier <= 1.0
    assert found.method == "search"
    members = found.sets[0][found.sets[0] >= 0]
    assert np.all(np.diff(members) > 0)


def test_evidence_of_the_wrong_length_is_refused(synthetic):
    with pytest.raises(ValueError, match="3 entries"):
        search(synthetic.network, Evidence.none(3))


def test_a_larger_budget_leaves_less_open(synthetic, evidence):
    short, long = (search(synthetic.network, evidence, budget=b) for b in (3, 300))
    assert short.expansions == 3
    assert long.frontier < short.frontier


def test_a_full_table_counts_into_the_frontier(synthetic, evidence):
    roomy = search(synthetic.network, evidence, tail=0.0)
    crowded = search(synthetic.network, evidence, capacity=5, tail=0.0)
    assert len(crowded.weight) <= 5 < len(roomy.weight)
    assert crowded.frontier > roomy.frontier


def test_no_set_is_larger_than_allowed(synthetic, evidence):
    assert search(synthetic.network, evidence, max_causes=1).sets.shape[1] == 1


ALWAYS = Effort(budget=5, patience=5, open_share=-1.0, draws=503)


def test_the_sweep_starts_where_the_search_leaves_too_much_open(synthetic, evidence):
    blank = Evidence(np.where(evidence.l1 == 0.0, 1.0, evidence.l1), evidence.l0)
    found, again = (infer(synthetic.network, blank, ALWAYS) for _ in range(2))
    assert found.method == "swept"
    assert marginals(found).tobytes() == marginals(again).tobytes()
    closed = infer(synthetic.network, evidence, replace(ALWAYS, open_share=1.0))
    assert closed.method == "search"


def test_a_hopeless_search_gives_up(synthetic, evidence):
    hasty = replace(ALWAYS, budget=300, patience=3, hopeless=0.0, open_share=1.0)
    assert infer(synthetic.network, evidence, hasty).expansions < 20
    patient = replace(hasty, hopeless=1.0)
    assert infer(synthetic.network, evidence, patient).expansions > 20


def test_a_swept_list_is_a_list_like_any_other(synthetic, evidence):
    found = infer(synthetic.network, evidence, ALWAYS)
    assert found.weight.sum() == pytest.approx(1.0)
    assert np.all(np.diff(found.weight) <= 0.0)
    listed = np.unique(found.sets[found.sets >= 0])
    assert np.all(found.alone[listed] == 0.0)
    inside = np.where(found.sets < 0, 10_000, found.sets)
    assert np.all((np.diff(inside, axis=1) > 0) | (inside[:, 1:] == 10_000))
    assert np.unique(found.sets, axis=0).shape == found.sets.shape


def test_sampling_stands_in_where_a_factor_does_not_suit_the_sweep(synthetic, evidence):
    network, count = synthetic.network, synthetic.network.finding_count
    against = np.where(np.arange(count) < 3, 1e6, evidence.l0)
    odd = Evidence(np.maximum(evidence.l1, 1e-3), against, np.full(count, 0.3))
    found = infer(network, odd, replace(ALWAYS, sweeps=50))
    assert found.method == "merged"
    assert np.all(np.isfinite(marginals(found)))


def test_sampling_depends_on_its_seed_alone(synthetic, evidence):
    one, two = (gibbs(synthetic.network, evidence, sweeps=200) for _ in range(2))
    assert one.weight.tobytes() == two.weight.tobytes()
    other = gibbs(synthetic.network, evidence, sweeps=200, seed=1)
    assert marginals(other).tobytes() != marginals(one).tobytes()


def test_many_positive_findings_do_not_overflow(synthetic):
    everywhere = Evidence.of_states(np.ones(synthetic.network.finding_count))
    found = infer(synthetic.network, everywhere)
    assert np.all(np.isfinite(marginals(found)))
    assert 0.0 <= found.frontier <= 1.0


def test_extreme_soft_evidence_is_taken_as_absent(synthetic):
    count = synthetic.network.finding_count
    soft, hard = Evidence.none(count), Evidence.none(count)
    soft, hard = soft.with_likelihood(3, 1e-200, 1e200), hard.with_likelihood(3, 0.0, 1.0)
    np.testing.assert_array_equal(
        marginals(search(synthetic.network, soft)), marginals(search(synthetic.network, hard))
    )


def test_groups_must_cover_all_sources(synthetic, evidence):
    found = search(synthetic.network, evidence)
    with pytest.raises(ValueError, match="200 entries"):
        group_marginals(found, [0, 1])
    own = group_marginals(found, np.arange(200))
    np.testing.assert_allclose(own, marginals(found), atol=1e-12)


def test_both_pieces_of_evidence_must_fit(synthetic, evidence):
    found = exhaustive(synthetic.network, Evidence.none(synthetic.network.finding_count))
    with pytest.raises(ValueError, match="one entry per finding"):
        what_if(found, synthetic.network, evidence, Evidence.none(2))


def test_levels_are_checked():
    with pytest.raises(ValueError, match="does not fit"):
        observed_level(4, [[0.5, 1.0]], [0.9, 1.0])
    with pytest.raises(ValueError, match="fall"):
        observed_level(0, [[1.0, 0.5]], [0.9, 1.0])


def test_a_bank_can_be_given_by_test():
    rows = Csr(np.array([0, 2]), np.array([0, 2], np.int32), np.array([0.5, 0.7]))
    bank = TestBank.by_test(np.array([0.1]), rows, 3)
    np.testing.assert_array_equal(bank.indptr, [0, 1, 1, 2])
