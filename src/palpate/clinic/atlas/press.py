"""Makes files to download: one at a time, in a process of its own, each once.

A book takes minutes and much memory. Its process gives the memory back, and the server goes on
answering. What was made lies in a folder that is removed when the server stops.
"""

import atexit
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final

PLACE: Final = "PLACE"
"""Stands in a command for the file or folder that it makes."""
LONGEST: Final = 1800
"""Seconds after which a command is given up."""
FOLDER: Final = "PALPATE_PRESS"
"""Environment variable that names the folder for what was made."""
CHILD: Final = """
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(3)), daemon=True).start()
from palpate.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""The program of the process: it ends when its input does, that is, with the server."""
Run = Callable[[Sequence[str]], None]


class PressError(RuntimeError):
    """A file could not be made."""


@dataclass
class _Job:
    done: Event = field(default_factory=Event)
    problem: str = ""


class Press:
    """Runs commands of `palpate`, never two at once."""

    def __init__(self, folder: Path, run: Run | None = None) -> None:
        self.folder = folder
        self._run = run or _in_a_process
        self._jobs: dict[str, _Job] = {}
        self._known, self._turn = Lock(), Lock()

    def ask(self, name: str, command: Sequence[str], patience: float) -> Path | None:
        """What a command makes, or None while it is still made after `patience` seconds.

        Raises PressError when it failed; the next to ask tries again.
        """
        made = self.folder / name
        with self._known:
            if made.exists():
                return made
            job = self._jobs.get(name)
            if job is None:
                job = self._jobs[name] = _Job()
                work = (name, job, command)
                Thread(target=self._make, args=work, name=f"press-{name}", daemon=True).start()
        if not job.done.wait(patience):
            return None
        if job.problem:
            raise PressError(job.problem)
        return made

    def _make(self, name: str, job: _Job, command: Sequence[str]) -> None:
        part = self.folder / f"part-{name}"
        try:
            with self._turn:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._run([str(part) if word == PLACE else word for word in command])
                part.rename(self.folder / name)
        except (OSError, subprocess.SubprocessError, PressError) as error:
            job.problem = f"{name}: {error}"
            logging.getLogger("django.request").error("%s", job.problem)
        finally:
            with self._known:
                self._jobs.pop(name, None)
            job.done.set()


@cache
def press() -> Press:
    """The press of this server. `palpate serve` gives it a folder, and removes it at the end."""
    given = os.environ.get(FOLDER)
    if given:
        return Press(Path(given))
    folder = Path(tempfile.mkdtemp(prefix="palpate-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Press(folder)


def _in_a_process(words: Sequence[str]) -> None:
    """Run one command in a process that gives way to the server, and ends when it ends."""
    nice = shutil.which("nice")
    command = [*([nice, "-n", "5"] if nice else []), sys.executable, "-c", CHILD, *words]
    paths = os.pathsep.join(path for path in sys.path if path)
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603  our own program with our own words
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env={**os.environ, "PYTHONPATH": paths},
        )
        with process:
            try:
                code = process.wait(LONGEST)
            finally:
                process.kill()
        said.seek(0)
        if code:
            words_said = said.read().decode(errors="replace").strip()[-2000:]
            raise PressError(words_said or f"exit code {code}")
