"""Simulated drawings look like drawings, and probabilities come true on them."""

from dataclasses import replace

import numpy as np
import pytest

from palpate.reasoning import Reasoner
from palpate.reasoning.calibration import (
    EFFORTS,
    Noise,
    Painter,
    calibrate,
    calibration_error,
    fit_effort,
    gate,
    judge,
    repeatability,
    sample_sources,
    simulate,
)
from palpate.reasoning.engine import STANDARD

SILENT = Noise(missed=0, hand=0, smear=0, wrong_side=0, stray=0, chart=0)


@pytest.fixture(scope="module")
def painter(reasoner: Reasoner) -> Painter:
    return Painter(reasoner.model, Noise())


def with_noise(painter: Painter, noise: Noise) -> Painter:
    """The same painter with another hand; the field of the pain stays."""
    other = object.__new__(Painter)
    other.__dict__.update(painter.__dict__, noise=noise)
    return other


def one(reasoner: Reasoner, name: str) -> np.ndarray:
    return np.array([source.id == name for source in reasoner.model.sources])


def test_without_noise_only_the_pattern_is_painted(reasoner: Reasoner) -> None:
    active = one(reasoner, "temporalis.1.left")
    calm = Painter(reasoner.model, SILENT)
    columns, _ = reasoner.model.network.links.row(int(np.argmax(active)))
    drawing = calm.drawn(calm.felt(active, np.random.default_rng(3)), np.random.default_rng(4))
    assert drawing.any()
    assert set(np.flatnonzero(drawing)) <= set(columns.tolist())


def test_a_patch_is_felt_as_often_as_its_weight_says(reasoner: Reasoner) -> None:
    active = one(reasoner, "temporalis.1.left")
    calm = Painter(reasoner.model, SILENT)
    rng = np.random.default_rng(5)
    felt = np.mean([calm.felt(active, rng) > 0 for _ in range(2000)], axis=0)
    columns, q = reasoner.model.network.links.row(int(np.argmax(active)))
    patches = columns < reasoner.model.layout.patches
    np.testing.assert_allclose(felt[columns[patches]], q[patches], atol=0.05)


def test_a_drawing_on_the_wrong_side_is_the_mirror_image(
    reasoner: Reasoner, painter: Painter
) -> None:
    margin = painter.felt(one(reasoner, "temporalis.1.left"), np.random.default_rng(6))
    right, wrong = (
        with_noise(painter, replace(SILENT, wrong_side=share)).drawn(
            margin, np.random.default_rng(7)
        )
        for share in (0.0, 1.0)
    )
    np.testing.assert_array_equal(wrong, right[reasoner.model.body.mirror_patch])


def test_two_drawings_of_one_pain_overlap_as_published(
    reasoner: Reasoner, painter: Painter
) -> None:
    rng = np.random.default_rng(8)
    pains = [sample_sources(reasoner.model, rng) for _ in range(150)]
    mean, spread = repeatability(painter, pains, rng)
    assert mean == pytest.approx(0.62, abs=0.06)
    assert spread == pytest.approx(0.18, abs=0.05)


def test_clients_have_the_sources_that_were_asked_for(painter: Painter) -> None:
    for client in simulate(painter, np.random.default_rng(9), 20):
        assert 1 <= client.active.sum() <= 4
        assert client.case.painted.size


def test_the_calibration_error_is_the_mean_gap() -> None:
    said = np.array([0.15, 0.15, 0.95, 0.95])
    assert calibration_error(said, np.array([False, False, True, True])) == pytest.approx(0.10)
    assert calibration_error(said, np.array([True, True, False, False])) == pytest.approx(0.90)


def test_probabilities_come_true_on_noisy_drawings(reasoner: Reasoner) -> None:
    found, _ = calibrate(reasoner.model, 500, seed=1)
    assert found.clients == 500
    assert found.error <= 0.03


def test_the_sweep_takes_over_where_the_search_is_open(painter: Painter) -> None:
    """With four to eight causes the answer is never worse than the search alone, in the middle."""
    rows = list(gate(painter, seed=2, each=2, causes=(4, 8), deep=500, sweeps=3000))
    opened = [row for row in rows if row.frontier > 0.3]
    if opened:
        assert np.median([r.answered for r in opened]) <= np.median([r.searched for r in opened])


def test_other_efforts_are_timed_and_held_against_a_reference(painter: Painter) -> None:
    clients = simulate(painter, np.random.default_rng(10), 2)
    judged = judge(painter.model, clients, sweeps=1500)
    trials = list(fit_effort(painter.model.network, judged, {"states": (60_000, 120_000)}))
    assert [(trial.number, trial.value) for trial in trials] == [
        ("states", 60_000),
        ("states", 120_000),
    ]
    for trial in trials:
        assert 0 <= trial.error[0] <= trial.error[1] < 0.5
        assert 0 < trial.milliseconds[0] <= trial.milliseconds[1]


def test_every_number_of_the_effort_is_fitted_around_its_shipped_value() -> None:
    for number, values in EFFORTS.items():
        assert getattr(STANDARD, number) in values
