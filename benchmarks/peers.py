"""One inference by one library in a process of its own, with limits on time and memory.

Reads a pickled job from standard input and writes one JSON line. Timings are processor time on
one thread, for the marginals of all sources after the network has been built, so that a
busy machine changes them little.
"""

import importlib
import json
import math
import pickle
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from palpate.reasoning.engine import Evidence, Network, marginals, reduce, search, warm

FloatArray = npt.NDArray[np.float64]
LARGEST_TABLE = 2**22
STARTING_UP = 120.0
"""Seconds allowed for starting a process and importing its library."""
MODULES = {
    "palpate": (),
    "pyagrum": ("pyagrum",),
    "pgmpy": ("pgmpy.inference", "pgmpy.models", "pgmpy.sampling"),
}


@dataclass(frozen=True)
class Problem:
    """Noisy-OR network with its findings seen (True) or absent (False).

    prior: (n,), leak: (m,), links: per finding the sources and their q, seen: (m,).
    """

    prior: FloatArray
    leak: FloatArray
    links: tuple[tuple[tuple[int, ...], tuple[float, ...]], ...]
    seen: tuple[bool, ...]


def raw(network: Network, evidence: Evidence) -> Problem:
    """Every source and every observed finding, as they are."""
    observed = np.flatnonzero(evidence.observed)
    rows = [network.by_finding.row(int(j)) for j in observed]
    return Problem(
        network.prior,
        network.leak[observed],
        tuple((tuple(s.tolist()), tuple(q.tolist())) for s, q in rows),
        tuple(bool(evidence.l1[j]) for j in observed),
    )


def reduced(network: Network, evidence: Evidence) -> tuple[Problem, npt.NDArray[np.int32]]:
    """What is left after our absorption of absent findings and pruning, and its sources."""
    small = reduce(network, evidence, 1e-3)
    links: list[tuple[list[int], list[float]]] = [([], []) for _ in small.factor]
    for source in range(small.candidate.size):
        for j, q in zip(*small.links.row(source), strict=True):
            links[j][0].append(source)
            links[j][1].append(float(q))
    problem = Problem(
        1.0 / (1.0 + np.exp(-small.own)),
        1.0 - small.base,
        tuple((tuple(s), tuple(q)) for s, q in links),
        (True,) * small.factor.size,
    )
    return problem, small.candidate


def divorced(problem: Problem) -> list[tuple[str, list[str], FloatArray]]:
    """Each finding as a chain of tables: (child, parents, P(child = 1 | parents))."""
    nodes: list[tuple[str, list[str], FloatArray]] = []
    for j, (sources, q) in enumerate(problem.links):
        before = ""
        for step, (source, strength) in enumerate(zip(sources, q, strict=True)):
            name = f"f{j}" if step == len(sources) - 1 else f"f{j}_{step}"
            leak = problem.leak[j]
            if before:
                nodes.append(
                    (name, [before, f"s{source}"], np.array([[0.0, strength], [1.0, 1.0]]))
                )
            else:
                one = np.array([leak, 1.0 - (1.0 - leak) * (1.0 - strength)])
                nodes.append((name, [f"s{source}"], one))
            before = name
    return nodes


def whole_tables(problem: Problem) -> list[tuple[str, list[str], FloatArray]]:
    """Each finding as one full table."""
    nodes = []
    for j, (sources, q) in enumerate(problem.links):
        if 2 ** len(sources) > LARGEST_TABLE:
            raise MemoryError(f"a table of 2**{len(sources)} rows")
        miss = np.array(1.0 - problem.leak[j])
        for strength in q:
            miss = np.multiply.outer(miss, np.array([1.0, 1.0 - strength]))
        nodes.append((f"f{j}", [f"s{i}" for i in sources], 1.0 - miss))
    return nodes


def evidence_of(problem: Problem) -> dict[str, int]:
    """State of each finding that has a parent."""
    return {f"f{j}": int(s) for j, s in enumerate(problem.seen) if problem.links[j][0]}


def run_pyagrum(problem: Problem, algorithm: str, form: str) -> tuple[FloatArray, float]:
    gum: Any = importlib.import_module("pyagrum")
    gum.setNumberOfThreads(1)

    net = gum.BayesNet()
    for i, prior in enumerate(problem.prior):
        net.add(gum.LabelizedVariable(f"s{i}", "", 2))
        net.cpt(f"s{i}").fillWith([1.0 - prior, prior])
    if form == "divorced":
        for name, parents, table in divorced(problem):
            net.add(gum.LabelizedVariable(name, "", 2))
            for parent in parents:
                net.addArc(parent, name)
            for index in np.ndindex(table.shape):
                state = dict(zip(parents, (int(v) for v in index), strict=True))
                net.cpt(name)[state] = [1.0 - table[index], table[index]]
    else:
        for j, (sources, q) in enumerate(problem.links):
            if sources:
                net.addNoisyORNet(gum.LabelizedVariable(f"f{j}", "", 2), float(problem.leak[j]))
                for source, strength in zip(sources, q, strict=True):
                    net.addWeightedArc(f"s{source}", f"f{j}", strength)
    engine = getattr(gum, algorithm)(net)
    if hasattr(engine, "setMaxTime"):
        engine.setMaxTime(5.0)
    started = time.thread_time()
    engine.setEvidence(evidence_of(problem))
    engine.makeInference()
    answer = np.array([engine.posterior(f"s{i}")[1] for i in range(problem.prior.size)])
    return answer, time.thread_time() - started


