"""`palpate body build`: make the canonical body surface anew."""

from __future__ import annotations

import argparse
from pathlib import Path

from palpate.anatomy.store import FILE
from palpate.cli.files import check_writable, print_json
from palpate.cli.options import Commands, command
from palpate.evidence import UserError


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "body", "build the canonical body surface", run)
    parser.add_argument("action", choices=["build"], help="what to do")
    parser.add_argument("-o", "--output", default=str(FILE), metavar="FILE.npz")


def run(options: argparse.Namespace) -> int:
    """Build and store the body, print its figures."""
    try:
        from palpate.anatomy.build.pipeline import build
    except ModuleNotFoundError as error:
        remedy = "Install the build extra: pip install 'palpate[build]'."
        raise UserError(f"building the body needs {error.name}.", remedy) from error
    check_writable(options.output)
    report = build(Path(options.output))
    figures = {name: getattr(report, name) for name in report.__dataclass_fields__}
    if options.json:
        print_json(figures)
    else:
        for name, value in figures.items():
            print(f"{name}: {value}")
    return 0
