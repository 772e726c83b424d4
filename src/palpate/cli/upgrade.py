"""`palpate upgrade`: bring the record to this version, with a backup before."""

from __future__ import annotations

import argparse
import sys

from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.cli.record import add_data, moment
from palpate.clinic.vault.start import open_store


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "upgrade", "bring the record to this version of Palpate", run)
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """Upgrade, or say that there is nothing to do."""
    store = open_store(options.data)
    from palpate.clinic.vault.upgrade import upgrade

    done = upgrade(store, now=moment(), say=lambda line: print(line, file=sys.stderr))
    if options.json:
        print_json(done.to_json())
    elif done.is_new:
        print(f"A new record was begun in {store.folder}.")
    elif not done.applied:
        print("The record is up to date.")
    return 0
