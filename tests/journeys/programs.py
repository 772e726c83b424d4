"""The real server and the real browser that journeys and the page's benchmark use."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SERVE = "import sys; from palpate.cli import main; sys.exit(main(['serve', '--port', '0']))"
STARTS_WITHIN = 90.0


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """Address of `palpate serve` on a free port, warmed by one answer."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE], stdout=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = next(word for word in line.split() if word.startswith("http://"))
        _wait_for(found + "api/vocabulary")
        yield found
    finally:
        server.terminate()
        server.wait(20)
        if server.stdout:
            server.stdout.close()


def browser_path() -> str | None:
    """The system's Chromium; None for Playwright's own."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def _wait_for(address: str) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            with urllib.request.urlopen(address, timeout=STARTS_WITHIN):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
