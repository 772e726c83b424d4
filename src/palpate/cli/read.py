"""`palpate read`: from words to a case."""

from __future__ import annotations

import argparse
from itertools import groupby

from palpate.anatomy import load_body
from palpate.cli.files import print_json, read_text
from palpate.cli.options import Commands, command
from palpate.cli.table import print_table
from palpate.evidence import UserError
from palpate.intake import Reader, Reading
from palpate.knowledge import load_knowledge

LONGEST = 20_000


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "read", "turn words into a case", run)
    parser.add_argument(
        "words", nargs="+", metavar="WORDS", help='where it hurts, in words, or "-" to read them'
    )


def run(options: argparse.Namespace) -> int:
    """Read the words; print what was understood, and what was not."""
    words = read_text("-") if options.words == ["-"] else " ".join(options.words)
    if len(words) > LONGEST:
        raise UserError(f"are longer than {LONGEST} letters.", "Say it shorter.", "WORDS")
    reading = Reader(load_body(), load_knowledge()).read(words)
    if options.json:
        print_json(reading.case())
    else:
        _print(reading)
    return 0


def _print(reading: Reading) -> None:
    print_table(("words", "understood as"), [(u.words, u.meaning) for u in reading.understood])
    print(f"\nPainted: {_painted(reading) or 'nothing'}")
    client = [f"{reading.age:g} years" if reading.age is not None else "", reading.sex or ""]
    if any(client):
        print(f"Client: {', '.join(part for part in client if part)}")
    for title, lines in (
        ("Assumed", reading.assumed),
        ("Left out", reading.left_out),
        ("Not understood", reading.not_understood),
    ):
        if lines:
            print(f"{title}: {'; '.join(lines)}")


def _painted(reading: Reading) -> str:
    """Regions with their sides, each region once."""
    places = []
    for region, marks in groupby(reading.pain, key=lambda mark: mark.region):
        sides = [mark.side for mark in marks]
        side = "both" if len(sides) == 2 else sides[0]
        places.append(region.replace("_", " ") + (f" {side}" if side != "midline" else ""))
    return ", ".join(places)
