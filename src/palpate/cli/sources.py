"""`palpate sources`: everything that can send pain."""

from __future__ import annotations

import argparse

from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.cli.table import print_table
from palpate.knowledge import load_knowledge

KEYS = ("id", "name", "kind", "structure", "side")


def add(commands: Commands) -> None:
    """Declare the command."""
    command(commands, "sources", "list everything that can send pain", run)


def run(options: argparse.Namespace) -> int:
    """Print id, name, kind, structure and side of every source."""
    rows = [
        {
            "id": source.id,
            "name": source.name,
            "kind": source.kind.value,
            "structure": source.structure,
            "side": source.side,
            "site": source.site_name,
            "also": sorted(source.aliases - {source.structure}),
        }
        for source in load_knowledge().sources
    ]
    if options.json:
        print_json(rows)
    else:
        print_table(KEYS, [[row[key] for key in KEYS] for row in rows])
    return 0
