"""Fit what one region's drawing is worth, on simulated drawings whose patches hang together.

People paint areas, not patches, so neighbouring patches are not independent evidence. Here each
active source paints through a smooth random field (a Gaussian copula whose correlation falls
with distance, measured in sizes of the local region), some regions are left out, and some are
painted for no reason. The temper with the least negative log likelihood of the true sources on
these drawings is the one to use; half of the drawings choose it and the other half report it.

Run: python -m evaluation.fit_temper [CASES]
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from palpate.anatomy import Body, load_body
from palpate.knowledge import load_knowledge
from palpate.reasoning.case import Case, Client
from palpate.reasoning.engine import infer, marginals
from palpate.reasoning.model import Model, build_model
from palpate.reasoning.observe import observe

Floats = npt.NDArray[np.float64]
TEMPERS = (0.5, 1.0, 1.5, 2.0, 3.0)
LENGTHS = (0.5, 1.0)
LEFT_OUT = 0.1
SEED = 20261121


@dataclass(frozen=True)
class Score:
    """Mean over cases: negative log likelihood, share of cases led by a true source, ECE."""

    nll: float
    first: float
    calibration: float


def correlated(body: Body, length: float) -> Floats:
    """Square root (P, P) of the correlation between patches; `length` in local region sizes."""
    size = np.sqrt(np.bincount(body.patch_region, body.patch_area))[body.patch_region]
    gaps = np.linalg.norm(body.patch_centre[:, None] - body.patch_centre[None], axis=2)
    scale = length * np.sqrt(size[:, None] * size[None])
    correlation = np.exp(-0.5 * (gaps / scale) ** 2)
    values, vectors = np.linalg.eigh(correlation)
    root: Floats = vectors * np.sqrt(np.maximum(values, 0))
    return root / np.linalg.norm(root, axis=1, keepdims=True)


def sample_sources(model: Model, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Active sources (n,), one to four of them, drawn from the coupled prior."""
    network = model.network
    while True:
        active = np.zeros(network.source_count, dtype=bool)
        chance = 1 - network.prior
        for source in network.order:
            active[source] = rng.random() > chance[source]
            if active[source]:
                below, r = network.satellites.row(int(source))
                chance[below] *= 1 - r
        if 1 <= active.sum() <= 4:
            return active


def draw(
    model: Model, active: npt.NDArray[np.bool_], root: Floats, rng: np.random.Generator
) -> Floats:
    """A drawing (P,) of intensities, 0 where nothing is painted."""
    patches = model.layout.patches
    painted = _field(root, rng) < ndtri(model.network.leak[:patches])
    for source in np.flatnonzero(active):
        columns, q = model.network.links.row(int(source))
        drawn = columns < patches
        threshold = np.full(patches, -np.inf)
        threshold[columns[drawn]] = ndtri(q[drawn])
        painted |= _field(root, rng) < threshold
    regions = rng.random(len(model.body.region_keys)) < LEFT_OUT
    painted &= ~regions[model.body.patch_region]
    return np.where(painted, 5.0, 0.0)


def _field(root: Floats, rng: np.random.Generator) -> Floats:
    return root @ rng.standard_normal(root.shape[1])


def score(model: Model, cases: list[tuple[npt.NDArray[np.bool_], Floats]]) -> Score:
    """Score one temper on simulated cases."""
    nll, first, said, true = [], [], [], []
    for active, intensity in cases:
        found = infer(model.network, observe(model, Case(Client(), intensity)))
        p = np.clip(marginals(found), 1e-6, 1 - 1e-6)
        nll.append(-np.log(np.where(active, p, 1 - p)).sum())
        first.append(active[np.argmax(p)])
        said.append(p[p > 0.02])
        true.append(active[p > 0.02])
    return Score(
        float(np.mean(nll)),
        float(np.mean(first)),
        expected_calibration_error(np.concatenate(said), np.concatenate(true)),
    )


def expected_calibration_error(said: Floats, true: npt.NDArray[np.bool_], bins: int = 10) -> float:
    """Mean gap between said probability and observed share, over equal bins."""
    which = np.minimum((said * bins).astype(int), bins - 1)
    gaps = [
        abs(said[which == k].mean() - true[which == k].mean()) * (which == k).mean()
        for k in range(bins)
        if (which == k).any()
    ]
    return float(sum(gaps))


def main(count: int) -> None:
    """Print a table of tempers."""
    body, knowledge = load_body(), load_knowledge()
    base = build_model(body, knowledge)
    print("length  temper  NLL fit  NLL held out  first  ECE")
    for length in LENGTHS:
        rng = np.random.default_rng(SEED)
        root = correlated(body, length)
        cases = []
        while len(cases) < count:
            active = sample_sources(base, rng)
            intensity = draw(base, active, root, rng)
            if intensity.any():
                cases.append((active, intensity))
        half = count // 2
        for temper in TEMPERS:
            model = build_model(body, knowledge, temper)
            fit, held = score(model, cases[:half]), score(model, cases[half:])
            print(
                f"{length:6.2f}  {temper:6.2f}  {fit.nll:7.2f}  {held.nll:12.2f}"
                f"  {held.first:5.0%}  {held.calibration:.3f}",
                flush=True,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
