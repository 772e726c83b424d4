"""Simulated people have what their priors and satellites say."""

import numpy as np
import pytest

from palpate.reasoning import Reasoner
from palpate.reasoning.background import CEILING
from palpate.reasoning.population import base_rates, simulate


def test_sources_are_as_common_as_their_priors_say(reasoner: Reasoner) -> None:
    model = reasoner.model
    plain = [k for k in range(len(model.sources)) if not len(model.network.parents.row(k)[0])]
    prior = np.full(len(model.sources), 1e-6)
    prior[plain[:3]] = [0.2, 0.5, 0.9]
    active = simulate(model, prior, np.random.default_rng(1), 5000)
    assert active[:, plain[:3]].mean(axis=0) == pytest.approx([0.2, 0.5, 0.9], abs=0.03)


def test_keys_awaken_their_satellites(reasoner: Reasoner) -> None:
    model = reasoner.model
    child = next(k for k in range(len(model.sources)) if len(model.network.parents.row(k)[0]) > 1)
    keys, chance = model.network.parents.row(child)
    prior = np.full(len(model.sources), 1e-6)
    prior[keys] = 1 - 1e-9
    active = simulate(model, prior, np.random.default_rng(2), 20_000)
    assert active[:, child].mean() == pytest.approx(1 - np.prod(1 - chance), abs=0.02)


def test_the_same_seed_gives_the_same_people(reasoner: Reasoner) -> None:
    first = base_rates(reasoner.model, "plantar_heel_pain", 3, 500)
    assert first == base_rates(reasoner.model, "plantar_heel_pain", 3, 500)
    assert first != base_rates(reasoner.model, "plantar_heel_pain", 4, 500)


def test_the_ceiling_of_the_ranking_does_not_hold_for_populations(reasoner: Reasoner) -> None:
    rates = base_rates(reasoner.model, "plantar_heel_pain", 3, 500)
    assert max(rate.simulated.share or 0 for rate in rates) > 2 * CEILING


def test_a_small_study_is_drawn_further_towards_the_prior(reasoner: Reasoner) -> None:
    small = base_rates(reasoner.model, "subacromial_pain", 3, 500)[0]
    large = base_rates(reasoner.model, "cervical_facet_pain", 3, 500)[0]
    assert small.measured.of < 20 < large.measured.of
    assert small.expected / (small.measured.share or 1) < 0.85
    assert large.expected / (large.measured.share or 1) > 0.95
