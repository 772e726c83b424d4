"""`palpate atlas`: the atlas as files, a printed book, charts, and sheets to look through."""

from __future__ import annotations

import argparse
from pathlib import Path

from palpate.anatomy import load_body
from palpate.cli.files import check_writable, write_bytes
from palpate.cli.options import Commands, command
from palpate.evidence import UserError
from palpate.knowledge import load_knowledge


def add(commands: Commands) -> None:
    """Declare the command and its actions."""
    parser = command(
        commands, "atlas", "write the atlas as files, a book, charts or sheets", run, False
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    export = actions.add_parser("export", help="JSON, CSV, schema, page and citation")
    export.add_argument("--to", required=True, metavar="FOLDER", help="made when missing")
    export.set_defaults(action=_export)
    pdf = actions.add_parser("pdf", help="the whole atlas as one PDF")
    pdf.add_argument("-o", "--output", required=True, metavar="FILE.pdf")
    _paper(pdf)
    pdf.set_defaults(action=_pdf)
    chart = actions.add_parser("chart", help="what sends pain to one region, to print")
    chart.add_argument("region", metavar="REGION", help="a region (`palpate regions`), or an area")
    chart.add_argument("-o", "--output", required=True, metavar="FILE.pdf")
    _paper(chart)
    chart.set_defaults(action=_chart)
    sheets = actions.add_parser("sheets", help="thumbnails of every pattern, as pictures")
    sheets.add_argument("--to", required=True, metavar="FOLDER", help="made when missing")
    sheets.set_defaults(action=_sheets)


def run(options: argparse.Namespace) -> int:
    """Do one action."""
    options.action(options)
    return 0


def _paper(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="paper size")


def _export(options: argparse.Namespace) -> None:
    from palpate.publishing import export_files  # slow to import, and only this needs it

    folder = _folder(options.to)
    for name, data in export_files(load_knowledge()).items():
        (folder / name).parent.mkdir(exist_ok=True)
        write_bytes(str(folder / name), data)
        print(f"{folder / name} ({len(data):,} bytes)")


def _pdf(options: argparse.Namespace) -> None:
    from palpate.publishing import atlas_pdf  # slow to import, and only this needs it

    _check_pdf(options.output)
    write_bytes(options.output, atlas_pdf(load_body(), load_knowledge(), options.paper))


def _chart(options: argparse.Namespace) -> None:
    from palpate.publishing import find_chart, region_pdf  # slow to import

    knowledge = load_knowledge()
    name = find_chart(knowledge, options.region)
    _check_pdf(options.output)
    write_bytes(options.output, region_pdf(load_body(), knowledge, name, options.paper))


def _check_pdf(name: str) -> None:
    if Path(name).suffix.lower() != ".pdf":
        raise UserError("is no name for a PDF.", "End it with .pdf.", "--output")
    check_writable(name)


def _sheets(options: argparse.Namespace) -> None:
    from palpate.publishing import contact_sheets  # slow to import, and only this needs it

    folder = _folder(options.to)
    for sheet in contact_sheets(load_body(), load_knowledge()):
        file = folder / f"{sheet.name}.jpg"
        sheet.picture.save(file, "JPEG", quality=82)
        print(f"{file}: {sheet.title}")


def _folder(name: str) -> Path:
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remedy = "Name a folder that can be made."
        raise UserError(f"{error.strerror or error}.", remedy, "--to") from error
    return folder
