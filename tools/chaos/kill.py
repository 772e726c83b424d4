"""Kill the server in the middle of writes, again and again."""

from __future__ import annotations

import http.client
import itertools
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from tools.chaos.record import Ground, look, prepare

ROOT = Path(__file__).parents[2]
WRITERS = 4
PATIENCE = 60.0


@dataclass
class Tally:
    """What a run came to."""

    engine: str
    rounds: int = 0
    acknowledged: int = 0
    present: int = 0
    lost: int = 0
    corrupt: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether nothing was lost and nothing broke."""
        return not self.lost and not self.corrupt

    def __str__(self) -> str:
        return (
            f"kill -9 ({self.engine}): {self.rounds} rounds, {self.acknowledged} acknowledged,"
            f" {self.present} present, {self.lost} lost, {self.corrupt} corrupt"
        )


def run(folder: Path, rounds: int, url: str = "", seed: int = 7) -> Tally:
    """Serve, write, kill, look; return what was found."""
    ground = prepare(folder, url)
    chance = random.Random(seed)
    numbers = itertools.count(1)
    acknowledged: set[int] = set()
    tally = Tally("postgresql" if url else "sqlite")
    while tally.rounds < rounds:
        _blow(ground, numbers, acknowledged, chance)
        tally.rounds += 1
        last = tally.rounds == rounds
        state = look(ground, acknowledged, thorough=last or tally.rounds % 20 == 0)
        tally.acknowledged, tally.present = len(acknowledged), state.present
        tally.lost = max(tally.lost, state.lost)
        tally.corrupt += bool(state.faults)
        tally.faults += state.faults
        if tally.rounds % 10 == 0:
            print(tally, flush=True)
    return tally


def _blow(
    ground: Ground, numbers: itertools.count[int], acknowledged: set[int], chance: random.Random
) -> None:
    """Start the server and writers; kill all of it shortly after the first answer."""
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "tools.chaos.server", str(port)],
        cwd=ROOT,
        env={**os.environ, **ground.environ},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    stop, first = threading.Event(), threading.Event()
    writers = [
        threading.Thread(target=_write, args=(port, numbers, acknowledged, stop, first))
        for _ in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    came = first.wait(PATIENCE)
    time.sleep(chance.uniform(0.02, 0.6))
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    stop.set()
    for writer in writers:
        writer.join()
    if not came:
        raise RuntimeError("The server did not answer; nothing was tried.")


def _write(
    port: int,
    numbers: itertools.count[int],
    acknowledged: set[int],
    stop: threading.Event,
    first: threading.Event,
) -> None:
    """Write as fast as answers come; remember only what was answered."""
    while not stop.is_set():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            while not stop.is_set():
                number = next(numbers)
                connection.request(
                    "POST",
                    "/chaos/write",
                    body=f"number={number}",
                    headers={"Content-Type": "application/x-www-form-urlencoded"},
                )
                answer = connection.getresponse()
                answer.read()
                if answer.status == 200:
                    acknowledged.add(number)
                    first.set()
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        finally:
            connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
