"""Findings with ordered levels (none, mild, strong): noisy-MAX written as two binary findings."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .kernels import FloatArray


class BinaryPart(NamedTuple):
    """One binary finding of the network: leak, links q (n,), and whether it was present."""

    leak: float
    q: FloatArray
    present: bool


def observed_level(
    level: int, up_to: npt.ArrayLike, background: npt.ArrayLike
) -> tuple[BinaryPart, ...]:
    """Return the binary findings equivalent to observing `level` of an ordered finding.

    up_to: (n, K) probability that source i alone brings about at most level k (last column 1).
    background: (K,) the same for the background. The level of the finding is the highest that any
    active source or the background brings about. The likelihood ratios are exact as long as the
    links stay below the network's ceiling. Raises ValueError for a level that does not exist or
    probabilities that fall with the level. Source: Diez 1993 (noisy-MAX).
    """
    own, base = np.array(up_to, np.float64), np.array(background, np.float64)
    if own.ndim != 2 or own.shape[1] != base.size or not 0 <= level < base.size:
        raise ValueError(f"level {level} does not fit {base.size} levels")
    if np.any(np.diff(own, axis=1) < 0.0) or np.any(np.diff(base) < 0.0):
        raise ValueError("cumulative probabilities must not fall with the level")
    beyond = BinaryPart(1.0 - float(base[level]), 1.0 - own[:, level], False)
    if level == 0:
        return (beyond,)
    reached = 1.0 - own[:, level - 1] / own[:, level]
    return beyond, BinaryPart(1.0 - float(base[level - 1] / base[level]), reached, True)
