"""What saving can meet: somebody saved first, or nothing may change any more."""

from __future__ import annotations

from palpate.evidence import PalpateError


class ConflictError(PalpateError):
    """Another person saved since the caller read: their version, its count and their name."""

    def __init__(self, revision: int | str, value: object, by: str) -> None:
        super().__init__(f"{by} saved meanwhile")
        self.revision = revision
        self.value = value
        self.by = by


class LockedError(PalpateError):
    """What was to be changed is closed: signed, voided or ended."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
