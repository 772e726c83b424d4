"""Rosenbrock steps through the loop: RODAS, order 4 with an estimate of order 3, L-stable.

Coefficients: E. Hairer and G. Wanner, Solving Ordinary Differential Equations II, method RODAS, in
the form of the Kinetic PreProcessor. Each piece of constant pressure is integrated on its own, so
edges are met exactly.
"""

from __future__ import annotations

import numpy as np

from palpate.physiology.checks import Array
from palpate.physiology.jit import compiled
from palpate.physiology.loop.equations import DERIVATIVES, derivatives, rates
from palpate.physiology.loop.linear import solve
from palpate.physiology.loop.names import INHIBITION, STATES, TONE

STAGES = 6
WIDTH = len(STATES)
GAMMA = 0.25
A = np.zeros((STAGES, STAGES))
A[1, 0] = 1.544
A[2, :2] = 0.9466785280815826, 0.2557011698983284
A[3, :3] = 3.314825187068521, 2.896124015972201, 0.9986419139977817
A[4, :4] = 1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950
A[5, :4] = A[4, :4]
A[5, 4] = 1.0
C = np.zeros((STAGES, STAGES))
C[1, 0] = -5.6688
C[2, :2] = -2.430093356833875, -0.2063599157091915
C[3, :3] = -0.1073529058151375, -9.594562251023355, -20.47028614809616
C[4, :4] = 7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160
C[5, :5] = (
    8.083246795921522,
    -7.981132988064893,
    -31.52159432874371,
    16.31930543123136,
    -6.058818238834054,
)
RELATIVE = 5e-7
"""Default tolerance of one step, relative."""
FIRST_MINUTES = 5e-3
FASTEST, SLOWEST, SAFE = 8.0, 0.2, 0.9
MOST_STEPS = 100_000
SMALL = 0.1
"""Absolute tolerance as a share of the relative, for states whose size is about 1."""


@compiled
def step(
    y: Array, h: float, tissue: float, pressed: float, p: Array, j: Array, k: Array, new: Array
) -> None:
    """Try one step of `h` minutes from `y`: the result in `new`, the stages in `k` (6, 7)."""
    derivatives(y, tissue, pressed, p, j)
    for stage in range(STAGES):
        for i in range(WIDTH):
            new[i] = y[i]
        for before in range(stage):
            weight = A[stage, before]
            for i in range(WIDTH):
                new[i] += weight * k[before, i]
        rates(new, tissue, pressed, p, k[stage])
        for before in range(stage):
            weight = C[stage, before] / h
            for i in range(WIDTH):
                k[stage, i] += weight * k[before, i]
        solve(1.0 / (h * GAMMA), j, p, k[stage])
    for i in range(WIDTH):
        new[i] += k[STAGES - 1, i]


@compiled
def _error(y: Array, new: Array, last: Array, relative: float) -> float:
    """Estimated error in units of the tolerance; large where a state turned negative."""
    worst = 0.0
    for i in range(WIDTH):
        size = max(abs(y[i]), abs(new[i]))
        small = SMALL * (0.1 if i in (TONE, INHIBITION) else 1.0)
        off = abs(last[i]) / (relative * (small + size))
        if new[i] < -relative * small:
            off = max(off, 10.0)
        worst = max(worst, off)
    return worst


@compiled
def integrate(
    y: Array, minutes: float, tissue: float, pressed: float, p: Array, relative: float
) -> int:
    """Overwrite `y` (7,) with the state after `minutes` of constant pressure.

    Returns the number of steps tried, or -1 when there would be too many.
    """
    j, k, new = np.empty(DERIVATIVES), np.empty((STAGES, WIDTH)), np.empty(WIDTH)
    done, h, tried = 0.0, min(FIRST_MINUTES, minutes), 0
    while done < minutes:
        tried += 1
        if tried > MOST_STEPS:
            return -1
        last = h >= minutes - done
        if last:
            h = minutes - done
        step(y, h, tissue, pressed, p, j, k, new)
        off = _error(y, new, k[STAGES - 1], relative)
        factor = min(FASTEST, max(SLOWEST, SAFE / max(off, 1e-10) ** 0.25))
        if off <= 1.0:
            for i in range(WIDTH):
                y[i] = max(new[i], 0.0)
            if last:
                return tried
            done += h
        elif not off < 1e30:
            factor = SLOWEST
        h *= factor
    return tried


@compiled
def integrate_all(
    states: Array, minutes: float, tissue: Array, pressed: Array, parameters: Array, relative: float
) -> int:
    """Advance every client's state (n, 7) in place; return the sum of steps, or -1."""
    total = 0
    for client in range(states.shape[0]):
        tried = integrate(
            states[client], minutes, tissue[client], pressed[client], parameters[client], relative
        )
        if tried < 0:
            return -1
        total += tried
    return total


@compiled
def integrate_evenly(
    y: Array, minutes: float, tissue: float, pressed: float, p: Array, steps: int
) -> None:
    """Advance `y` (7,) in place by equal steps without control of error: to verify the order."""
    j, k, new = np.empty(DERIVATIVES), np.empty((STAGES, WIDTH)), np.empty(WIDTH)
    for _ in range(steps):
        step(y, minutes / steps, tissue, pressed, p, j, k, new)
        for i in range(WIDTH):
            y[i] = new[i]
