"""Errors that are the reader's to mend: each names the place and the remedy."""

from __future__ import annotations

from pathlib import Path


class PalpateError(Exception):
    """Base of every error that Palpate raises on purpose."""


class UserError(PalpateError):
    """Something asked for cannot be done; the message says what to do instead."""

    def __init__(self, message: str, remedy: str = "", field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.field = field

    def __str__(self) -> str:
        where = f"{self.field}: " if self.field else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{where}{self.message}{remedy}"


class DataError(PalpateError):
    """A shipped or a practice's own data file breaks a rule, at a known file and line."""

    def __init__(self, file: Path | str, line: int, field: str, problem: str, remedy: str) -> None:
        super().__init__(f"{Path(file).name}:{line}: {field}: {problem} {remedy}")
        self.file = Path(file)
        self.line = line
        self.field = field
        self.problem = problem
        self.remedy = remedy
