"""What a client's known conditions and circumstances do to the priors.

A condition multiplies the prior odds of the sources it makes likelier. Where a study counted how
many people with the condition had the source, the share is shrunk towards the general prior: a
small sample says little, and trigger points found by pressing are not all causes of pain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from palpate.knowledge import Condition, Factor, Shift
from palpate.reasoning.case import Case
from palpate.reasoning.model import Model

DESIGN_EFFECT = 2.0
"""A sample from one clinic is worth half as many independent people."""
PRIOR_COUNT = 2.0
"""People that the general prior is worth against a measured share."""
CEILING = 0.3
"""No background makes a source likelier than this before anything is drawn or examined."""
MOST_ODDS = 30.0
"""All conditions and factors together multiply prior odds by no more than this, nor divide."""
IMPOSSIBLE = 1e-9
"""Prior of an organ that the client's sex does not have."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Background:
    """Prior (n,) of each source for this client, and the log odds (n,) each name added."""

    prior: Floats
    added: tuple[tuple[str, Floats], ...]


def shrunk(share: float, count: int, prior: float) -> float:
    """A measured share of `count` people, drawn towards the prior."""
    weight = count / DESIGN_EFFECT
    return (share * weight + prior * PRIOR_COUNT) / (weight + PRIOR_COUNT)


def background(model: Model, case: Case) -> Background:
    """Prior of every source given the known conditions and factors of a case."""
    prior = np.array(model.network.prior)
    steps = []
    limit = np.log(MOST_ODDS)
    total = np.zeros(len(prior))
    for name, shifts in _known(model, case):
        added = np.zeros(len(prior))
        for shift in shifts:
            numbers = list(model.named.get((shift.by, shift.target), ()))
            added[numbers] = _log_odds(shift, prior[numbers])
        moved = np.clip(total + added, -limit, limit)
        steps.append((name, moved - total))
        total = moved
    raised = _sigmoid(np.log(prior / (1 - prior)) + total)
    moved = np.minimum(raised, np.maximum(prior, CEILING))
    moved[model.of_other_sex(case.client.sex)] = IMPOSSIBLE
    return Background(moved, tuple(steps))


def with_background(model: Model, case: Case) -> tuple[Model, Background]:
    """The model with this client's priors; the same model when nothing is known."""
    found = background(model, case)
    if not found.added and case.client.sex is None:
        return model, found
    return replace(model, network=model.network.with_prior(found.prior)), found


def _known(model: Model, case: Case) -> Iterator[tuple[str, tuple[Shift, ...]]]:
    entries: list[Condition | Factor] = [model.knowledge.conditions[c] for c in case.conditions]
    entries += [model.knowledge.factors[f] for f in case.factors]
    for entry in entries:
        yield entry.name, entry.shifts


def _log_odds(shift: Shift, prior: Floats) -> Floats:
    """Log odds (k,) that one shift adds to the sources it names.

    A measured share is of the whole structure, so its sites divide it as they do the prior.
    """
    if shift.odds is not None or shift.share is None:
        return np.full(len(prior), np.log(shift.odds or 1.0))
    if not len(prior):
        return prior
    whole = min(float(prior.sum()) / 2, CEILING)
    target = min(shrunk(shift.share, shift.count, whole), 0.999)
    each = np.minimum(prior * max(target / max(whole, 1e-9), 1e-9), 0.999)
    moved: Floats = np.log(each / (1 - each)) - np.log(prior / (1 - prior))
    return moved


def _sigmoid(value: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-value)))
