"""`palpate restore`: put a backup in the place of the present record."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.cli.record import add_data, add_passphrase, ask, moment, passphrase
from palpate.clinic.vault.start import open_store
from palpate.evidence import UserError

if TYPE_CHECKING:
    from palpate.clinic.vault.container.records import Manifest
    from palpate.clinic.vault.restore import Restored


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "restore", "put a backup in the place of the present record", run)
    parser.add_argument("file", metavar="FILE", help="a file that `palpate backup` wrote")
    parser.add_argument("--yes", action="store_true", help="do not ask for the practice's name")
    add_passphrase(parser, "open it with the recovery passphrase")
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """Restore on a copy, check it, put it in place; the old record is kept."""
    secret = passphrase(options)
    store = open_store(options.data)
    from palpate.clinic.vault import restore

    def confirm(manifest: Manifest) -> None:
        if not options.yes:
            _ask(manifest)

    path = Path(options.file).expanduser()
    done = restore.restore(store, path, now=moment(), confirm=confirm, passphrase=secret)
    if options.json:
        print_json(done.to_json())
    else:
        _print(done)
    return 0


def _ask(manifest: Manifest) -> None:
    names = [practice.name for practice in manifest.practices if not practice.is_sample]
    wanted = names[0] if names else "restore"
    print(f"This backup was made {manifest.made_at[:16]} UTC and holds {manifest.rows} rows.")
    print("It takes the place of the present record, which is kept beside it.")
    typed = ask(f"Type the practice's name ({wanted}) to go on: ", "--yes")
    if typed.casefold() != wanted.casefold():
        raise UserError("That is not the practice's name.", "Nothing was changed.")


def _print(done: Restored) -> None:
    print(f"Restored the record of {done.manifest.made_at[:16]} UTC. Everybody must sign in again.")
    if done.migrated:
        print(f"It was brought forward to this version: {len(done.migrated)} steps.")
    if done.new_key:
        print("Its key now lies in the data folder. Keep a copy of it elsewhere.")
    for kept in done.kept:
        print(f"The former record is kept: {kept}")
