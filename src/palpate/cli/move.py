"""`palpate move`: copy the record to PostgreSQL, or back into the data folder."""

from __future__ import annotations

import argparse

from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.cli.record import add_data, moment
from palpate.clinic.vault.start import existing_store


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "move", "copy the record to PostgreSQL, or back", run)
    parser.add_argument(
        "--to",
        required=True,
        metavar="URL",
        help='postgresql://user:password@host/database, or "sqlite" for the data folder',
    )
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """Copy, compare every row, and say what to set."""
    store = existing_store(options.data)
    from palpate.clinic.vault.move import move

    moved = move(store, options.to, now=moment())
    if options.json:
        print_json(moved.to_json())
        return 0
    print(f"Copied {moved.rows} rows of {moved.tables} tables; every row was compared.")
    if moved.to == "postgresql":
        print("Now set PALPATE_DATABASE_URL to that address and start Palpate.")
        print("The database file in the data folder was only read. Keys and files stay there.")
    else:
        print("Now take PALPATE_DATABASE_URL out of the environment and start Palpate.")
        print("The PostgreSQL database was only read.")
    return 0
