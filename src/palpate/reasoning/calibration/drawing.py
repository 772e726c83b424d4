"""How people draw what they feel: areas, not patches, and not twice the same.

Pain of one source covers a patch if a smooth random field stays below the quantile of the patch's
probability (a Gaussian copula), so neighbouring patches hurt together. The hand then adds a
smooth error of its own, smears over edges, leaves regions out and, rarely, mistakes the side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from palpate.anatomy import Body
from palpate.reasoning.model import Model

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

INTENSITY = 5.0
"""Pain (0 to 10) of every painted patch."""


@dataclass(frozen=True)
class Noise:
    """How far a drawing departs from what is felt.

    `missed` is the share of painful regions left out; `hand` the spread of the drawing error, in
    standard deviations of the pain field; `smear` the chance that a patch beside the paint is
    painted too; `wrong_side` the share of drawings on the wrong side; `stray` the share of patches
    that hurt for a reason outside the network.
    `length` is the reach of the correlation between patches, in sizes of the local region.
    `chart` is how wrong the charts are: the standard deviation, in log odds, by which the chance
    of pain in a region differs between a person and the chart; most weights are taught. `care` is
    the standard deviation of the logarithm by which hands differ in care.

    With these values two drawings of the same pain overlap by a Jaccard index of about 0.62, as
    those of people with back or neck pain did (0.62, standard deviation 0.18; Leoni and
    Barbero 2013, cited in docs/explanation/reasoning.md).
    """

    missed: float = 0.05
    hand: float = 0.12
    smear: float = 0.03
    wrong_side: float = 0.01
    stray: float = 0.01
    length: float = 0.75
    chart: float = 0.7
    care: float = 0.8


class Painter:
    """Draws what active sources make a person feel."""

    def __init__(self, model: Model, noise: Noise) -> None:
        self.model = model
        self.noise = noise
        self._root = _correlated(model.body, noise.length)
        self._stray = float(ndtri(noise.stray))
        self._mirror = np.asarray(model.body.mirror_patch)
        rows, columns = _pairs(model.body)
        self._beside = (rows, columns)

    def felt(self, active: Flags, rng: np.random.Generator) -> Floats:
        """Margin (P,) by which each patch hurts (above 0) or does not, for active sources (n,)."""
        margin: Floats = self._stray - self._field(rng)
        links = self.model.network.links
        for source in np.flatnonzero(active):
            columns, q = links.row(int(source))
            drawn = columns < self.model.layout.patches
            reach = np.full(len(margin), -np.inf)
            reach[columns[drawn]] = ndtri(self._own(columns[drawn], q[drawn], rng))
            margin = np.maximum(margin, reach - self._field(rng))
        return margin

    def _own(self, patches: npt.NDArray[np.int32], q: Floats, rng: np.random.Generator) -> Floats:
        """Chances of this person's patches: those of the chart, wrong by region."""
        error = rng.normal(0, self.noise.chart, len(self.model.body.region_keys))
        odds = q / (1 - q) * np.exp(error[self.model.body.patch_region[patches]])
        return np.asarray(odds / (1 + odds))

    def drawn(self, margin: Floats, rng: np.random.Generator) -> Floats:
        """A drawing (P,) of intensities, 0 where nothing is painted."""
        noise = self.noise
        hand = noise.hand * np.exp(noise.care * rng.standard_normal())
        painted = margin + hand * self._field(rng) > 0
        rows, columns = self._beside
        near = np.bincount(rows, painted[columns], len(painted)) > 0
        painted |= near & (rng.random(len(painted)) < noise.smear)
        left_out = rng.random(len(self.model.body.region_keys)) < noise.missed
        painted &= ~left_out[self.model.body.patch_region]
        if rng.random() < noise.wrong_side:
            painted = painted[self._mirror]
        return np.where(painted, INTENSITY, 0.0)

    def _field(self, rng: np.random.Generator) -> Floats:
        drawn = rng.standard_normal(self._root.shape[1])
        # Without BLAS: its threads fight over so little.
        return np.asarray(np.einsum("pk,k->p", self._root, drawn))


def repeatability(
    painter: Painter, actives: list[Flags], rng: np.random.Generator
) -> tuple[float, float]:
    """Mean and standard deviation of the Jaccard index of two drawings of the same pain."""
    found = []
    for active in actives:
        margin = painter.felt(active, rng)
        first, second = (painter.drawn(margin, rng) > 0 for _ in range(2))
        if (first | second).any():
            found.append((first & second).sum() / (first | second).sum())
    return float(np.mean(found)), float(np.std(found))


def _correlated(body: Body, length: float) -> Floats:
    """Low-rank root (P, k) of the correlation between patches, rows of length 1."""
    size = np.sqrt(np.bincount(body.patch_region, body.patch_area))[body.patch_region]
    gaps = np.linalg.norm(body.patch_centre[:, None] - body.patch_centre[None], axis=2)
    scale = length * np.sqrt(size[:, None] * size[None])
    values, vectors = np.linalg.eigh(np.exp(-0.5 * (gaps / scale) ** 2))
    kept = values > values.max() * 1e-4
    root = vectors[:, kept] * np.sqrt(values[kept])
    return np.asarray(root / np.linalg.norm(root, axis=1, keepdims=True))


def _pairs(body: Body) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Every ordered pair of patches that touch, as two columns."""
    found = [(k, int(j)) for k in range(len(body.patch_ids)) for j in body.neighbours_of(k)]
    rows, columns = np.array(found).T
    return rows, columns
