"""The backup of every night, while the server runs."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

EVERY: Final = 300.0
"""Seconds between two looks at the clock."""


def keep_watch(backups: Path) -> threading.Event:
    """Start to look every few minutes whether a backup is due; set what is returned to stop."""
    stopped = threading.Event()
    thread = threading.Thread(target=_watch, args=(backups, stopped), daemon=True)
    thread.start()
    return stopped


def _watch(backups: Path, stopped: threading.Event) -> None:
    from palpate.clinic.vault import nightly  # needs the settings

    while not stopped.wait(EVERY):
        if nightly.due(backups, datetime.now(UTC)):
            done = subprocess.run(  # noqa: S603 - the program itself
                nightly.command(), stdout=subprocess.DEVNULL, check=False
            )
            if done.returncode:
                print("palpate: the night's backup failed; see above.", file=sys.stderr)
