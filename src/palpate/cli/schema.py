"""`palpate schema`: the form of the files that Palpate reads."""

from __future__ import annotations

import argparse

from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.knowledge import load_knowledge
from palpate.reasoning import case_schema, evaluation_schema

SCHEMAS = {"case": case_schema, "evaluation": evaluation_schema}


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "schema", "print the JSON Schema of a file", run)
    parser.add_argument("of", choices=sorted(SCHEMAS), help="which file")


def run(options: argparse.Namespace) -> int:
    """Print the schema; it is JSON with or without --json."""
    print_json(SCHEMAS[options.of](load_knowledge()))
    return 0
