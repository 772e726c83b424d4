"""`palpate import`: take clients over from a file of another program."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.cli.record import add_data, moment
from palpate.clinic.vault.start import existing_store
from palpate.evidence import UserError

if TYPE_CHECKING:
    from palpate.clinic.vault.importing.planning import Plan

SHOWN = 50


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "import", "take clients over from a CSV file", run)
    parser.add_argument("file", nargs="?", metavar="FILE.csv")
    parser.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD", help="say what a column is"
    )
    parser.add_argument(
        "--preset", default="", metavar="NAME",
        help="headings of jane, massagebook, clinicsense, noterro or mindbody (guesses)",
    )  # fmt: skip
    parser.add_argument("--dates", default="", metavar="ORDER", help="day-first or month-first")
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
    parser.add_argument("--skip-bad", action="store_true", help="import without the bad rows")
    parser.add_argument("--undo", metavar="BATCH", help="take an import back by its id")
    parser.add_argument("--practice", metavar="NAME", help="which, when several are kept here")
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """Plan, and import when everything is good; 1 when rows are bad."""
    if not options.undo and not options.file:
        raise UserError("is missing.", "Name the CSV file, or say --undo BATCH.", "FILE.csv")
    store = existing_store(options.data)
    from palpate.clinic.vault.importing import commands

    if options.undo:
        try:
            undone = commands.take_back(
                store, UUID(options.undo), now=moment(), practice=options.practice or ""
            )
        except ValueError:
            raise UserError("is no id of an import.", "Copy it whole.", "--undo") from None
        print_json(undone.to_json())
        return 0
    path = Path(options.file).expanduser()
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UserError(f"{error.strerror}.", "Check the name.", str(path)) from error
    wish = commands.Wish(
        said=options.map,
        preset=options.preset,
        order=options.dates,
        dry_run=options.dry_run,
        skip_bad=options.skip_bad,
        practice=options.practice or "",
    )
    plan, batch = commands.bring_in(store, raw, path.name, wish, now=moment())
    if options.json:
        print_json(plan.to_json() | {"batch": batch})
    else:
        _print(plan, batch, options.dry_run)
    return 1 if plan.problems and not batch else 0


def _print(plan: Plan, batch: str, dry_run: bool) -> None:
    for heading, field in plan.mapping.items():
        print(f"{heading} -> {field}")
    if plan.left_out:
        print(f"Not taken over: {', '.join(plan.left_out)}")
    for double in plan.doubles[:SHOWN]:
        print(f"line {double.line}: {double.name} is here already ({double.same_as})")
    for problem in plan.problems[:SHOWN]:
        print(problem)
    print(
        f"{len(plan.ready)} clients, {len(plan.doubles)} here already, {plan.bad_lines} bad rows."
    )
    if batch:
        print(f"Imported. To take it back: palpate import --undo {batch}")
    elif dry_run:
        print("Nothing was imported: this was a dry run.")
    else:
        print("Nothing was imported. Mend the rows, or say --skip-bad.")
