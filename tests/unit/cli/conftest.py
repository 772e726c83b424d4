"""Run the command line inside the test's own process."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from palpate.cli import main

Run = Callable[..., "Outcome"]


@dataclass(frozen=True)
class Outcome:
    """What a command returned and printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `palpate` with arguments; argparse's own exits count as return values."""

    def call(*arguments: str) -> Outcome:
        try:
            code = main(list(arguments))
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return call


@pytest.fixture
def written(tmp_path: Path) -> Callable[[object], str]:
    """Write a value as a JSON file, or bytes as they are, and return the path."""

    def write(value: object) -> str:
        file = tmp_path / "case.json"
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        file.write_bytes(data)
        return str(file)

    return write


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put text on standard input."""

    def pipe(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return pipe
