"""`palpate calibrate`: simulated clients, to see whether probabilities come true."""

from __future__ import annotations

import argparse
from typing import NamedTuple

from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.cli.table import print_table
from palpate.evidence import UserError

FEWEST = 20
SEED = 20261121
PER_REFERENCE = 25


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "calibrate", "check the model on simulated clients", run)
    parser.add_argument("--clients", type=int, default=1000, metavar="N", help="how many (1000)")
    parser.add_argument("--seed", type=int, default=SEED, help="of the simulation")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--fit", action="store_true", help="try other values of the free numbers")
    what.add_argument("--gate", action="store_true", help="four to eight causes at once")


def run(options: argparse.Namespace) -> int:
    """Run one of the three checks and print its tables."""
    if options.clients < FEWEST:
        raise UserError(f"is {options.clients}.", f"Ask for at least {FEWEST}.", "--clients")
    tables = (_fit if options.fit else _gate if options.gate else _calibrate)(options)
    if options.json:
        rows = [dict(zip(table.heads, row, strict=True)) for table in tables for row in table.rows]
        summary = {name: value for table in tables for name, value in table.summary.items()}
        print_json({"summary": summary, "rows": rows})
        return 0
    for table in tables:
        print_table(table.heads, table.rows)
        print()
        for name, value in table.summary.items():
            print(f"{name}: {value}")
    return 0


Heads = tuple[str, ...]
Rows = list[tuple[object, ...]]
Summary = dict[str, object]


class Table(NamedTuple):
    """What one check prints."""

    heads: Heads
    rows: Rows
    summary: Summary


def _calibrate(options: argparse.Namespace) -> list[Table]:
    from palpate.reasoning import load_reasoner
    from palpate.reasoning.calibration import calibrate

    found, (mean, spread) = calibrate(load_reasoner().model, options.clients, options.seed)
    rows: Rows = [(f"{said:.3f}", f"{came:.3f}", count) for said, came, count in found.bins]
    summary: Summary = {
        "clients": found.clients,
        "expected calibration error": round(found.error, 4),
        "first source active": round(found.first, 4),
        "negative log likelihood": round(found.nll, 3),
        "two drawings of the same pain, Jaccard": f"{mean:.2f} (standard deviation {spread:.2f})",
    }
    return [Table(("said", "came true", "count"), rows, summary)]


def _fit(options: argparse.Namespace) -> list[Table]:
    return [_fit_weights(options), _fit_effort(options)]


def _fit_weights(options: argparse.Namespace) -> Table:
    from palpate.anatomy import load_body
    from palpate.knowledge import load_knowledge
    from palpate.reasoning.calibration import FITTED, fit
    from palpate.reasoning.weights import SHIPPED

    trials = list(fit(load_body(), load_knowledge(), options.clients, options.seed))
    rows: Rows = [
        (
            trial.number,
            f"{trial.value:g}" + (" *" if trial.value == getattr(SHIPPED, trial.number) else ""),
            f"{trial.chooses.nll:.3f}",
            f"{trial.reports.nll:.3f}",
            f"{trial.reports.first:.1%}",
            f"{trial.reports.error:.4f}",
        )
        for trial in trials
    ]
    best = {
        name: min((t for t in trials if t.number == name), key=lambda t: t.chooses.nll).value
        for name in FITTED
    }
    heads = ("number", "value", "NLL, choosing half", "NLL, other half", "first active", "error")
    return Table(heads, rows, {**{f"best {k}": v for k, v in best.items()}, "*": "shipped"})


def _fit_effort(options: argparse.Namespace) -> Table:
    """The numbers of the search and the sweep, on one client in 25: references are slow."""
    import numpy as np

    from palpate.reasoning import load_reasoner
    from palpate.reasoning.calibration import Noise, Painter, fit_effort, judge, simulate
    from palpate.reasoning.engine import STANDARD

    model = load_reasoner().model
    count = max(2, options.clients // PER_REFERENCE)
    clients = simulate(Painter(model, Noise()), np.random.default_rng(options.seed), count)
    judged = judge(model, clients)
    rows: Rows = [
        (
            trial.number,
            f"{trial.value:g}" + (" *" if trial.value == getattr(STANDARD, trial.number) else ""),
            *(f"{error:.4f}" for error in trial.error),
            *(f"{spent:.1f}" for spent in trial.milliseconds),
        )
        for trial in fit_effort(model.network, judged)
    ]
    heads = ("number", "value", "largest error", "error p90", "ms", "ms p95")
    precision = float(np.median([case.precision for case in judged]))
    return Table(
        heads, rows, {"drawings": count, "precision of the reference": round(precision, 4)}
    )


def _gate(options: argparse.Namespace) -> list[Table]:
    import numpy as np

    from palpate.reasoning import load_reasoner
    from palpate.reasoning.calibration import Noise, Painter, gate

    causes = tuple(range(4, 9))
    painter = Painter(load_reasoner().model, Noise())
    each = max(1, options.clients // len(causes))
    found = list(gate(painter, options.seed, each, causes))
    rows: Rows = []
    for group, chosen in (
        ("all", found),
        ("open at most 0.3", [row for row in found if row.frontier <= 0.3]),
        ("open more than 0.3", [row for row in found if row.frontier > 0.3]),
        *((f"{k} causes", [row for row in found if row.causes == k]) for k in causes),
    ):
        errors = np.array([(row.searched, row.answered, row.swept) for row in chosen])
        if len(errors):
            medians = [f"{value:.4f}" for value in np.median(errors, axis=0)]
            tails = [f"{value:.3f}" for value in np.quantile(errors, 0.9, axis=0)]
            cells = [cell for pair in zip(medians, tails, strict=True) for cell in pair]
            rows.append((group, len(chosen), *cells))
    heads = ("cases", "count", "search", "search p90", "answer", "answer p90", "swept", "swept p90")
    precision = float(np.median([row.precision for row in found]))
    return [Table(heads, rows, {"precision of the reference, median": round(precision, 4)})]
