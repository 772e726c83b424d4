"""`palpate examinations`: everything that can be tested, seen, moved or pressed."""

from __future__ import annotations

import argparse

from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.cli.table import print_table
from palpate.knowledge import load_knowledge


def add(commands: Commands) -> None:
    """Declare the command."""
    command(commands, "examinations", "list everything that can be examined", run)


def run(options: argparse.Namespace) -> int:
    """Print id, name, sides and results of every examination."""
    rows = [
        {
            "id": e.id,
            "name": e.name,
            "kind": e.kind,
            "sides": list(e.sides),
            "results": [result.name for result in e.results],
            "minutes": e.minutes,
            "grade": e.support.grade.value,
            "error": e.error,
        }
        for e in load_knowledge().examinations.values()
    ]
    if options.json:
        print_json(rows)
    else:
        heads = ("id", "name", "sides", "results")
        print_table(
            heads,
            [(r["id"], r["name"], _list(r["sides"]), _list(r["results"])) for r in rows],
        )
    return 0


def _list(values: object) -> str:
    return " ".join(values) if isinstance(values, list) else str(values)
