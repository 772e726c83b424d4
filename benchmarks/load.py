"""Requests at a server, and what they cost: latency outside, processor time inside."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

TICKS = os.sysconf("SC_CLK_TCK")
OK = 200
TOKEN = "0" * 32
"""Any token will do, if cookie and header agree."""
SAVES = 5
"""One turn of so many is a save."""


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
        status, took, _ = self._ask("GET", path, None, self.headers)
        return status, took

    def put(self, path: str, body: object) -> tuple[int, float, Any]:
        """Status, milliseconds and the answer of one save."""
        cookies = "; ".join(filter(None, (self.headers.get("Cookie"), f"csrftoken={TOKEN}")))
        headers = {"Cookie": cookies, "X-CSRFToken": TOKEN, "Content-Type": "application/json"}
        status, took, text = self._ask("PUT", path, json.dumps(body), headers)
        return status, took, json.loads(text) if status == OK else None

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, float, bytes]:
        start, text = time.perf_counter(), b""
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            text = answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException):
            self.connection.close()
            status = 0
        return status, 1000 * (time.perf_counter() - start), text


class Writer:
    """Saves the drawing and the words of one open visit, as its page does while one works."""

    def __init__(self, caller: Caller, visit: str, revision: str) -> None:
        self.caller, self.place = caller, f"/api/v1/visits/{visit}"
        self.case, self.told, self.turn = 0, revision, 0

    def save(self) -> tuple[int, float]:
        """Status and milliseconds of the next save: a drawing, then words, in turn."""
        self.turn += 1
        if self.turn % 2:
            patch = f"neck_side.left.{1 + self.turn // 2 % 6}"
            body = {"revision": self.case, "value": {"pain": [{"patches": {patch: 6}}]}}
            status, took, answer = self.caller.put(f"{self.place}/case", body)
            self.case = answer["revision"] if answer else self.case
            return status, took
        told = {"reason": f"Turning the head hurts {self.turn}", "changed": ""}
        words = {"revision": self.told, "value": told}
        status, took, answer = self.caller.put(f"{self.place}/told", words)
        self.told = answer["revision"] if answer else self.told
        return status, took


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
                answers.errors += status != OK

    _together([lambda caller=caller: work(caller) for caller in callers])
    return answers


def people(
    writers: Sequence[Writer], paths: Iterator[str], pause: float, seconds: float
) -> Answers:
    """Let each person open a page, read for a while, and save something now and then."""
    answers, lock, end = Answers(), threading.Lock(), time.perf_counter() + seconds

    def work(writer: Writer, number: int) -> None:
        time.sleep(pause * number / len(writers))
        for turn in itertools.count(number):
            if time.perf_counter() >= end:
                return
            with lock:
                path = next(paths)
            is_save = turn % SAVES == 0
            status, took = writer.save() if is_save else writer.caller.get(path)
            with lock:
                answers.latencies.append(took)
                answers.errors += status != OK
            time.sleep(pause)

    _together(
        [
            lambda writer=writer, number=number: work(writer, number)
            for number, writer in enumerate(writers)
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
