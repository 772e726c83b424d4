"""The models are integrated as they say: against scipy, in order, without loss, never negative."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import simpson, solve_ivp

from palpate.physiology import MODELS, Clients, draw_clients, hold, typical_client, wait
from palpate.physiology.checks import Array
from palpate.physiology.contact import PROBE_CM2, transfer
from palpate.physiology.ladder.loop import parameter_table
from palpate.physiology.ladder.model import SORENESS
from palpate.physiology.loop import MMHG_PER_KPA, STATES, integrate_evenly, openness, rates

SEED = 11
Pieces = list[tuple[float, float]]
"""Minutes, and kPa under a 1 cm2 tip."""
SESSION: Pieces = [(1.0, 190.0), (0.5, 0.0)] * 3 + [(1440.0, 0.0)]
SIZE = np.array([1, 1, 1, 1, 0.1, 1, 0.1])
"""What counts as one unit of each state of the loop."""


def by_lsoda(clients: Clients, place: int, pieces: Pieces) -> Array:
    """The loop's seven states of one client after the pieces, at a tolerance of 1e-9."""
    row = parameter_table(clients.values)[place]
    state = clients.rest().values[place, SORENESS:].copy()
    reached = float(transfer(PROBE_CM2, clients.values["depth"][place]))
    for minutes, pressed in pieces:

        def slope(_: float, y: Array, pressed: float = pressed) -> Array:
            out = np.empty(len(STATES))
            rates(y, reached * pressed, pressed, row, out)
            return out

        done = solve_ivp(slope, (0, minutes), state, method="LSODA", rtol=1e-9, atol=1e-12)
        state = done.y[:, -1]
    return state


@pytest.mark.parametrize("pieces", [SESSION[:1], SESSION[:4], SESSION])
def test_the_loop_agrees_with_scipy_to_one_in_ten_thousand(pieces: Pieces) -> None:
    clients = draw_clients("M4", 12, np.random.default_rng(SEED))
    state = clients.rest()
    for minutes, pressed in pieces:
        state = hold(state, pressed, 60 * minutes)
    for place in range(clients.n):
        reference = by_lsoda(clients, place, pieces)
        error = np.abs(state.values[place, SORENESS:] - reference)
        assert (error <= 1e-4 * np.maximum(np.abs(reference), 0.01 * SIZE)).all(), place


def test_tone_release_agrees_with_scipy() -> None:
    clients = draw_clients("M3", 6, np.random.default_rng(SEED))
    state = wait(hold(hold(clients.rest(), 190.0, 60), 0.0, 45), 86_400)
    v = clients.values
    for k in range(clients.n):
        y = np.array([0.0, 1.0])
        end = float(190.0 * transfer(PROBE_CM2, v["depth"][k]) / v["creep_reference"][k])
        for seconds, goal in ((60.0, end), (45.0, 0.0), (86_400.0, 0.0)):

            def slope(_: float, y: Array, goal: float = goal, k: int = k) -> list[float]:
                lost = v["release_rate"][k] / 60 * y[0] * y[1]
                back = (1 - y[1]) / (60 * v["tone_recovery"][k])
                return [(goal - y[0]) / v["creep_time"][k], back - lost]

            y = solve_ivp(slope, (0, seconds), y, method="LSODA", rtol=1e-10, atol=1e-12).y[:, -1]
        assert state.values[k, -1] == pytest.approx(y[1], rel=1e-7)


@pytest.mark.parametrize(
    ("before_s", "pressed", "minutes", "steps"),
    [(0, 190.0, 1.0, (8, 16, 32, 64)), (0, 190.0, 0.1, (4, 8)), (60, 0.0, 0.1, (4, 8, 16, 32))],
    ids=["press", "onset", "flow returns"],
)
def test_halving_the_step_divides_the_error_as_order_four_does(
    before_s: float, pressed: float, minutes: float, steps: tuple[int, ...]
) -> None:
    clients = typical_client("M4")
    row = parameter_table(clients.values)[0]
    start = hold(clients.rest(), 190.0, before_s).values[0, SORENESS:]
    tissue = pressed * float(transfer(PROBE_CM2, clients.values["depth"][0]))

    def after(count: int) -> Array:
        y = start.copy()
        integrate_evenly(y, minutes, tissue, pressed, row, count)
        return y

    exact = after(4096)
    errors = np.array([np.abs(after(count) - exact).max() for count in steps])
    orders = np.log2(errors[:-1] / errors[1:])
    assert (orders > 3.8).all(), (errors, orders)


@pytest.mark.parametrize("pressed", [0.0, 60.0, 190.0])
def test_oxygen_and_lactate_are_neither_made_nor_lost(pressed: float) -> None:
    clients = typical_client("M4")
    values = {name: float(array[0]) for name, array in clients.values.items()}
    row = parameter_table(clients.values)[0]
    tissue = MMHG_PER_KPA * pressed * float(transfer(PROBE_CM2, values["depth"]))
    states = [wait(hold(clients.rest(), 190.0, 20), 1.0)]
    step = 0.05
    for _ in range(1200):
        states.append(hold(states[-1], pressed, step))
    y = {
        name: np.array([s.values[0, SORENESS + k] for s in states]) for k, name in enumerate(STATES)
    }
    open_ = np.array([openness(tone, tissue, row) for tone in y["tone"]])
    flow = values["resting_flow"] * y["dilation"] * open_
    need = values["resting_use"] + values["tone_use"] * y["tone"]
    use = need * y["store"] / (y["store"] + values["use_half"])
    brought = flow * values["blood_oxygen"] * (values["arterial_saturation"] - y["store"])
    stored = values["oxygen_store"] * (y["store"][-1] - y["store"][0])
    assert stored == pytest.approx(simpson(brought - use, dx=step / 60), abs=2e-6)
    made = values["production"] + values["lactate_yield"] * (need - use)
    washed = flow / (100 * values["partition"]) * (y["lactate"] - values["arterial_lactate"])
    gathered = y["lactate"][-1] - y["lactate"][0]
    assert gathered == pytest.approx(simpson(made - washed, dx=step / 60), abs=2e-6)


@pytest.mark.parametrize("model", MODELS)
@settings(max_examples=15, deadline=None)
@given(
    doses=st.lists(st.tuples(st.floats(0, 600), st.floats(0.1, 300)), min_size=1, max_size=5),
    seed=st.integers(0, 1000),
)
def test_nothing_turns_negative_and_no_state_is_changed_in_place(
    model: str, doses: list[tuple[float, float]], seed: int
) -> None:
    state = draw_clients(model, 1, np.random.default_rng(seed)).rest()
    for pressed, seconds in doses:
        before = state.values.copy()
        after = hold(state, pressed, seconds)
        np.testing.assert_array_equal(state.values, before)
        assert np.isfinite(after.values).all()
        assert (after.values >= 0).all()
        assert ((after.pain(pressed) >= 0) & (after.pain(pressed) <= 10)).all()
        state = after


@pytest.mark.parametrize("model", ["M1", "M2", "M3"])
@given(low=st.floats(1, 300), more=st.floats(1, 100), seconds=st.floats(5, 90))
@settings(max_examples=25, deadline=None)
def test_more_pressure_and_more_time_never_do_less(
    model: str, low: float, more: float, seconds: float
) -> None:
    state = typical_client(model).rest()
    gain = hold(state, low, seconds).gain()[0]
    assert hold(state, low + more, seconds).gain()[0] >= gain - 1e-12
    assert hold(state, low, seconds + 5).gain()[0] >= gain - 1e-12