def run_pgmpy(problem: Problem, algorithm: str, form: str) -> tuple[FloatArray, float]:
    from pgmpy.factors.discrete import State, TabularCPD
    from pgmpy.inference import VariableElimination
    from pgmpy.models import DiscreteBayesianNetwork
    from pgmpy.sampling import BayesianModelSampling

    nodes = divorced(problem) if form == "divorced" else whole_tables(problem)
    nodes = [node for node in nodes if node[1]]
    net = DiscreteBayesianNetwork()
    names = [f"s{i}" for i in range(problem.prior.size)]
    net.add_nodes_from(names)
    net.add_edges_from([(parent, name) for name, parents, _ in nodes for parent in parents])
    net.add_cpds(
        *(TabularCPD(n, 2, [[1.0 - p], [p]]) for n, p in zip(names, problem.prior, strict=True)),
        *(
            TabularCPD(name, 2, np.vstack((1.0 - table.ravel(), table.ravel())), parents,
                       [2] * len(parents))
            for name, parents, table in nodes
        ),
    )  # fmt: skip
    evidence = evidence_of(problem)
    started = time.thread_time()
    if algorithm == "LikelihoodWeighted":
        frame = BayesianModelSampling(net).likelihood_weighted_sample(
            [State(name, state) for name, state in evidence.items()], 10_000, show_progress=False
        )
        weight = frame["_weight"].to_numpy(float)
        answer = np.array([np.average(frame[n].to_numpy(float), weights=weight) for n in names])
        return answer, time.thread_time() - started
    engine = VariableElimination(net)
    answer = np.array([
        engine.query([name], evidence=evidence, show_progress=False).values[1] for name in names
    ])  # fmt: skip
    return answer, time.thread_time() - started


def run_palpate(network: Network, evidence: Evidence) -> tuple[FloatArray, float]:
    warm()
    best = math.inf
    for _ in range(5):
        started = time.thread_time()
        answer = marginals(search(network, evidence))
        best = min(best, time.thread_time() - started)
    return answer, best


def measure(job: dict[str, Any]) -> dict[str, Any]:
    """Run a job in this process; memory is what the job added to the process' peak, in MB.

    The alarm that ends an inference out of time is set once the library is imported.
    """
    network, evidence = job["network"], job["evidence"]
    for module in MODULES[job["library"]]:
        importlib.import_module(module)
    signal.setitimer(signal.ITIMER_PROF, job["seconds"])
    prior_peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if job["library"] == "palpate":
        answer, seconds = run_palpate(network, evidence)
    else:
        problem, sources = raw(network, evidence), np.arange(network.source_count, dtype=np.int32)
        if job["form"] != "raw":
            problem, sources = reduced(network, evidence)
        runners: dict[str, Callable[[Problem, str, str], tuple[FloatArray, float]]] = {
            "pyagrum": run_pyagrum,
            "pgmpy": run_pgmpy,
        }
        found, seconds = runners[job["library"]](problem, job["algorithm"], job["form"])
        answer = reduce(network, evidence, 1e-3).alone
        answer[sources] = found
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    error = float(np.abs(answer - job["gold"]).max())
    return {"ms": 1000.0 * seconds, "error": error, "mb": (peak - prior_peak) / 1024.0}


def in_own_process(job: dict[str, Any], seconds: float, gigabytes: float) -> dict[str, Any]:
    """Run a job with limits; {"failed": reason} when it exceeds them or raises."""
    limit = int(gigabytes * 2**30)
    try:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "benchmarks.peers"],
            input=pickle.dumps(job | {"limit": limit, "seconds": seconds}),
            capture_output=True,
            timeout=10.0 * seconds + STARTING_UP,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"failed": "did not start"}
    if done.returncode == -signal.SIGPROF:
        return {"failed": f"> {seconds:.0f} s"}
    lines = done.stdout.decode(errors="replace").strip().splitlines()
    if done.returncode or not lines:
        return {"failed": "out of memory" if done.returncode < 0 else "crashed"}
    result: dict[str, Any] = json.loads(lines[-1])
    return result


def main() -> None:
    job = pickle.loads(sys.stdin.buffer.read())
    resource.setrlimit(resource.RLIMIT_AS, (job["limit"], job["limit"]))
    try:
        result = measure(job)
    except MemoryError:
        result = {"failed": "out of memory"}
    except Exception as problem:
        text = f"{type(problem).__name__}: {problem}"
        out_of_memory = "memory" in text.lower() or "bad_alloc" in text
        result = {"failed": "out of memory" if out_of_memory else text[:60]}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
