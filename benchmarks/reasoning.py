"""The inference engine beside pyAgrum and pgmpy, and against its own bars.

Prints one table of peers (time, memory, error, ratio to ours) and one of bars. Run it with
``python -m benchmarks.reasoning``; ``--quick`` leaves out the slow peers.
"""

import argparse
import importlib
import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
import numpy.typing as npt
from benchmarks.networks import Shape, Synthetic, make, sample
from benchmarks.peers import in_own_process

from palpate.reasoning.engine import (
    Evidence,
    HypothesisList,
    Network,
    TestBank,
    expected_information,
    explained_share,
    infer,
    leave_one_out,
    marginals,
    search,
    warm,
)

FloatArray = npt.NDArray[np.float64]
Truth = Callable[[Network, Evidence], FloatArray]

SIZES = ((16, 24), (40, 60), (100, 150), (200, 300))
PEERS = (
    ("pyagrum", "LazyPropagation", "raw"),
    ("pyagrum", "LazyPropagation", "reduced"),
    ("pyagrum", "LazyPropagation", "divorced"),
    ("pyagrum", "LoopyBeliefPropagation", "reduced"),
    ("pyagrum", "GibbsSampling", "reduced"),
    ("pgmpy", "VariableElimination", "raw"),
    ("pgmpy", "VariableElimination", "reduced"),
    ("pgmpy", "VariableElimination", "divorced"),
    ("pgmpy", "LikelihoodWeighted", "reduced"),
)
BARS = {"ranking p95 ms": 10.0, "next of 100 p95 ms": 2.0, "explanation p95 ms": 15.0,
        "error median": 0.005, "error p90": 0.03}  # fmt: skip


NOISY = 60
"""Simulated clients whose drawings are noisy."""


def gold(network: Network, evidence: Evidence) -> FloatArray:
    """Marginals of a search three orders deeper."""
    return marginals(
        search(network, evidence, 20_000, 1e-6, keep=1e-8, prune=1e-5, capacity=600_000, tail=0.0)
    )


def long_chains(network: Network, evidence: Evidence) -> FloatArray:
    """Marginals of long chains, for drawings where no search comes to an end."""
    chains = importlib.import_module("palpate.reasoning.calibration").reference
    found: FloatArray = chains(network, evidence)[0]
    return found


def fastest(action: Callable[[], object], repeats: int = 3) -> float:
    """Least milliseconds of processor time of a few runs on this thread."""
    best = float("inf")
    for _ in range(repeats):
        started = time.thread_time()
        action()
        best = min(best, time.thread_time() - started)
    return 1000.0 * best


def compare(cases: int, seconds: float, gigabytes: float, quick: bool) -> None:
    """Print the table of peers: each cell is a median over the cases that succeeded."""
    print(f"{'network':>9} {'library':8} {'algorithm':23} {'form':9}"
          f"{'ms':>10} {'x ours':>8} {'error':>9} {'MB':>7}  failed")  # fmt: skip
    for sources, patches in SIZES[:2] if quick else SIZES:
        synthetic = make(Shape(sources, patches, tests=8), seed=sources)
        rng = np.random.default_rng(sources)
        jobs = []
        for k in range(cases):
            evidence = sample(synthetic, rng, causes=1 + k % 3, tests=4).evidence
            answer = gold(synthetic.network, evidence)
            jobs.append({"network": synthetic.network, "evidence": evidence, "gold": answer})
        ours = 0.0
        for library, algorithm, form in (("palpate", "search", "raw"), *PEERS):
            if form == "raw" and library != "palpate" and sources > 100:
                continue
            label = {"library": library, "algorithm": algorithm, "form": form}
            results = [in_own_process(job | label, seconds, gigabytes) for job in jobs]
            good = [r for r in results if "failed" not in r]
            failed = sorted({r["failed"] for r in results if "failed" in r})
            ms, error, mb = (_median([r[key] for r in good]) for key in ("ms", "error", "mb"))
            ours = ours or ms
            lost = f"{len(results) - len(good)}/{len(results)} {', '.join(failed)}"
            print(f"{sources:>4}x{patches:<4} {library:8} {algorithm:23} {form:9}{ms:10.2f} "
                  f"{ms / ours:8.1f} {error:9.1e} {mb:7.0f}  {lost if failed else ''}",
                  flush=True)  # fmt: skip


def _median(values: list[float]) -> float:
    return float(np.median(values)) if values else float("nan")


