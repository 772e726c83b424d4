"""`palpate guide simulate`: the pressure guide on virtual clients, beside simpler rules."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.cli.table import print_table
from palpate.evidence import UserError

if TYPE_CHECKING:
    from palpate.physiology.guide.trial import Row

MODELS = ("M0", "M1", "M2", "M3", "M4")
REPORTERS = ("honest", "lazy", "noisy", "biased", "stoic")
SEED = 20261122
FEWEST, MOST = 10, 100_000
HEADS = ("model", "reports", "rule", "outside", "middle", "above 8", "first", "in band", "bar")


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("guide", help="the pressure guide")
    parts = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    simulate = command(parts, "simulate", "try the guide on virtual clients", run)
    simulate.add_argument("--clients", type=int, default=5000, metavar="N", help="how many (5000)")
    simulate.add_argument("--seed", type=int, default=SEED, help="of the simulation")
    simulate.add_argument("--model", choices=MODELS, help="one model only")
    simulate.add_argument("--reports", choices=REPORTERS, help="one way of reporting only")
    simulate.add_argument("--band", type=float, nargs=2, default=(4, 7), metavar=("LOW", "HIGH"))
    simulate.add_argument("--risk", type=float, help="accepted probability of more than 8 of 10")
    simulate.add_argument("--hands", action="store_true", help="press without a gauge")


def run(options: argparse.Namespace) -> int:
    """Print one row for each model, way of reporting and rule."""
    from palpate.physiology.guide import Setting
    from palpate.physiology.guide.trial import simulate

    if not FEWEST <= options.clients <= MOST:
        raise UserError(
            f"is {options.clients}, outside {FEWEST} to {MOST}.",
            f"Ask for {FEWEST} to {MOST}.",
            "--clients",
        )
    if options.seed < 0:
        raise UserError(f"is {options.seed}, below 0.", "Give 0 or more.", "--seed")
    low, high = options.band
    given = {} if options.risk is None else {"risk": options.risk}
    setting = Setting(band_low=low, band_high=high, gauge=not options.hands, **given)
    models = (options.model,) if options.model else MODELS
    reports = (options.reports,) if options.reports else REPORTERS
    rows = list(simulate(options.clients, options.seed, models, reports, setting))
    if options.json:
        print_json(
            {
                "clients": options.clients,
                "seed": options.seed,
                "rows": [
                    {"model": r.model, "reports": r.reporter, "rule": r.rule, "bar": r.bar}
                    | {name: round(value, 5) for name, value in r.score._asdict().items()}
                    for r in rows
                ],
            }
        )
        return 0
    print_table(
        HEADS,
        (
            (
                row.model,
                row.reporter,
                row.rule,
                f"{row.score.outside:.2f}",
                f"{row.score.middle:.2f}",
                f"{row.score.above:.2%}",
                f"{row.score.first:.1%}",
                f"{row.score.in_band:.1%}",
                _bar(row),
            )
            for row in rows
        ),
    )
    print()
    print("outside: points of true pain from the band; middle: from its middle (root mean square)")
    print("above 8: presses whose true pain passed 8 of 10; first: the same of first presses")
    print("in band: share of the time under pressure")
    return 0


def _bar(row: Row) -> str:
    """Whether the guide stayed below its bar; the other rules have none."""
    if row.rule != "guide":
        return ""
    return ("held" if row.score.above < row.bar else "missed") + f" ({row.bar:.0%})"
