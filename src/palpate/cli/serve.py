"""`palpate serve`: the workbench in a browser, on this machine only."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import tempfile
import threading
import webbrowser

from palpate.cli.options import Commands, command
from palpate.evidence import UserError

HOST = "127.0.0.1"
PORT = 8765


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(commands, "serve", "open the workbench on a local address", run, json=False)
    parser.add_argument("--port", type=int, default=PORT, help=f"default {PORT}; 0 for any free")
    parser.add_argument("--open", action="store_true", help="open a browser, if there is one")


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted. The loopback address is the only one: nothing leaves the machine."""
    port = free_port(options.port)
    _check_assets()
    address = f"http://{HOST}:{port}/"
    if options.open:
        threading.Timer(1.5, _open, [address]).start()
    print(f"Palpate is at {address}  (stop with Ctrl+C)", flush=True)
    from granian import Granian
    from granian.constants import Interfaces

    server = Granian(
        "palpate.clinic.config.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        log_access=False,
    )
    with tempfile.TemporaryDirectory(prefix="palpate-", ignore_cleanup_errors=True) as folder:
        os.environ["PALPATE_PRESS"] = folder  # for what the clinic makes to be downloaded
        server.serve()
    return 0


def _check_assets() -> None:
    """Raise UserError when the front end is not built, before a browser is sent to it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palpate.clinic.config.settings")
    from palpate.clinic.workbench.assets import load_assets  # needs the settings named above

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