def bars(
    name: str, network: Network, bank: TestBank, evidence: list[Evidence], truth: Truth = gold
) -> None:
    """Print our own figures on one network, with the bars they must meet."""
    rows: dict[str, list[float]] = {"search": [], "ranking": [], "next": [], "explanation": []}
    errors, frontiers = [], []
    scale = 100.0 / bank.leak.size
    for case in evidence:
        found = infer(network, case)
        ranked = np.argsort(-marginals(found))[:10]
        rows["search"].append(fastest(partial(_rank, search, network, case)))
        rows["ranking"].append(fastest(partial(_rank, infer, network, case)))
        rows["next"].append(scale * fastest(partial(expected_information, found, bank)))
        rows["explanation"].append(fastest(partial(_explain, found, network, case, ranked)))
        errors.append(float(np.abs(marginals(found) - truth(network, case)).max()))
        frontiers.append(found.frontier)
    print(f"\n{name}: {len(evidence)} cases, {network.source_count} sources, "
          f"{network.finding_count} findings, {network.indices.size} links")  # fmt: skip
    for key, label in (("search", "search alone"), ("ranking", "ranking"),
                       ("next", "next of 100"), ("explanation", "explanation")):  # fmt: skip
        middle, high = np.percentile(rows[key], (50, 95))
        print(f"  {label:20} median {middle:8.2f} ms   p95 {high:8.2f} ms"
              f"{_verdict(label + ' p95 ms', high)}")  # fmt: skip
    for label, value in (("error median", np.median(errors)),
                         ("error p90", np.quantile(errors, 0.9))):  # fmt: skip
        print(f"  {label:20} {value:8.4f}{_verdict(label, float(value))}")
    print(f"  {'frontier':20} median {np.median(frontiers):.3f}, "
          f"above 0.3 in {np.mean(np.array(frontiers) > 0.3):.0%}")  # fmt: skip


def _rank(
    method: Callable[[Network, Evidence], HypothesisList], network: Network, case: Evidence
) -> FloatArray:
    return marginals(method(network, case))


def _explain(
    found: HypothesisList, network: Network, case: Evidence, ranked: npt.NDArray[np.int64]
) -> None:
    leave_one_out(found, network, case, ranked)
    for source in ranked:
        explained_share(found, network, case, int(source))


def _verdict(label: str, value: float) -> str:
    if label not in BARS:
        return ""
    return f"   bar {BARS[label]:g}: {'met' if value <= BARS[label] else 'MISSED'}"


def synthetic_cases(synthetic: Synthetic, count: int) -> list[Evidence]:
    """Clients with one to three causes."""
    rng = np.random.default_rng(9)
    return [sample(synthetic, rng, causes=1 + k % 3).evidence for k in range(count)]


def real_network() -> Iterator[tuple[str, Network, TestBank, list[Evidence], Truth]]:
    """The network of the knowledge in this tree, if it can be built: clean and noisy drawings."""
    try:
        build = importlib.import_module("palpate.reasoning.model").build_model
        body = importlib.import_module("palpate.anatomy").load_body()
        knowledge = importlib.import_module("palpate.knowledge").load_knowledge()
    except (ImportError, AttributeError):
        return
    model = build(body, knowledge)
    network, patches = model.network, model.layout.patches
    rng = np.random.default_rng(9)
    chance = network.prior / network.prior.sum()
    evidence = []
    for k in range(40):
        seen = np.zeros(network.finding_count, np.int8)
        seen[patches:] = -1
        for source in rng.choice(chance.size, size=1 + k % 2, replace=False, p=chance):
            column, q = network.links.row(int(source))
            seen[column[(q > rng.uniform(0.15, 0.6)) & (column < patches)]] = 1
        if np.any(seen == 1):
            evidence.append(Evidence.of_states(seen))
    yield "the network of this tree", network, model.tests, evidence, gold
    yield "the same, noisy drawings", network, model.tests, _noisy(model), long_chains


def _noisy(model: Any) -> list[Evidence]:
    """Drawings of simulated clients, as `palpate calibrate` makes them."""
    made = importlib.import_module("palpate.reasoning.calibration")
    observe = importlib.import_module("palpate.reasoning.observe").observe
    painter = made.Painter(model, made.Noise())
    clients = made.simulate(painter, np.random.default_rng(4242), NOISY)
    return [observe(model, client.case) for client in clients]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smallest networks only")
    parser.add_argument("--cases", type=int, default=3, help="cases per network (peers)")
    parser.add_argument("--own-cases", type=int, default=40, help="cases per network (ours)")
    parser.add_argument("--seconds", type=float, default=30.0, help="time limit of one inference")
    parser.add_argument("--gigabytes", type=float, default=4.0, help="address space of a process")
    parser.add_argument("--only", choices=("peers", "bars"))
    chosen = parser.parse_args()
    warm()
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors, " + ", ".join(
        f"{name} {_version(name)}" for name in ("numpy", "numba", "pyagrum", "pgmpy")))  # fmt: skip
    if chosen.only != "bars":
        compare(chosen.cases, chosen.seconds, chosen.gigabytes, chosen.quick)
    if chosen.only == "peers":
        return
    for patches, temper in ((300, 1.0), (1000, 1.0), (1000, 0.3)):
        synthetic = make(Shape(800, patches), seed=0, temper=temper)
        bars(f"synthetic 800 x {patches}, temper {temper}", synthetic.network, synthetic.bank,
             synthetic_cases(synthetic, chosen.own_cases))  # fmt: skip
    for setting in real_network():
        bars(*setting)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


if __name__ == "__main__":
    main()
