"""`palpate serve`: the practice and the workbench in a browser, on this machine only."""

from __future__ import annotations

import argparse
import getpass
import os
import socket
import sys
import tempfile
import threading
import webbrowser

from palpate.cli.night import keep_watch
from palpate.cli.options import Commands, command
from palpate.evidence import UserError

HOST = "127.0.0.1"
NAME = "localhost"
"""What the address says: a browser keeps passkeys for names, not for numbers."""
PORT = 8765
THREADS = 8
"""Requests one process answers at a time; each keeps a connection to the record."""
MOST_WORKERS = 32
OPEN_TO_NOBODY_ELSE = 0o077


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(
        commands, "serve", "open the practice and the workbench on a local address", run, json=False
    )
    parser.add_argument("--data", metavar="FOLDER", help="where the record is kept")
    parser.add_argument("--port", type=int, default=PORT, help=f"default {PORT}; 0 for any free")
    parser.add_argument("--workers", type=int, default=1, help="server processes; default 1")
    parser.add_argument(
        "--passphrase", action="store_true", help="ask for the passphrase that opens the record"
    )
    parser.add_argument("--demo", action="store_true", help="add a sample practice to try it on")
    parser.add_argument(
        "--new-password", metavar="ADDRESS", default="", help="print a link for a new password"
    )
    parser.add_argument("--open", action="store_true", help="open a browser, if there is one")


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted. The loopback address is the only one: nothing leaves the machine."""
    os.umask(OPEN_TO_NOBODY_ELSE)
    _set_environment(options)
    port = free_port(options.port)
    _check_assets()
    address = f"http://{NAME}:{port}/"
    first = _tell(address, options)
    if options.open:
        threading.Timer(1.5, _open, [first]).start()
    with tempfile.TemporaryDirectory(prefix="palpate-", ignore_cleanup_errors=True) as folder:
        os.environ["PALPATE_PRESS"] = folder  # for what the clinic makes to be downloaded
        _serve(port, options.workers)
    return 0


def _set_environment(options: argparse.Namespace) -> None:
    """Hand the options to the server's processes, which read them from the environment."""
    if not 1 <= options.workers <= MOST_WORKERS:
        raise UserError("This many processes cannot be started.", "Give 1 to 32.", "--workers")
    if options.data:
        os.environ["PALPATE_DATA"] = options.data
    if options.passphrase and not os.environ.get("PALPATE_PASSPHRASE"):
        os.environ["PALPATE_PASSPHRASE"] = getpass.getpass("Passphrase of the record: ")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palpate.clinic.config.settings")


def _tell(address: str, options: argparse.Namespace) -> str:
    """Open the record, print where it is, and return the first address worth opening."""
    from palpate.clinic.accounts.first_start import start  # needs the environment set above

    ways = start(demo=options.demo, new_password=options.new_password)
    print(f"Palpate is at {address}  (stop with Ctrl+C)")
    for way in ways:
        print(f"{way.told}: {address.rstrip('/')}{way.path}")
    print(flush=True)
    return address.rstrip("/") + (ways[0].path if ways else "/")


def _serve(port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from palpate.clinic.vault.store import here  # needs the record that was opened

    stopped = keep_watch(here().backups)
    Granian(
        "palpate.clinic.config.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        log_access=False,
    ).serve()
    stopped.set()


def _check_assets() -> None:
    """Raise UserError when the front end is not built, before a browser is sent to it."""
    from palpate.clinic.workbench.assets import load_assets  # needs the settings

    load_assets()


def free_port(wanted: int) -> int:
    """The wanted port, or any free one for 0. Raises UserError when it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except (OSError, OverflowError) as error:
            remedy = "Choose another, or 0 for any free one."
            raise UserError(f"port {wanted} cannot be used.", remedy, "--port") from error
        return int(probe.getsockname()[1])


def _open(address: str) -> None:
    """Open a browser where there is one; a machine without is no fault."""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return
    if sys.stdout.isatty():
        webbrowser.open(address)
