"""`palpate tissue`: what the models of pressure say, and how they do on published numbers."""

from __future__ import annotations

import argparse
from pathlib import Path

from palpate.cli.curves import Panel, curves_svg
from palpate.cli.files import check_writable, print_json, write_bytes
from palpate.cli.options import Commands, command
from palpate.cli.table import print_table
from palpate.cli.tissue_answers import Answer, course, press, sweep
from palpate.cli.tissue_page import page, standings, verdicts
from palpate.evidence import UserError
from palpate.physiology import DEFAULT_MODEL, MODELS, POINTS

PURPOSE = "what models say of pressure, and how they do on published numbers"


def add(commands: Commands) -> None:
    """Declare the command and its actions."""
    parser = command(commands, "tissue", PURPOSE, run, json=False)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    judge = actions.add_parser("validate", help="score the models on published targets")
    judge.add_argument("--model", action="append", metavar="M", help="only this one; may repeat")
    judge.add_argument("--markdown", action="store_true", help="print the page of the docs")
    judge.add_argument("--json", action="store_true", help="print JSON")
    judge.set_defaults(action=_validate)
    one = actions.add_parser("press", help="one press on a typical client")
    _dose(one)
    one.set_defaults(action=lambda options: _answer(options, press(options)))
    many = actions.add_parser("course", help="a course of sessions on a typical client")
    _dose(many)
    many.add_argument("--presses", type=int, default=5, metavar="N", help="in a session (5)")
    many.add_argument("--rest", type=float, default=30.0, metavar="S", help="between them (30 s)")
    many.add_argument("--sessions", type=int, default=1, metavar="N", help="how many (1)")
    many.add_argument("--every", type=float, default=7.0, metavar="DAYS", help="apart (7)")
    many.add_argument("--days", type=float, default=14.0, metavar="DAYS", help="shown in all (14)")
    many.set_defaults(action=lambda options: _answer(options, course(options)))
    grid = actions.add_parser("sweep", help="forces by seconds, on a typical client")
    _place(grid)
    grid.add_argument("--forces", type=float, nargs="+", default=[10, 20, 30, 40], metavar="N")
    grid.add_argument("--times", type=float, nargs="+", default=[30, 60, 90], metavar="S")
    grid.set_defaults(action=lambda options: _answer(options, sweep(options)))


def run(options: argparse.Namespace) -> int:
    """Do one action."""
    options.action(options)
    return 0


def _dose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", type=float, required=True, metavar="N", help="newtons")
    parser.add_argument("--seconds", type=float, required=True, metavar="S", help="of a press")
    _place(parser)


def _place(parser: argparse.ArgumentParser) -> None:
    area = parser.add_mutually_exclusive_group()
    area.add_argument("--area", type=float, metavar="CM2", help="contact area")
    area.add_argument("--applicator", default="thumb", help="finger, thumb, elbow ... (thumb)")
    parser.add_argument("--technique", default="static", help="static, alternating ... (static)")
    models = f"{', '.join(MODELS)} ({DEFAULT_MODEL})"
    parser.add_argument("--model", default=DEFAULT_MODEL, metavar="M", help=models)
    parser.add_argument("--point", default="active", help=", ".join(POINTS))
    parser.add_argument("--depth", type=float, metavar="MM", help="of the point (10.4)")
    parser.add_argument("--threshold", type=float, metavar="KPA", help="under a 1 cm2 tip")
    parser.add_argument("--slope", type=float, metavar="PER_KPA", help="points of pain for a kPa")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("-o", "--output", metavar="FILE.svg", help="draw the curves")


def _answer(options: argparse.Namespace, answer: Answer) -> None:
    if options.output:
        _draw(options.output, answer.title, answer.panels)
    if options.json:
        print_json(answer.json)
        return
    print(answer.title)
    for name, value in answer.facts:
        print(f"  {name}: {value}")
    print_table(answer.heads, answer.rows)
    print("Estimates of a model, no measurement of anybody.")


def _draw(path: str, title: str, panels: tuple[Panel, ...]) -> None:
    ending = Path(path).suffix.lower()
    if ending != ".svg":
        raise UserError(
            f"cannot write curves as {ending!r}.", "End the name with .svg.", "--output"
        )
    check_writable(path)
    write_bytes(path, curves_svg(title, panels))


def _validate(options: argparse.Namespace) -> None:
    from palpate.physiology.validation import scores, validate  # slow, and only this needs it

    chosen = MODELS if options.markdown else tuple(options.model or MODELS)
    results = validate(chosen)
    if options.json:
        rows = [dict(zip(("set", *VERDICTS), row, strict=True)) for row in verdicts(results)]
        print_json({"scores": [vars(score) for score in scores(results)], "rows": rows})
    elif options.markdown:
        print(page(results), end="")
    else:
        print_table(("set", *VERDICTS), verdicts(results))
        print()
        print_table(STANDINGS, standings(results))


VERDICTS = ("model", "observation", "published", "interval", "value", "unit", "verdict")
STANDINGS = ("model", "fit", "held out", "held out, shared", "standing")
