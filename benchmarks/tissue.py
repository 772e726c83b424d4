"""The tissue loop for many virtual clients, beside scipy's LSODA with the same compiled rates.

python -m benchmarks.tissue [--clients 10000] [--peers 100]. One session of five presses of 60 s
with 30 s between them, then 14 days. Times are processor time of the whole process; both run in
one process, one after the other, on the same clients. LSODA is tried at a loose tolerance and at
one that is as exact as ours. Bars: 10,000 clients in at most 10 s, LSODA at least 10 times slower.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.integrate import solve_ivp

from palpate.physiology import Clients, draw_clients, hold
from palpate.physiology.checks import Array
from palpate.physiology.contact import PROBE_CM2, transfer
from palpate.physiology.jit import compiled
from palpate.physiology.ladder.loop import parameter_table
from palpate.physiology.ladder.model import SORENESS
from palpate.physiology.loop import STATES, rates

SEED = 20261122
SHARE = 1.27
"""Of each client's threshold: the heavier pressure of the trial of pressure and time."""
PIECES = [(60.0, 1.0), (30.0, 0.0)] * 5 + [(14 * 86_400.0, 0.0)]
SIZE = np.array([1, 1, 1, 1, 0.1, 1, 0.1])
MOST_SECONDS, LEAST_RATIO = 10.0, 10.0
BATCH = 10_000


class Run(NamedTuple):
    """Processor seconds for 10,000 clients and the errors of the states."""

    seconds: float
    states: Array


@compiled
def slope(y: Array, tissue: float, pressed: float, p: Array) -> Array:
    """The rates as a new array, as scipy wants them."""
    out = np.empty(7)
    rates(y, tissue, pressed, p, out)
    return out


def ours(clients: Clients) -> Array:
    """Final states (n, 7) by the library."""
    pressure = SHARE * clients.values["threshold"]
    state = clients.rest()
    for seconds, share in PIECES:
        state = hold(state, share * pressure, seconds)
    return state.values[:, SORENESS:]


def lsoda(clients: Clients, relative: float) -> Array:
    """Final states (n, 7) by scipy, one client after the other, restarted at every edge."""
    table = parameter_table(clients.values)
    pressure = SHARE * clients.values["threshold"]
    reached = transfer(PROBE_CM2, clients.values["depth"])
    states = clients.rest().values[:, SORENESS:].copy()
    for k in range(clients.n):
        for seconds, share in PIECES:
            pressed = share * pressure[k]
            arguments = (pressed * reached[k], pressed, table[k])
            done = solve_ivp(
                lambda _, y, *given: slope(y, *given),
                (0.0, seconds / 60),
                states[k],
                method="LSODA",
                rtol=relative,
                atol=0.01 * relative,
                args=arguments,
            )
            states[k] = done.y[:, -1]
    return states


def timed(work: Callable[[Clients], Array], clients: Clients) -> Run:
    """Run once and scale the processor time to 10,000 clients."""
    start = time.process_time()
    states = work(clients)
    return Run((time.process_time() - start) * BATCH / clients.n, states)


def error(states: Array, exact: Array) -> Array:
    """Largest relative error of each client, small states measured against their size."""
    worst: Array = (np.abs(states - exact) / np.maximum(np.abs(exact), 0.01 * SIZE)).max(axis=1)
    return worst


def main() -> None:
    """Print one line for each solver, then the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=BATCH)
    parser.add_argument("--peers", type=int, default=100, help="clients for LSODA")
    chosen = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}, {chosen.clients} clients, LSODA on {chosen.peers}")
    few = draw_clients("M4", chosen.peers, np.random.default_rng(SEED))
    ours(few.take([0]))
    lsoda(few.take([0]), 1e-4)
    many = draw_clients("M4", chosen.clients, np.random.default_rng(SEED))
    exact = lsoda(few, 1e-9)
    mine = timed(ours, many)
    rows = {"palpate, RODAS at 5e-7": (mine.seconds, error(ours(few), exact))}
    for relative in (1e-4, 1e-6):
        run = timed(lambda clients, r=relative: lsoda(clients, r), few)
        rows[f"scipy LSODA at {relative:g}"] = (run.seconds, error(run.states, exact))
    print(f"{'solver':26}{'CPU s for 10,000':>18}{'x ours':>9}{'median error':>14}{'largest':>10}")
    for name, (seconds, errors) in rows.items():
        ratio = seconds / mine.seconds
        spread = f"{np.median(errors):14.1e}{errors.max():10.1e}"
        print(f"{name:26}{seconds:18.2f}{ratio:9.1f}{spread}")
    slowest = min(seconds for name, (seconds, _) in rows.items() if "LSODA" in name)
    held = mine.seconds <= MOST_SECONDS and slowest >= LEAST_RATIO * mine.seconds
    print(
        f"bars {'held' if held else 'MISSED'}: {mine.seconds:.1f} s, {slowest / mine.seconds:.0f} x"
    )
    assert len(STATES) == exact.shape[1]


if __name__ == "__main__":
    main()
