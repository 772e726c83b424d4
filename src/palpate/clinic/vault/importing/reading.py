"""Read a file of comma-separated values, whatever program wrote it."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from palpate.evidence.errors import UserError

LARGEST: Final = 20_000_000
MOST_ROWS: Final = 100_000
_SEPARATORS: Final = ",;\t|"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Line:
    """One row: the line of the file on which it begins, and its cells."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """A file that was read."""

    headings: list[str]
    lines: list[Line]
    encoding: str
    separator: str


def read(raw: bytes) -> Sheet:
    """Find out encoding and separator, and read. Raises UserError."""
    if len(raw) > LARGEST:
        raise UserError(
            f"is larger than {LARGEST // 1_000_000} MB.", "Split it into several files.", "file"
        )
    text, encoding = _decoded(raw)
    if not text.strip():
        raise UserError("is empty.", "Export the clients again, as CSV.", "file")
    separator = _separator(text)
    rows = _rows(text, separator)
    headings = [heading.strip() for heading in next(rows).cells]
    lines = [line for line in rows if any(cell.strip() for cell in line.cells)]
    if len(headings) < 2:
        raise UserError(
            "has a single column.",
            "Save it as CSV with commas, semicolons or tabs between the columns.",
            "file",
        )
    return Sheet(headings, lines, encoding, separator)


def _decoded(raw: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strict(raw, encoding), encoding
    if raw.startswith(b"PK\x03\x04"):
        raise UserError(
            "is a spreadsheet or an archive.", "Open it and save it as CSV (UTF-8).", "file"
        )
    if b"\0" in raw[:4096]:
        raise UserError("is no text.", "Export the clients as CSV.", "file")
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace"), "windows-1252"


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UserError("is damaged text.", "Export it again, as CSV (UTF-8).", "file") from error


def _separator(text: str) -> str:
    """The sign that stands most often in the first line, outside quotes."""
    first = "".join(text.lstrip().splitlines()[0].split('"')[::2])
    return max(_SEPARATORS, key=first.count)


def _rows(text: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    start = 1
    try:
        for count, cells in enumerate(reader):
            if count > MOST_ROWS:
                raise UserError(
                    f"has more than {MOST_ROWS} rows.", "Split it into several files.", "file"
                )
            yield Line(start, cells)
            start = reader.line_num + 1
    except csv.Error as error:
        raise UserError(
            f"cannot be read at line {reader.line_num}: {error}.", "Mend that line.", "file"
        ) from error
