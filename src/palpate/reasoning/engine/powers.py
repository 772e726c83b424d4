"""A factor with a fractional exponent as a short sum of whole powers.

``((1 - E x) / (1 - E)) ** w`` becomes ``sum of c * x ** e`` over six fixed exponents e. The mean of
such a sum over independent sources is a product, so it needs no enumeration. Exact for w = 1;
otherwise off by at most 0.2 % for leaks of 0.02 and more.
"""

import numpy as np

from .kernels import FloatArray, kernel

EXPONENTS = np.array([0.0, 1.0, 2.0, 4.0, 16.0, 64.0])
"""Reached from one another by squaring."""
_NODES = np.array([1.0, 0.98800102, 0.94338866, 0.68341878, 0.24972999, 0.02628774])
"""Values of x where the sum is exact, placed so that the largest relative error is least."""
_TO_COEFFICIENTS = np.linalg.inv(_NODES[:, None] ** EXPONENTS)
_CHECKED = np.concatenate(([0.0], np.geomspace(0.01, 0.99, 12)))


def expansion(base: FloatArray, power: FloatArray) -> FloatArray:
    """Return the coefficients (k, 6) of every factor, by its E (k,) and exponent (k,)."""
    shape = ((1.0 - base[:, None] * _NODES) / (1.0 - base[:, None])) ** power[:, None]
    coefficients: FloatArray = np.einsum("kn,en->ke", shape, _TO_COEFFICIENTS)
    return coefficients


def misfit(base: FloatArray, power: FloatArray, coefficients: FloatArray) -> float:
    """Return the largest relative error of the sums."""
    if not base.size:
        return 0.0
    exact = ((1.0 - base[:, None] * _CHECKED) / (1.0 - base[:, None])) ** power[:, None]
    sums = np.einsum("ke,xe->kx", coefficients, _CHECKED[:, None] ** EXPONENTS)
    return float(np.abs(sums / exact - 1.0).max())


@kernel
def raise_powers(x: float, out: FloatArray) -> None:
    """Fill (6,) with x to every exponent."""
    out[0] = 1.0
    out[1] = x
    out[2] = x * x
    out[3] = out[2] * out[2]
    eighth = out[3] * out[3]
    out[4] = eighth * eighth
    wide = out[4] * out[4]
    out[5] = wide * wide
