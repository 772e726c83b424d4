"""`palpate knowledge check`: every data file against its rules."""

from __future__ import annotations

import argparse

from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.evidence import DataError
from palpate.knowledge import check, counts, load_knowledge


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "knowledge", "check the atlas against its rules", run)
    parser.add_argument("action", choices=["check"], help="what to do")


def run(options: argparse.Namespace) -> int:
    """Print counts and errors; returns 1 when there is an error."""
    try:
        known = load_knowledge()
    except DataError as error:
        sizes: dict[str, object] = {}
        errors = [str(error)]
    else:
        sizes = counts(known)
        errors = check(known)
    if options.json:
        print_json({"counts": sizes, "errors": errors})
    else:
        for name, value in sizes.items():
            print(f"{name.replace('_', ' ')}: {_shown(value)}")
        for error_text in errors:
            print(f"error: {error_text}")
        print(f"{len(errors)} errors")
    return 1 if errors else 0


def _shown(value: object) -> str:
    """A count, or several by name."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {count}" for name, count in value.items())
    return str(value)
