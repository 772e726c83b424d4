"""`palpate regions`: the named areas of the body."""

from __future__ import annotations

import argparse

from palpate.anatomy import load_regions
from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.cli.table import print_table


def add(commands: Commands) -> None:
    """Declare the command."""
    command(commands, "regions", "list the named areas of the body", run)


def run(options: argparse.Namespace) -> int:
    """Print id, name and sides of every region."""
    rows = [{"id": r.id, "name": r.name, "sides": list(r.sides)} for r in load_regions()]
    if options.json:
        print_json(rows)
    else:
        print_table(
            ("id", "name", "sides"), [(r.id, r.name, " ".join(r.sides)) for r in load_regions()]
        )
    return 0
