"""`palpate export`: everything in one archive that needs no Palpate to be read."""

from __future__ import annotations

import argparse
from pathlib import Path

from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.cli.record import add_data, moment
from palpate.clinic.vault.start import existing_store


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "export", "write a readable archive that needs no Palpate", run)
    parser.add_argument("--to", required=True, metavar="FILE.zip", help="a new file")
    parser.add_argument("--client", type=int, metavar="NUMBER", help="only this client")
    parser.add_argument("--practice", metavar="NAME", help="which, when several are kept here")
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """Write the archive and say what is in it."""
    store = existing_store(options.data)
    from palpate.clinic.vault import occupancy
    from palpate.clinic.vault.export.archive import practice_named
    from palpate.clinic.vault.export.telling import export_and_tell

    path = Path(options.to).expanduser().absolute()
    with occupancy.shared(store.folder):
        practice = practice_named(store, options.practice) if options.practice else None
        done = export_and_tell(
            store,
            path,
            now=moment(),
            practice_id=practice,
            number=options.client,
        )
    if options.json:
        print_json(done.to_json())
        return 0
    print(f"{path}: {done.clients} clients, {done.rows} rows, {done.files} files.")
    print("It is not encrypted: keep it where nobody else can read it. README.txt explains it.")
    for problem in done.problems:
        print(f"Could not be read: {problem}")
    return 1 if done.problems else 0
