"""`palpate reason`: rank what could send the pain of one case."""

from __future__ import annotations

import argparse

from palpate.cli.files import print_json, read_json
from palpate.cli.options import Commands, command
from palpate.cli.quick_start import without_linear_algebra
from palpate.cli.table import print_table
from palpate.evidence import UserError
from palpate.reasoning import Answer, Place, load_reasoner, parse_case


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "reason", "rank what could send the pain of a case", run)
    parser.add_argument("case", metavar="CASE.json", help='a case file, or "-"')
    parser.add_argument("--top", type=int, default=12, metavar="N", help="how many sources")


def run(options: argparse.Namespace) -> int:
    """Read the case, answer it, print the answer."""
    if options.top < 1:
        raise UserError(f"is {options.top}.", "Ask for at least one source.", "--top")
    data = read_json(options.case)
    with without_linear_algebra():
        reasoner = load_reasoner()
    model = reasoner.model
    answer = reasoner.answer(parse_case(data, model.body, model.knowledge), top=options.top)
    if options.json:
        print_json(answer.to_json())
    else:
        _print(answer)
    return 0


def _print(answer: Answer) -> None:
    for flag in answer.red_flags:
        print(f"STOP ({flag.action}): {flag.name}. {'; '.join(flag.why)}. {flag.advice}")
    if answer.red_flags:
        print()
    if answer.note:
        print(f"{answer.note}\n")
    print("Hypotheses to examine")
    rows = [
        (
            f"{s.probability:.0%}",
            _sided(s.lead.name, s.lead.side),
            s.lead.kind.value.replace("_", " "),
            _places(s.explains),
        )
        for s in answer.sources
    ]
    print_table(("", "source", "kind", "explains"), rows)
    print("\nWhat to examine next")
    ahead = [
        (f"{e.bits:.2f} bits", f"{e.minutes:g} min", _sided(e.name, e.side), e.id)
        for e in answer.next_examinations
    ]
    print_table(("", "", "examination", "id"), ahead)


def _sided(name: str, side: str) -> str:
    """A name with its side, where it has one."""
    return name if side == "midline" else f"{name}, {side}"


def _places(places: tuple[Place, ...]) -> str:
    return ", ".join(f"{place.region.replace('_', ' ')} {place.share:.0%}" for place in places[:4])
