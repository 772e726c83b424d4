"""`palpate evaluate`: score the ranking on published cases."""

from __future__ import annotations

import argparse
from dataclasses import replace

from palpate.cli.files import print_json, read_json
from palpate.cli.options import Commands, command
from palpate.cli.table import print_table
from palpate.intake import Reader, is_published, read_published
from palpate.reasoning import Reasoner, evaluate, load_reasoner, parse_evaluation
from palpate.reasoning.evaluation import DEPTHS, Evaluation, Rate, ScoredCase

ONLY = ("scored", "red-flag", "all")


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "evaluate", "score the ranking on a set of cases", run)
    parser.add_argument("set", metavar="SET.json", help='cases as drawings or in words, or "-"')
    parser.add_argument(
        "--stage", type=int, choices=(1, 2), default=2, help="1 leaves the examination out"
    )
    parser.add_argument(
        "--only", choices=ONLY, help="which cases; scored and red-flag ones unless told"
    )


def run(options: argparse.Namespace) -> int:
    """Score the set and print hit rates, red-flag recall and false alarms."""
    data = read_json(options.set)
    reasoner = load_reasoner()
    scores = evaluate(reasoner, _cases(data, reasoner, options.stage, options.only or ""))
    if options.json:
        print_json(scores.to_json())
    else:
        _print(scores)
    return 0


def _cases(data: object, reasoner: Reasoner, stage: int, only: str) -> tuple[ScoredCase, ...]:
    """Cases in words or as drawings, whichever the file holds."""
    body, knowledge = reasoner.model.body, reasoner.model.knowledge
    if is_published(data):
        return read_published(data, Reader(body, knowledge), stage, only)
    cases = parse_evaluation(data, body, knowledge)
    if stage == 1:
        cases = tuple(replace(c, case=replace(c.case, findings=())) for c in cases)
    return tuple(c for c in cases if only != "red-flag" or c.red_flag)


def _print(scores: Evaluation) -> None:
    heads = ("", *(f"hit@{k}" for k in DEPTHS), *(f"overlap@{k}" for k in DEPTHS), "flags", "false")
    calm = Evaluation(tuple(o for o in scores.outcomes if not o.red_flag))
    rows = [_row("all", scores, None)]
    if len(calm.outcomes) < len(scores.outcomes):
        rows.append(_row("without red flags", calm, None))
    rows += [_row(c, scores, c) for c in dict.fromkeys(o.category for o in scores.outcomes)]
    print_table(heads, rows)
    print()
    print_table(
        ("case", "category", "rank", "red flags", "first"),
        [
            (
                o.id,
                o.category,
                (o.rank or "-") if o.ranked else "",
                ", ".join(o.raised) or "-",
                "; ".join(o.first),
            )
            for o in scores.outcomes
        ],
    )
    _print_left_over(scores)


def _row(title: str, scores: Evaluation, category: str | None) -> tuple[str, ...]:
    hits = [scores.hit_at(k, category) for k in DEPTHS]
    overlap = [scores.hit_at(k, category, baseline=True) for k in DEPTHS]
    flags = [scores.recall(category), scores.false_alarms(category)]
    return (title, *map(_rate, (*hits, *overlap, *flags)))


def _print_left_over(scores: Evaluation) -> None:
    """What the reader of words made nothing of."""
    words = [(o.id, "; ".join(o.not_understood)) for o in scores.outcomes if o.not_understood]
    labels = [(o.id, "; ".join(o.unmatched)) for o in scores.outcomes if o.unmatched]
    for title, rows in (("words not understood", words), ("labels not in the atlas", labels)):
        if rows:
            print()
            print_table(("case", title), rows)


def _rate(rate: Rate) -> str:
    """Hits of cases, with the exact 95 % interval in per cent."""
    values = rate.to_json()
    interval = values["interval"]
    if not isinstance(interval, list):
        return "-"
    return f"{rate.hits}/{rate.of} ({interval[0]:.0%}-{interval[1]:.0%})"
