"""What the commands that work on a record ask for alike."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from datetime import UTC, datetime

from palpate.evidence import UserError

RECOVERY = "PALPATE_RECOVERY_PASSPHRASE"


def add_data(parser: argparse.ArgumentParser) -> None:
    """Declare `--data`."""
    parser.add_argument(
        "--data", metavar="FOLDER", help="the data folder; default PALPATE_DATA, else the usual one"
    )


def add_passphrase(parser: argparse.ArgumentParser, purpose: str) -> None:
    """Declare `--passphrase`: a switch, because what is typed on a command line can be seen."""
    parser.add_argument(
        "--passphrase",
        action="store_true",
        help=f"{purpose}; asked for, or taken from {RECOVERY}",
    )


def passphrase(options: argparse.Namespace, twice: bool = False) -> str:
    """The recovery passphrase, or nothing when it was not asked for. Raises UserError."""
    if not options.passphrase:
        return ""
    if found := os.environ.get(RECOVERY, ""):
        return found
    if not _can_ask():
        raise UserError(
            "cannot be asked for here.", f"Set {RECOVERY} in the environment.", "--passphrase"
        )
    found = getpass.getpass("Recovery passphrase: ")
    if twice and getpass.getpass("Once more: ") != found:
        raise UserError("was typed differently.", "Start again.", "--passphrase")
    return found


def ask(question: str, switch: str) -> str:
    """Ask on the terminal. Raises UserError where nobody can answer."""
    if not _can_ask():
        raise UserError("There is nobody to ask here.", f"Say {switch} when you are sure.", switch)
    try:
        return input(question).strip()
    except EOFError:
        return ""


def moment() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def size(count: float) -> str:
    """A number of bytes for people."""
    for unit in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


def _can_ask() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
