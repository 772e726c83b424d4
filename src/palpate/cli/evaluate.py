"""`palpate evaluate`: score the ranking on published cases."""

from __future__ import annotations

import argparse

from palpate.cli.files import print_json, read_json
from palpate.cli.options import Commands, command
from palpate.cli.table import print_table
from palpate.reasoning import evaluate, load_reasoner, parse_evaluation
from palpate.reasoning.evaluation import DEPTHS, Evaluation, Rate


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "evaluate", "score the ranking on a set of cases", run)
    parser.add_argument("set", metavar="SET.json", help='an evaluation set, or "-"')


def run(options: argparse.Namespace) -> int:
    """Score the set and print hit rates, red-flag recall and false alarms."""
    data = read_json(options.set)
    reasoner = load_reasoner()
    cases = parse_evaluation(data, reasoner.model.body, reasoner.model.knowledge)
    scores = evaluate(reasoner, cases)
    if options.json:
        print_json(scores.to_json())
    else:
        _print(scores)
    return 0


def _print(scores: Evaluation) -> None:
    categories = [None, *dict.fromkeys(o.category for o in scores.outcomes)]
    heads = ("", *(f"hit@{k}" for k in DEPTHS), *(f"overlap@{k}" for k in DEPTHS), "flags", "false")
    rows = []
    for name in categories:
        hits = [scores.hit_at(k, name) for k in DEPTHS]
        overlap = [scores.hit_at(k, name, baseline=True) for k in DEPTHS]
        flags = [scores.recall(name), scores.false_alarms(name)]
        rows.append((name or "all", *map(_rate, (*hits, *overlap, *flags))))
    print_table(heads, rows)
    print()
    print_table(
        ("case", "category", "rank", "red flags", "first"),
        [
            (o.id, o.category, o.rank or "-", ", ".join(o.raised) or "-", "; ".join(o.first))
            for o in scores.outcomes
        ],
    )


def _rate(rate: Rate) -> str:
    """Hits of cases, with the exact 95 % interval in per cent."""
    values = rate.to_json()
    interval = values["interval"]
    if not isinstance(interval, list):
        return "-"
    return f"{rate.hits}/{rate.of} ({interval[0]:.0%}-{interval[1]:.0%})"
