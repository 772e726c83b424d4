"""`palpate chart`: the referral chart of one source on the body."""

from __future__ import annotations

import argparse
from pathlib import Path

from palpate.anatomy import load_body
from palpate.cli.files import check_writable, write_bytes
from palpate.cli.options import Commands, command
from palpate.evidence import UserError
from palpate.knowledge import find_source, load_knowledge

ENDINGS = (".svg", ".png")


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "chart", "draw where one source is felt", run, json=False)
    parser.add_argument("source", metavar="SOURCE", help="a source id, see `palpate sources`")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help=".svg or .png")


def run(options: argparse.Namespace) -> int:
    """Draw the chart and write it."""
    ending = Path(options.output).suffix.lower()
    if ending not in ENDINGS:
        remedy = f"End the name with {' or '.join(ENDINGS)}."
        raise UserError(f"cannot write a chart as {ending or 'no ending'!r}.", remedy, "--output")
    knowledge = load_knowledge()
    source = find_source(knowledge, options.source)
    check_writable(options.output)
    from palpate.charts import png_chart, svg_chart  # slow to import, and only charts need it

    draw = png_chart if ending == ".png" else svg_chart
    write_bytes(options.output, draw(load_body(), knowledge, source))
    return 0
