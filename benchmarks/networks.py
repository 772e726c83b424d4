"""Synthetic networks that look like pain drawings: two mirrored sides, patterns as ragged blobs.

Sources come in mirrored pairs; each covers one to three elliptical blobs of patches, front or
back, strongest at the core. Tests are palpations (one or two sources) or movements (more).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from palpate.reasoning.engine import Csr, Evidence, Network, TestBank, from_triples

Triples = tuple[list[int], list[int], list[float]]


@dataclass(frozen=True)
class Shape:
    """Size and density of a synthetic network.

    sources, patches, tests: even counts. prior: mean prior probability. cover: share of all
    patches under one pattern. patch_leak: probability of a painted patch without a source.
    movement: share of the sources a movement test involves. satellites: satellites per source.
    induced: probability that a source induces one of its satellites.
    """

    sources: int = 800
    patches: int = 1000
    tests: int = 200
    prior: float = 0.01
    cover: tuple[float, float] = (0.03, 0.12)
    patch_leak: float = 0.005
    movement: tuple[float, float] = (0.0025, 0.03)
    satellites: int = 0
    induced: float = 0.15


@dataclass(frozen=True)
class Synthetic:
    """A network whose first `patches` findings are patches and the others observed tests."""

    shape: Shape
    network: Network
    bank: TestBank
    source_mirror: npt.NDArray[np.int64]
    finding_mirror: npt.NDArray[np.int64]


def make(shape: Shape, seed: int = 0, temper: float = 1.0) -> Synthetic:
    """Build a network; half the tests are findings, half are candidates for the next test."""
    rng = np.random.default_rng(seed)
    half, half_patches = shape.sources // 2, shape.patches // 2
    links: Triples = ([], [], [])
    for source in range(half):
        for patch, q in _pattern(shape, rng, half_patches).items():
            _mirrored(links, source, patch, q, half, half_patches)
    quarter = shape.tests // 4
    leak = np.full(shape.patches + 2 * quarter, shape.patch_leak)
    bank_leak = np.empty(2 * quarter)
    bank_links: Triples = ([], [], [])
    for number in range(2 * quarter):
        target, column = (links, shape.patches + number) if number < quarter else (
            bank_links, number - quarter)  # fmt: skip
        background = rng.uniform(0.03, 0.15)
        values = leak if number < quarter else bank_leak
        values[[column, column + quarter]] = background
        for source in _tested(shape, rng, half):
            _mirrored(target, source, column, rng.uniform(0.5, 0.92), half, quarter)
    one_side = np.clip(shape.prior * np.exp(rng.normal(-0.18, 0.6, half)), 1e-4, 0.2)
    rows = from_triples(*links, shape.sources)
    satellites = _satellites(shape, rng, half)
    weight = np.ones(leak.size)
    weight[: shape.patches] = temper
    network = Network(np.tile(one_side, 2), leak, weight, *rows, *satellites)
    bank = TestBank(bank_leak, *from_triples(*bank_links, shape.sources))
    patches, tests = np.arange(shape.patches), shape.patches + np.arange(2 * quarter)
    return Synthetic(
        shape, network, bank, np.roll(np.arange(shape.sources), half),
        np.concatenate((np.roll(patches, half_patches), np.roll(tests, quarter))),
    )  # fmt: skip


def _mirrored(links: Triples, source: int, finding: int, q: float, half: int, step: int) -> None:
    links[0].extend((source, source + half))
    links[1].extend((finding, finding + step))
    links[2].extend((q, q))


def _pattern(shape: Shape, rng: np.random.Generator, count: int) -> dict[int, float]:
    """Patches of one side under one pattern and their link strengths."""
    across = (np.arange(count) * (np.sqrt(5.0) - 1.0) / 2.0) % 1.0
    along = 2.0 * (np.arange(count) + 0.5) / count
    sheet = np.arange(count) % 2
    target = rng.uniform(*shape.cover) * shape.patches
    blobs = int(rng.integers(1, 4))
    shares = rng.dirichlet(np.full(blobs, 2.0))
    centre, home = rng.uniform((0.0, 0.0), (1.0, 2.0)), int(rng.integers(2))
    strongest = rng.uniform(0.55, 0.92)
    off: dict[int, float] = {}
    for blob in range(blobs):
        at = np.clip(centre + (rng.normal(0.0, 0.35, 2) if blob else 0.0), 0.0, (1.0, 2.0))
        side = home ^ int(blob > 0 and rng.uniform() < 0.25)
        core = strongest * (rng.uniform(0.5, 1.0) if blob else 1.0)
        stretch = np.exp(rng.normal(0.0, 0.4))
        near = np.flatnonzero(sheet == side)
        distance = np.hypot((across[near] - at[0]) * stretch, (along[near] - at[1]) / stretch)
        chosen = np.argsort(distance)[: max(1, round(target * shares[blob]))]
        fade = 1.5 * distance[chosen] / (distance[chosen[-1]] + 1e-9)
        for patch, q in zip(near[chosen], core * np.exp(-0.5 * fade**2), strict=True):
            off[int(patch)] = off.get(int(patch), 1.0) * (1.0 - q)
    return {patch: min(1.0 - miss, 0.97) for patch, miss in off.items()}


def _tested(shape: Shape, rng: np.random.Generator, half: int) -> npt.NDArray[np.int64]:
    """Choose the sources of one side that make a test positive."""
    if rng.uniform() < 0.6:
        count = max(1, round(half * rng.uniform(*shape.movement)))
    else:
        count = int(rng.integers(1, 3))
    return rng.choice(half, size=min(count, half), replace=False)


def _satellites(shape: Shape, rng: np.random.Generator, half: int) -> Csr:
    links: Triples = ([], [], [])
    for parent in range(half - shape.satellites if shape.satellites else 0):
        later = rng.choice(np.arange(parent + 1, half), size=shape.satellites, replace=False)
        for child in later:
            _mirrored(links, parent, int(child), shape.induced, half, half)
    return from_triples(*links, shape.sources)


@dataclass(frozen=True)
class Case:
    """A simulated client: what is active (n,), and what was observed."""

    active: npt.NDArray[np.bool_]
    evidence: Evidence


def sample(
    synthetic: Synthetic, rng: np.random.Generator, causes: int | None = None, tests: int = 40
) -> Case:
    """Simulate a client; all patches and some tests are observed. Without `causes`: the prior."""
    network = synthetic.network
    active = np.zeros(network.source_count, np.bool_)
    if causes is not None:
        chance = network.prior / network.prior.sum()
        active[rng.choice(active.size, size=causes, replace=False, p=chance)] = True
    elif not network.coupled:
        active = rng.uniform(size=active.size) < network.prior
    else:
        for source in network.order:
            above, r = network.parents.row(int(source))
            quiet = np.prod(1.0 - r[active[above]])
            active[source] = rng.uniform() < 1.0 - (1.0 - network.prior[source]) * quiet
    return Case(active, observe(synthetic, rng, active, tests))


def observe(
    synthetic: Synthetic, rng: np.random.Generator, active: npt.NDArray[np.bool_], tests: int
) -> Evidence:
    """Draw the findings of a client whose active sources are given."""
    network = synthetic.network
    log_miss = np.log1p(-network.leak)
    for source in np.flatnonzero(active):
        column, q = network.links.row(int(source))
        log_miss[column] += np.log1p(-q)
    states = (rng.uniform(size=log_miss.size) < -np.expm1(log_miss)).astype(np.int8)
    extra = np.arange(synthetic.shape.patches, states.size)
    hidden = rng.permutation(extra)[min(tests, extra.size) :]
    states[hidden] = -1
    return Evidence.of_states(states)
