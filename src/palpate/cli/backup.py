"""`palpate backup`: one encrypted file with everything, checked before it counts."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.cli.record import add_data, add_passphrase, moment, passphrase, size
from palpate.clinic.vault.start import existing_store

if TYPE_CHECKING:
    from palpate.clinic.vault.backup import Made


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "backup", "write the whole record into one encrypted file", run)
    parser.add_argument("--to", metavar="FOLDER", help="default: backups in the data folder")
    parser.add_argument(
        "--keep",
        metavar="D,W,M",
        help="then keep only so many daily, weekly and monthly ones in the folder of backups",
    )
    parser.add_argument(
        "--nightly",
        action="store_true",
        help="only if the last one is a day old; keeps 7,4,12 and rehearses a restore monthly",
    )
    add_passphrase(parser, "let a recovery passphrase open it too, without the key")
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """Make the backup and say what is in it."""
    secret = passphrase(options, twice=True)
    store = existing_store(options.data)
    from palpate.clinic.vault import backup, keeping, nightly, occupancy

    keep = keeping.parse(options.keep) if options.keep else None
    with occupancy.shared(store.folder):
        if options.nightly:
            made = nightly.run(store, moment(), passphrase=secret, keep=keep)
        else:
            to = Path(options.to).expanduser().absolute() if options.to else None
            made = backup.make(store, now=moment(), to=to, passphrase=secret, keep=keep)
    if options.json:
        print_json(made.to_json() if made else {"made": False})
    elif made:
        _print(made, bool(secret))
    else:
        print("The last backup is less than a day old; none was made.")
    return 0


def _print(made: Made, has_passphrase: bool) -> None:
    report = made.report
    print(f"Backup: {made.path}")
    print(
        f"It holds {report.manifest.rows} rows and {report.files} files ({size(report.size)});"
        " it was opened again, and everything in it agrees."
    )
    if has_passphrase:
        print("Your recovery passphrase opens it on any machine. Keep it away from this one.")
    else:
        print(f"Only the key named {report.key} opens it. Keep a copy of the key elsewhere.")
    for path in made.removed:
        print(f"Removed: {path.name}")
