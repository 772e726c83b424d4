"""A real server on a free port and a real browser; a missing browser is a failure."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.journeys.workbench import Workbench

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


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Address of `palpate serve`, warmed by one answer."""
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, else Playwright's own."""
    system = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=system, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page at desk width without animation; any error in its console fails the test."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, reduced_motion="reduce", accept_downloads=True
    )
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    allowed = "status of 400"
    assert [error for error in errors if allowed not in error] == []


@pytest.fixture
def workbench(page: Page, address: str) -> Workbench:
    """The open workbench at desk width."""
    return Workbench(page, address).open()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder for screenshots: the one in PALPATE_PICTURES, else a temporary one."""
    chosen = os.environ.get("PALPATE_PICTURES")
    folder = Path(chosen) if chosen else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
