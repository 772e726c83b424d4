"""`palpate verify`: open a backup and check everything in it."""

from __future__ import annotations

import argparse
from pathlib import Path

from palpate.cli.files import print_json
from palpate.cli.options import Commands, command
from palpate.cli.record import add_data, add_passphrase, moment, passphrase, size
from palpate.clinic.vault.start import open_store


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "verify", "open a backup and check everything in it", run)
    parser.add_argument("file", metavar="FILE", help="a file that `palpate backup` wrote")
    parser.add_argument(
        "--rehearse", action="store_true", help="also restore it beside the record, and throw away"
    )
    add_passphrase(parser, "open it with the recovery passphrase")
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """Check the file; 0 when all is well, 1 when it is not."""
    secret = passphrase(options)
    store = open_store(options.data)
    from palpate.clinic.vault import restore
    from palpate.clinic.vault.verify import verify

    path = Path(options.file).expanduser()
    report = verify(path, store.ring, secret)
    if options.rehearse and report.is_good:
        restore.rehearse(store, path, now=moment(), passphrase=secret)
    if options.json:
        print_json(report.to_json() | {"good": report.is_good, "rehearsed": options.rehearse})
        return 0 if report.is_good else 1
    said = report.manifest
    print(f"{report.file}: made {said.made_at[:16]} UTC by Palpate {said.version} ({said.engine})")
    print(f"Practice: {', '.join(practice.name for practice in said.practices) or 'none'}")
    print(f"{said.rows} rows, {report.files} files, {size(report.size)}, key {report.key}")
    for problem in report.problems:
        print(f"WRONG: {problem}")
    if report.is_good:
        print(
            "Everything in it agrees"
            + (", and it was restored on trial." * options.rehearse or ".")
        )
    return 0 if report.is_good else 1
