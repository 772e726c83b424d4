"""Small random networks and the sums over all their states that the engine must agree with."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from palpate.reasoning.engine import Csr, Evidence, Network, TestBank, from_triples

FloatArray = npt.NDArray[np.float64]


def dense(links: Csr, columns: int) -> FloatArray:
    """Links as a full matrix with one row per source."""
    full = np.zeros((links.indptr.size - 1, columns))
    full[links.row_numbers(), links.indices] = links.values
    return full


def rows_of(full: FloatArray) -> Csr:
    """The non-zero entries of a matrix as rows."""
    row, column = np.nonzero(full)
    return from_triples(row, column, full[row, column], len(full))


def network_of(
    prior: FloatArray,
    leak: FloatArray,
    links: FloatArray,
    satellites: FloatArray | None = None,
    weight: FloatArray | None = None,
) -> Network:
    """A network from full matrices."""
    coupling = rows_of(np.zeros((prior.size, prior.size)) if satellites is None else satellites)
    power = np.ones(leak.size) if weight is None else weight
    return Network(prior, leak, power, *rows_of(links), *coupling)


@dataclass(frozen=True)
class Exact:
    """All 2**n states (states, n), their posterior probability (states,), and the evidence mass."""

    states: FloatArray
    weight: FloatArray
    log_mass: float

    @property
    def marginals(self) -> FloatArray:
        return self.weight @ self.states


def brute_force(network: Network, evidence: Evidence) -> Exact:
    """Sum over every state of at most 14 sources, written from the definitions."""
    n = network.source_count
    states = ((np.arange(2**n)[:, None] >> np.arange(n)) & 1).astype(float)
    induced = np.exp(states @ np.log1p(-dense(network.satellites, n)))
    active = 1.0 - (1.0 - network.prior) * induced
    log_weight = (states * np.log(active) + (1.0 - states) * np.log1p(-active)).sum(axis=1)
    sign = present(network.leak, dense(network.links, network.finding_count), states)
    likelihood = evidence.l1 * sign + evidence.l0 * (1.0 - sign)
    log_weight = log_weight + np.log(likelihood) @ (network.weight * evidence.strength)
    best = log_weight.max()
    weight = np.exp(log_weight - best)
    return Exact(states, weight / weight.sum(), float(best + np.log(weight.sum())))


def present(leak: FloatArray, links: FloatArray, states: FloatArray) -> FloatArray:
    """Probability that each finding is present in each state."""
    return 1.0 - (1.0 - leak) * np.exp(states @ np.log1p(-links))


def random_network(
    rng: np.random.Generator,
    sources: int = 9,
    findings: int = 14,
    *,
    satellites: bool = False,
    tempered: bool = False,
) -> Network:
    """A dense little network in which everything interacts."""
    links = rng.uniform(0.05, 0.95, (sources, findings))
    links *= rng.uniform(size=links.shape) < 0.35
    coupling = np.triu(rng.uniform(0.05, 0.6, (sources, sources)), 1)
    coupling *= (rng.uniform(size=coupling.shape) < 0.2) if satellites else 0.0
    weight = rng.choice([0.0, 0.3, 0.7, 1.0, 1.5], findings) if tempered else np.ones(findings)
    order = rng.permutation(sources)
    return network_of(
        rng.uniform(0.02, 0.3, sources), rng.uniform(0.005, 0.1, findings), links,
        coupling[np.ix_(order, order)], weight,
    )  # fmt: skip


def random_evidence(rng: np.random.Generator, findings: int, *, soft: bool = False) -> Evidence:
    """Findings seen, absent or unobserved at random; soft ones in between."""
    evidence = Evidence.of_states(rng.choice([-1, 0, 1], findings, p=[0.25, 0.4, 0.35]))
    if not soft:
        return evidence
    mild = rng.uniform(size=findings) < 0.5
    return Evidence(
        np.where(mild, rng.uniform(0.1, 3.0, findings), evidence.l1),
        np.where(mild, rng.uniform(0.1, 3.0, findings), evidence.l0),
        rng.choice([0.5, 1.0], findings),
    )


def random_bank(rng: np.random.Generator, sources: int, tests: int = 6) -> TestBank:
    """Tests that each involve a few sources."""
    links = rng.uniform(0.3, 0.95, (sources, tests))
    links *= rng.uniform(size=links.shape) < 3.0 / sources
    return TestBank(rng.uniform(0.02, 0.3, tests), *rows_of(links))


def entropy(probability: FloatArray) -> FloatArray:
    """Entropy in bits along the last axis."""
    safe = np.where(probability > 0.0, probability, 1.0)
    return -(safe * np.log2(safe)).sum(axis=-1)
