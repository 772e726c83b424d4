"""Many drawings laid over one another."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from palpate.anatomy import Body
from palpate.evidence import UserError
from palpate.outcomes.drawing import Floats, read_drawing


def heat_map(
    body: Body, drawings: Sequence[object], weights: Sequence[float] | None = None
) -> Floats:
    """Return for each patch (P,) the share, 0 to 1, of the drawings in which it hurts.

    `weights` count one drawing more than another, as when a client drew often. An empty
    drawing counts: it is one in which nothing hurts. Raises UserError.
    """
    counts = _weights(len(drawings), weights)
    total = np.zeros(len(body.patch_ids))
    for drawing, weight in zip(drawings, counts, strict=True):
        total += weight * read_drawing(body, drawing).painted
    return np.asarray(total / counts.sum()) if counts.sum() else total


def _weights(count: int, weights: Sequence[float] | None) -> Floats:
    if weights is None:
        return np.ones(count)
    if len(weights) != count:
        what = f"has {len(weights)} numbers for {count} drawings."
        raise UserError(what, "Give one weight for each drawing.", "weights")
    for place, weight in enumerate(weights):
        if not math.isfinite(weight) or weight < 0:
            raise UserError(f"is {weight}.", "Write a number of 0 or more.", f"weights[{place}]")
    return np.asarray(weights, dtype=np.float64)
