"""Requests at a server, and what they cost: latency outside, processor time inside."""

from __future__ import annotations

import http.client
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Answers:
    """Latencies in milliseconds and the number of answers that were not 200."""

    latencies: list[float] = field(default_factory=list)
    errors: int = 0

    def percentile(self, share: float) -> float:
        """Latency that a share of the answers stayed under."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Caller:
    """One browser: a kept connection and a session."""

    def __init__(self, address: str, cookie: str = "") -> None:
        self.host = urlsplit(address).netloc
        self.headers = {"Cookie": cookie} if cookie else {}
        self.connection = http.client.HTTPConnection(self.host, timeout=30)

    def get(self, path: str) -> tuple[int, float]:
        """Status and milliseconds of one request."""
        start = time.perf_counter()
        try:
            self.connection.request("GET", path, headers=self.headers)
            answer = self.connection.getresponse()
            answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException):
            self.connection.close()
            status = 0
        return status, 1000 * (time.perf_counter() - start)


def steady(callers: Sequence[Caller], paths: Iterator[str], rate: float, seconds: float) -> Answers:
    """Ask at a fixed rate, whatever the answers take; waiting counts as latency."""
    answers, lock, begin = Answers(), threading.Lock(), time.perf_counter()
    total = int(rate * seconds)
    numbers = iter(range(total))

    def work(caller: Caller) -> None:
        while True:
            with lock:
                number = next(numbers, None)
                path = next(paths)
            if number is None:
                return
            due = begin + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            status, _ = caller.get(path)
            with lock:
                answers.latencies.append(1000 * (time.perf_counter() - due))
                answers.errors += status != 200

    _together([lambda caller=caller: work(caller) for caller in callers])
    return answers


def people(
    callers: Sequence[Caller], paths: Iterator[str], pause: float, seconds: float
) -> Answers:
    """Let each caller ask, read for a while, and ask again."""
    answers, lock, end = Answers(), threading.Lock(), time.perf_counter() + seconds

    def work(caller: Caller, first: float) -> None:
        time.sleep(first)
        while time.perf_counter() < end:
            with lock:
                path = next(paths)
            status, took = caller.get(path)
            with lock:
                answers.latencies.append(took)
                answers.errors += status != 200
            time.sleep(pause)

    _together(
        [
            lambda caller=caller, number=number: work(caller, pause * number / len(callers))
            for number, caller in enumerate(callers)
        ]
    )
    return answers


def processor_seconds(root: int) -> float:
    """Processor time of a process and all its descendants."""
    return sum(_own_seconds(pid) for pid in _family(root))


def _family(root: int) -> Iterator[int]:
    yield root
    children = Path(f"/proc/{root}/task/{root}/children")
    for child in children.read_text(encoding="ascii").split() if children.exists() else ():
        yield from _family(int(child))


def _own_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def _together(jobs: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=job, daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
