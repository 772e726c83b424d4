"""The particles behind the guide."""

import numpy as np
import pytest

from palpate.physiology import hold as hold_client
from palpate.physiology import typical_client
from palpate.physiology import wait as wait_client
from palpate.physiology.guide.belief import Belief, quantile
from palpate.physiology.guide.motion import hold, rest
from palpate.physiology.guide.policy import Guides
from palpate.physiology.guide.prior import SPREADS, prior_for
from palpate.physiology.guide.setting import Setting


def test_the_prior_follows_the_parameters_of_the_model() -> None:
    prior = prior_for("active")
    client = typical_client("M2").values
    assert prior.threshold == client["threshold"][0]
    assert prior.slope == client["slope"][0]
    assert prior.spreads[0] > 0.35  # the depth is uncertain too
    assert prior_for("latent").threshold > prior.threshold


def test_quantiles_count_weights() -> None:
    values = np.array([[3.0, 1.0, 2.0]])
    weights = np.array([[0.2, 0.5, 0.3]])
    assert quantile(values, weights, 0.49)[0] == 1
    assert quantile(values, weights, 0.51)[0] == 2
    assert quantile(values, weights, 0.99)[0] == 3


def test_particles_move_as_the_model_m2_does() -> None:
    belief = Belief(1, prior_for("active"), 64)
    client = typical_client("M2")
    belief.values[:, :, :4] = np.log([client.values[name][0] for name in SPREADS])
    state = client.rest()
    for _ in range(2):
        hold(belief, np.array([250.0]), np.array([40.0]))
        rest(belief, np.array([30.0]))
        state = wait_client(hold_client(state, 250.0, 40.0), 30.0)
    assert belief.raised[0] == pytest.approx(np.full(64, state.gain()[0]), rel=1e-9)
    assert belief.pain(np.array([300.0]))[0] == pytest.approx(
        np.full(64, state.pain(300.0)[0]), rel=1e-9
    )


def test_fresh_particles_keep_mean_and_spread() -> None:
    belief = Belief(1, prior_for("active"), 512)
    belief.weigh(np.exp(-0.5 * ((belief.threshold() - 120) / 8) ** 2))
    mean = belief.mean(belief.threshold())[0]
    spread = np.sqrt(belief.mean((belief.threshold() - mean) ** 2)[0])
    belief.refresh(np.random.default_rng(1))
    assert belief.mean(belief.threshold())[0] == pytest.approx(mean, rel=0.02)
    assert belief.threshold().std() == pytest.approx(spread, rel=0.25)
    assert np.allclose(belief.weights, 1 / 512)


def test_the_guide_learns_a_threshold() -> None:
    """Reports of one exact client move the believed pressure for 5 of 10 to the true one."""
    guides = Guides(1, prior_for("active"), Setting(gauge=True), seed=3)
    state = typical_client("M2", threshold=220.0, slope=0.06).rest()
    truth = 220 + 5 / 0.06
    errors = []
    for _ in range(10):
        pressure = guides.propose().pressure
        guides.press(pressure, np.array([600.0]))
        state = wait_client(state, 600.0)
        for _ in range(2):
            guides.hear(0.65 * state.pain(pressure), np.array([-1]))
        believed = guides.belief.mean(guides.belief.threshold() + 5 / guides.belief.slope())[0]
        errors.append(abs(believed - truth))
        guides.release()
    assert errors[-1] < 0.5 * errors[0]
    assert errors[-1] < 0.12 * truth
