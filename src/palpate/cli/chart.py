"""`palpate chart`: the referral chart of one source on the body."""

from __future__ import annotations

import argparse
from pathlib import Path

from palpate.anatomy import load_body
from palpate.charts import png_chart, svg_chart
from palpate.cli.files import write_bytes
from palpate.cli.options import Commands, command
from palpate.evidence import UserError
from palpate.knowledge import find_source, load_knowledge

KINDS = {".svg": svg_chart, ".png": png_chart}


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "chart", "draw where one source is felt", run, json=False)
    parser.add_argument("source", metavar="SOURCE", help="a source id, see `palpate sources`")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help=".svg or .png")


def run(options: argparse.Namespace) -> int:
    """Draw the chart and write it."""
    ending = Path(options.output).suffix.lower()
    if ending not in KINDS:
        remedy = f"End the name with {' or '.join(KINDS)}."
        raise UserError(f"cannot write a chart as {ending or 'no ending'!r}.", remedy, "--output")
    knowledge = load_knowledge()
    source = find_source(knowledge, options.source)
    write_bytes(options.output, KINDS[ending](load_body(), knowledge, source))
    return 0
