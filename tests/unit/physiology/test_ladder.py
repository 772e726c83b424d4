"""Virtual clients of every model, driven through one interface."""

import numpy as np
import pytest

from palpate.evidence import UserError
from palpate.physiology import (
    MODELS,
    Press,
    Session,
    apply,
    draw_clients,
    follow,
    hold,
    parameters_of,
    treat,
    typical_client,
    wait,
)

SEED = 7


@pytest.fixture(params=MODELS)
def model(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_untreated_clients_have_their_own_threshold_and_nothing_else(model: str) -> None:
    state = draw_clients(model, 50, np.random.default_rng(SEED)).rest()
    np.testing.assert_allclose(state.threshold(), state.clients.values["threshold"])
    assert not state.soreness().any()
    kept = wait(state, 3 * 86_400)
    np.testing.assert_allclose(kept.threshold(), state.threshold(), rtol=1e-5)


def test_the_same_seed_draws_the_same_clients(model: str) -> None:
    one, other = (draw_clients(model, 9, np.random.default_rng(SEED)) for _ in range(2))
    for name, array in one.values.items():
        np.testing.assert_array_equal(array, other.values[name])
    for parameter in parameters_of(model):
        drawn = one.values[parameter.id]
        assert parameter.low <= drawn.min()
        assert drawn.max() <= parameter.high


def test_a_painful_press_lifts_the_threshold_and_soreness_comes_later(model: str) -> None:
    state = typical_client(model).rest()
    done = apply(state, Press.by("thumb", 40, 60))
    assert done.after[0] > done.before[0]
    assert done.pain.shape == (13, 1)
    assert 1 < done.peak[0] < 8
    assert done.state.soreness()[0] < 0.1
    course = follow(done.state, 2, 1)
    assert 2 <= course.times_h[course.soreness[:, 0].argmax()] <= 12
    assert course.soreness[-1, 0] < 0.05 * course.soreness.max()


def test_a_hold_in_pieces_is_the_whole_hold(model: str) -> None:
    state = draw_clients(model, 20, np.random.default_rng(SEED)).rest()
    pieces = hold(hold(state, 220.0, 17), 220.0, 43)
    whole = hold(state, 220.0, 60)
    np.testing.assert_allclose(pieces.values, whole.values, rtol=2e-5, atol=1e-7)


def test_each_client_may_have_a_force_of_their_own(model: str) -> None:
    clients = draw_clients(model, 3, np.random.default_rng(SEED))
    press = Press.by("thumb", 30, 30)
    together = apply(clients.rest(), press, force_n=np.array([10.0, 30.0, 50.0]))
    for place, force in enumerate((10.0, 30.0, 50.0)):
        alone = apply(clients.take([place]).rest(), Press.by("thumb", force, 30))
        np.testing.assert_allclose(alone.pain[:, 0], together.pain[:, place], rtol=1e-6)
    with pytest.raises(UserError, match="force_n"):
        apply(clients.rest(), press, force_n=np.array([10.0, 30.0]))


def test_clients_are_taken_and_changed(model: str) -> None:
    clients = draw_clients(model, 4, np.random.default_rng(SEED))
    twice = clients.rest().take([2, 2, 0])
    assert twice.clients.n == 3
    assert twice.threshold()[0] == twice.threshold()[1]
    changed = clients.replace(threshold=np.full(4, 200.0), slope=0.1)
    np.testing.assert_allclose(changed.rest().threshold(), 200.0)
    np.testing.assert_allclose(changed.rest().pain([[210.0], [220.0]])[:, 0], [1.0, 2.0])
    for wrong, field in (({"threshold": -5}, "threshold"), ({"mood": 1}, "mood")):
        with pytest.raises(UserError) as caught:
            clients.replace(**wrong)
        assert caught.value.field == field


@pytest.mark.parametrize("technique", ["stretch", "contract_relax"])
def test_what_does_not_press_neither_hurts_nor_helps(model: str, technique: str) -> None:
    done = apply(typical_client(model).rest(), Press.by("thumb", 40, 30, technique))
    assert not done.peak.any()
    assert done.after[0] == pytest.approx(done.before[0], rel=1e-6)


def test_a_session_is_its_presses_in_a_row(model: str) -> None:
    press = Press.by("thumb", 40, 30, rest_s=30)
    state, done = treat(typical_client(model).rest(), Session((press, press)))
    assert len(done) == 2
    again = apply(apply(typical_client(model).rest(), press).state, press)
    np.testing.assert_allclose(again.state.values, state.values)


def test_unknown_models_points_and_numbers_are_refused() -> None:
    rng = np.random.default_rng(SEED)
    for call, field in (
        (lambda: draw_clients("M9", 1, rng), "model"),
        (lambda: draw_clients("M2", 0, rng), "n"),
        (lambda: draw_clients("M2", 1, rng, "sleepy"), "point"),
        (lambda: typical_client("M2").rest().pain(-1), "equivalent_kpa"),
        (lambda: hold(typical_client("M2").rest(), float("nan"), 1), "equivalent_kpa"),
        (lambda: follow(typical_client("M2").rest(), 900), "days"),
    ):
        with pytest.raises(UserError) as caught:
            call()
        assert caught.value.field == field
