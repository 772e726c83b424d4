"""The real server and the real browser that journeys and the page's benchmark use."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SERVE = "import sys; from palpate.cli import main; sys.exit(main(['serve', *sys.argv[1:]]))"
STARTS_WITHIN = 90.0


@dataclass(frozen=True)
class Server:
    """A running server, and the one-time links it printed."""

    address: str
    links: tuple[str, ...]


@contextlib.contextmanager
def started(folder: Path, *options: str) -> Iterator[Server]:
    """`palpate serve` on a free port with its record in a folder, ready to answer."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    environment["PALPATE_DATA"] = str(folder)
    environment.pop("PALPATE_KEY", None)
    command = [sys.executable, "-c", SERVE, "--port", "0", *options]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert server.stdout is not None
        found = Server(_address(server.stdout), tuple(_links(server.stdout)))
        wait_for(found.address + "account/login/")
        yield found
    finally:
        server.terminate()
        server.wait(20)
        if server.stdout:
            server.stdout.close()


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """Address of a server with a record of its own, warmed by one answer."""
    with (
        tempfile.TemporaryDirectory(prefix="palpate-") as folder,
        started(Path(folder) / "record") as server,
    ):
        wait_for(server.address + "api/vocabulary")
        yield server.address


def _address(lines: IO[str]) -> str:
    for line in lines:
        if line.startswith("Palpate is at"):
            return next(word for word in line.split() if word.startswith("http://"))
    raise AssertionError("the server did not start")


def _links(lines: IO[str]) -> Iterator[str]:
    """The links printed after the address; they end with an empty line."""
    for line in lines:
        if not line.strip():
            return
        yield line.rsplit(maxsplit=1)[-1]


def browser_path() -> str | None:
    """The system's Chromium; None for Playwright's own."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def wait_for(address: str) -> None:
    """Wait until an address answers."""
    end = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            with urllib.request.urlopen(address, timeout=STARTS_WITHIN):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
