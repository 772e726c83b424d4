"""A gate that lets one writer at a time into a database file, in the order they came.

SQLite's own waiting is a poll with growing pauses: under load some writers wait for seconds while
others pass. The kernel keeps those who wait for a file lock in a queue, so nobody starves.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from threading import Lock, Thread
from typing import Final

PATIENCE: Final = 20.0
"""Seconds a writer waits before it gives up."""


class GateClosed(Exception):  # noqa: N818 - it says what is the case, and the caller translates it
    """Another writer has held the gate for too long."""


class WriteGate:
    """One connection's place at the gate of one database file."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self.patience = patience
        self._held: int | None = None

    @property
    def held(self) -> bool:
        """Say whether this connection is inside."""
        return self._held is not None

    def enter(self) -> None:
        """Wait for the gate and go in; nothing to do for one who is inside already."""
        if self.held:
            return
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not _Waiter(descriptor).wait(self.patience):
                raise GateClosed from None
        except OSError:
            os.close(descriptor)
            raise
        self._held = descriptor

    def leave(self) -> None:
        """Go out and let the next one in."""
        descriptor, self._held = self._held, None
        if descriptor is not None:
            os.close(descriptor)


class _Waiter:
    """Waits in the kernel's queue, which knows no time limit, on behalf of one that has one."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = Lock()
        self._given_up = False
        self._inside = False

    def wait(self, seconds: float) -> bool:
        """Say whether the lock came in time; the descriptor is closed when it did not."""
        thread = Thread(target=self._block, name="palpate-gate", daemon=True)
        thread.start()
        came_back = False
        try:
            thread.join(seconds)
            came_back = True
        finally:
            with self._lock:
                self._given_up = not (came_back and self._inside)
                if self._given_up and self._inside:
                    os.close(self._descriptor)
        return not self._given_up

    def _block(self) -> None:
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        with self._lock:
            self._inside = True
            if self._given_up:
                os.close(self._descriptor)
