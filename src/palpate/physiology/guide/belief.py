"""What the guide believes about a site: weighted particles, many clients at once."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import qmc

from palpate.physiology.guide.prior import SPREADS, Prior

Floats = NDArray[np.float64]
PARTICLES = 512
THRESHOLD, SLOPE, RELIEF, ONSET, SCALE, OFFSET = range(6)
FORGETTING = 0.10  # width of the kernel that spreads particles again after a choice among them


@lru_cache(maxsize=16)
def _draws(prior: Prior, particles: int) -> Floats:
    """An even spread over the prior, (particles, 6): logarithms, and the offset as it is."""
    sobol = qmc.Sobol(6, scramble=True, rng=np.random.default_rng(particles))
    normal = ndtri(np.clip(sobol.random(particles), 1e-6, 1 - 1e-6))
    middle = np.log([getattr(prior, name) for name in SPREADS] + [prior.scale])
    spread = np.array([*prior.spreads, prior.scale_spread, prior.offset_spread])
    drawn: Floats = np.append(middle, 0.0) + normal * spread
    drawn.setflags(write=False)
    return drawn


class Belief:
    """Particles of `clients` sites: `values` (clients, particles, 6), `raised` and `weights`.

    `raised` is the share by which the threshold stands raised just now, (clients, particles).
    """

    def __init__(self, clients: int, prior: Prior, particles: int = PARTICLES) -> None:
        self.prior = prior
        self.values: Floats = np.repeat(_draws(prior, particles)[None], clients, axis=0)
        self.raised: Floats = np.zeros((clients, particles))
        self.weights: Floats = np.full((clients, particles), 1 / particles)

    def threshold(self) -> Floats:
        """Threshold without what presses have raised, kPa, (clients, particles)."""
        return np.exp(self.values[:, :, THRESHOLD])

    def slope(self) -> Floats:
        """Points of pain per kPa, (clients, particles)."""
        return np.exp(self.values[:, :, SLOPE])

    def pressure_for(self, pain: Floats | float) -> Floats:
        """The pressure at which each particle feels `pain` (a number, or one for each particle).

        In kPa, (clients, particles).
        """
        return self.threshold() * (1 + self.raised) + pain / self.slope()

    def pain_behind(self, report: Floats) -> Floats:
        """The pain at which each particle would say `report` (clients,), (clients, particles)."""
        meant = report[:, None] - self.values[:, :, OFFSET]
        return np.maximum(meant / np.exp(self.values[:, :, SCALE]), 0.0)

    def pain(self, pressure: Floats) -> Floats:
        """Pain of each particle under a pressure (clients,) in kPa, 0-10, (clients, particles)."""
        above = pressure[:, None] - self.threshold() * (1 + self.raised)
        return np.clip(self.slope() * above, 0.0, 10.0)

    def reported(self, pain: Floats) -> Floats:
        """What each particle would say to a pain, 0-10, (clients, particles)."""
        said = np.exp(self.values[:, :, SCALE]) * pain + self.values[:, :, OFFSET]
        return np.clip(said, 0.0, 10.0)

    def weigh(self, likelihood: Floats) -> None:
        """Multiply the weights by a likelihood, (clients, particles), and normalise them."""
        weights = self.weights * likelihood
        self.weights = weights / weights.sum(axis=1, keepdims=True)

    def mean(self, quantity: Floats) -> Floats:
        """Expected value of a quantity, (clients,)."""
        found: Floats = np.einsum("cp,cp->c", self.weights, quantity)
        return found

    def drift(self, chance: np.random.Generator, spread: tuple[float, float]) -> None:
        """Let threshold and slope wander by log spreads: no model is exact."""
        steps = chance.standard_normal((*self.raised.shape, 2))
        self.values[:, :, :2] += steps * np.array(spread)

    def refresh(self, chance: np.random.Generator) -> None:
        """Draw particles anew, by weight, where fewer than half count; mean and spread stay."""
        particles = self.weights.shape[1]
        thin = 1 / (self.weights**2).sum(axis=1) < particles / 2
        if not thin.any():
            return
        weights, old = self.weights[thin], self.values[thin]
        chosen = _systematic(weights, chance.random(len(weights)))
        middle = np.einsum("cp,cpk->ck", weights, old)[:, None]
        spread = np.sqrt(np.einsum("cp,cpk->ck", weights, (old - middle) ** 2))[:, None]
        drawn = np.take_along_axis(old, chosen[:, :, None], axis=1)
        kept = middle + np.sqrt(1 - FORGETTING**2) * (drawn - middle)
        noise = chance.standard_normal(old.shape)
        self.values[thin] = kept + FORGETTING * spread * noise
        self.raised[thin] = np.take_along_axis(self.raised[thin], chosen, axis=1)
        self.weights[thin] = 1 / particles


def _systematic(weights: Floats, start: Floats) -> NDArray[np.intp]:
    """Indices drawn by weight in even steps from one random start per row."""
    rows, particles = weights.shape
    ladder = np.cumsum(weights, axis=1)
    ladder /= ladder[:, -1:]
    shift = 2.0 * np.arange(rows)[:, None]
    points = (start[:, None] + np.arange(particles)) / particles
    found = np.searchsorted((ladder + shift).ravel(), (points + shift).ravel())
    places: NDArray[np.intp] = found.reshape(rows, particles)
    places = places - particles * np.arange(rows)[:, None]
    return np.clip(places, 0, particles - 1)


def quantile(values: Floats, weights: Floats, level: float) -> Floats:
    """Weighted quantile of each row of `values` (rows, particles), (rows,)."""
    order = np.argsort(values, axis=1)
    ladder = np.cumsum(np.take_along_axis(weights, order, axis=1), axis=1)
    place = (ladder < level * ladder[:, -1:]).sum(axis=1)
    place = np.minimum(place, values.shape[1] - 1)
    row = np.arange(len(values))
    found: Floats = values[row, order[row, place]]
    return found
