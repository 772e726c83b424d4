"""Open a backup again and check everything in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from palpate.clinic.database.key import Keyring
from palpate.clinic.vault.chains import ENTRY, Chains
from palpate.clinic.vault.container.open import OpenBackup, open_backup
from palpate.clinic.vault.container.records import Blob, Manifest, Record, Row, Table
from palpate.clinic.vault.rows.state import refuse_newer


@dataclass(frozen=True)
class Report:
    """What a backup holds, and what is wrong with it: nothing, in a good one."""

    file: str
    size: int
    manifest: Manifest
    key: str
    files: int
    problems: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether everything that was checked holds."""
        return not self.problems

    def to_json(self) -> dict[str, Any]:
        """For `--json`, and for the list of backups."""
        said = self.manifest
        return {
            "file": self.file,
            "size": self.size,
            "made_at": said.made_at,
            "version": said.version,
            "engine": said.engine,
            "key": self.key,
            "practices": [practice.name for practice in said.practices],
            "rows": said.rows,
            "tables": {label: count for label, count in said.tables.items() if count},
            "files": self.files,
            "audit": {
                head.id: {"number": head.number, "digest": head.digest}
                for head in said.practices
                if head.number
            },
            "problems": self.problems,
        }


class Tally:
    """Counts and chains of a backup while it passes by."""

    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._counts: Counter[str] = Counter()
        self._table: Table | None = None
        self._chains = Chains()
        self.files = 0

    def watch(self, records: Iterator[Record]) -> Iterator[Record]:
        """Pass every record on and count it."""
        for record in records:
            if isinstance(record, Table):
                self._table = record
            elif isinstance(record, Row):
                self._row(record)
            elif isinstance(record, Blob):
                self.files += 1
            yield record

    def problems(self) -> list[str]:
        """What does not agree, once everything has passed."""
        said = self._manifest.tables
        wrong = [
            f"{label} has {self._counts[label]} rows, and should have {said.get(label, 0)}"
            for label in sorted(set(said) | set(self._counts))
            if self._counts[label] != said.get(label, 0)
        ]
        if self.files != self._manifest.files:
            wrong.append(f"{self.files} files are there, and {self._manifest.files} should be")
        return [*wrong, *self._chains.problems, *self._chains.compare(self._manifest.practices)]

    def _row(self, row: Row) -> None:
        label = self._table.label if self._table else "?"
        self._counts[label] += 1
        if self._table is not None and label == ENTRY:
            self._chains.add(dict(zip(self._table.fields, row.values, strict=True)))


def verify(path: Path, ring: Keyring | None, passphrase: str = "") -> Report:
    """Decrypt all of a backup and check it. Raises UserError when it cannot be read through."""
    with open_backup(path, ring, passphrase) as backup:
        refuse_newer(backup.records.manifest.migrations, path.name)
        tally = Tally(backup.records.manifest)
        for _ in tally.watch(iter(backup.records)):
            pass
        return report_of(path, backup, tally)


def report_of(path: Path, backup: OpenBackup, tally: Tally) -> Report:
    """Sum up what was seen."""
    return Report(
        file=path.name,
        size=path.stat().st_size,
        manifest=backup.records.manifest,
        key=backup.header.key,
        files=tally.files,
        problems=tally.problems(),
    )
