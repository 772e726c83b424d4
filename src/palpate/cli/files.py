"""Read and write the files that commands are given."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from palpate.evidence import UserError

LARGEST_BYTES = 20_000_000


def read_json(path: str) -> object:
    """Decode a JSON file, or standard input for "-". Raises UserError."""
    name = "standard input" if path == "-" else path
    try:
        return json.loads(_text(path, name), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        remedy = "Mend the file there; `palpate schema case` gives its form."
        raise UserError(f"is not JSON ({error.msg} at {where}).", remedy, name) from error
    except RecursionError as error:
        raise UserError("is nested too deeply.", "Give one flat case.", name) from error
    except ValueError as error:
        raise UserError("holds a number that is too long.", "Shorten it.", name) from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """One JSON object; a field written twice is refused, because one of the two would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UserError("stands twice in one object.", "Keep one of them.", twice[:40])
    return found


def _text(path: str, name: str) -> str:
    try:
        if path == "-":
            if sys.stdin is None:
                raise UserError("is closed.", "Name a file, or send the case to it.", name)
            data = sys.stdin.buffer.read(LARGEST_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        problem = error.strerror or str(error)
        raise UserError(f"{problem}.", "Check the name and its rights.", name) from error
    if len(data) > LARGEST_BYTES:
        remedy = "Split it, or take out what is not a case."
        raise UserError(f"is larger than {LARGEST_BYTES // 1_000_000} MB.", remedy, name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("is not UTF-8 text.", "Save it as UTF-8.", name) from error


def read_text(path: str) -> str:
    """The text of a UTF-8 file. Raises UserError."""
    return _text(path, path)


def check_writable(path: str) -> None:
    """Raise UserError when the file could not be written, before the work is done."""
    folder = Path(path).resolve().parent
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise UserError("cannot be written.", "Name a folder that exists and is yours.", path)


def write_bytes(path: str, data: bytes) -> None:
    """Write a file. Raises UserError when the place cannot be written."""
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        problem = error.strerror or str(error)
        raise UserError(f"{problem}.", "Name a folder that exists and is yours.", path) from error


def print_json(value: object) -> None:
    """Print a value as JSON that a person can read too."""
    print(json.dumps(value, indent=1, ensure_ascii=False))
