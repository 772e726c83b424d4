"""How good the budgeted answers are: against deep searches, and against simulated truth."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from benchmarks.networks import Shape, make, sample
from scipy.stats import spearmanr
from tests.property.inference_support import dense, present

from palpate.reasoning.engine import Evidence, infer, marginals, search, warm

CASES = 10_000
CHUNKS = 40
TYPICAL = Shape(300, 200, prior=0.007)


def deep(network, evidence):
    return search(
        network, evidence, 6000, 1e-6, keep=1e-8, prune=1e-5, capacity=400_000, tail=0.0
    )  # fmt: skip


@pytest.fixture(scope="module")
def against_deep():
    """Frontier and largest marginal error of budgeted answers to easy and hard cases."""
    synthetic, rng = make(Shape(800, 300), seed=0), np.random.default_rng(11)
    warm()
    evidence = [sample(synthetic, rng, causes=1 + k % 4).evidence for k in range(16)]

    def compare(case):
        found = search(synthetic.network, case)
        gold = deep(synthetic.network, case)
        error = np.abs(marginals(found) - marginals(gold)).max()
        refined = np.abs(marginals(infer(synthetic.network, case)) - marginals(gold)).max()
        return found.frontier, error, refined, gold.frontier

    with ThreadPoolExecutor(2) as pool:
        return np.array(list(pool.map(compare, evidence)))


def test_budgeted_answers_are_close_to_deep_ones(against_deep):
    frontier, error, refined, _ = against_deep.T
    assert np.all(error[frontier < 0.2] < 0.05)
    assert np.median(refined) <= 0.005
    assert np.quantile(refined[frontier <= 0.3], 0.9) <= 0.03


def test_the_frontier_predicts_the_error(against_deep):
    frontier, error, _, _ = against_deep.T
    assert spearmanr(frontier, error).statistic > 0.7


def test_probabilities_come_true_as_often_as_they_say():
    """Simulation-based calibration on cases drawn from the model's own prior."""
    synthetic = make(TYPICAL, seed=0)
    warm()

    def chunk(number):
        active, cases = simulate(synthetic, np.random.default_rng([number, 77]), CASES // CHUNKS)
        said = np.array([marginals(search(synthetic.network, case)) for case in cases])
        return said[said > 0.02], active[said > 0.02]

    with ThreadPoolExecutor(2) as pool:
        parts = list(pool.map(chunk, range(CHUNKS)))
    said = np.concatenate([part[0] for part in parts])
    came = np.concatenate([part[1] for part in parts])
    assert calibration_error(said, came) < 0.01


def simulate(synthetic, rng, count):
    """Active sources (count, n) drawn from the prior, and the evidence of each client."""
    network, patches = synthetic.network, synthetic.shape.patches
    active = rng.uniform(size=(count, network.source_count)) < network.prior
    sign = present(network.leak, dense(network.links, network.finding_count), active.astype(float))
    seen = rng.uniform(size=sign.shape) < sign
    known = rng.uniform(size=sign.shape) < 0.4
    known[:, :patches] = True
    l1, l0 = np.where(known & ~seen, 0.0, 1.0), np.where(known & seen, 0.0, 1.0)
    return active, [Evidence(*pair) for pair in zip(l1, l0, strict=True)]


def calibration_error(said, came, bins=10):
    """Expected calibration error: mean gap between said and observed frequency per tenth."""
    place = np.minimum((said * bins).astype(int), bins - 1)
    gap = np.bincount(place, said - came, bins)
    return float(np.abs(gap).sum() / said.size)
