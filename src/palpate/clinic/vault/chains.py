"""The audit chains of a backup, checked while it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from palpate.clinic.audit.chain import START, digest
from palpate.clinic.audit.models import Entry
from palpate.clinic.vault.container.records import PracticeHead
from palpate.clinic.vault.rows.shapes import decode, fields

ENTRY: Final = Entry._meta.label_lower
_MOST: Final = 20


class Chains:
    """Takes entries in the order they were written, and says where a chain does not hold."""

    def __init__(self) -> None:
        self._ends: dict[str, tuple[int, str]] = {}
        self._fields = {field.attname: field for field in fields(Entry)}
        self.problems: list[str] = []

    def add(self, row: Mapping[str, Any]) -> None:
        """Take one entry."""
        known = {
            name: decode(self._fields[name], row[name]) for name in row if name in self._fields
        }
        entry = Entry(**known)
        practice = str(entry.practice_id)
        number, previous = self._ends.get(practice, (0, START))
        if entry.number != number + 1:
            self._tell(f"audit entry {number + 1} is missing: {entry.number} comes next")
        if entry.previous != previous:
            self._tell(f"audit entry {entry.number} does not follow from the one before it")
        if entry.digest != digest(entry):
            self._tell(f"audit entry {entry.number} was changed after it was written")
        self._ends[practice] = (entry.number, entry.digest)

    def compare(self, heads: Iterable[PracticeHead]) -> Iterator[str]:
        """Where the chains end elsewhere than was said."""
        for head in heads:
            number, found = self._ends.get(head.id, (0, ""))
            if (number, found) != (head.number, head.digest):
                yield f"the audit chain ends at entry {number}, and should end at {head.number}"

    def _tell(self, problem: str) -> None:
        if len(self.problems) < _MOST:
            self.problems.append(problem)
