"""Where the chain ended when something else looked: a check, a backup, a file beside the database.

The chain alone cannot tell that its last entries were cut off. What was seen of it elsewhere can.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TypedDict
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from palpate.clinic.audit.models import Check
from palpate.clinic.practice.models import Practice
from palpate.clinic.vault.models import Backup

FOLDER: Final = "anchors"
REPORT: Final = "audit"
"""Key of the heads in the report of a backup."""
CHECKS: Final = 30
BACKUPS: Final = 10
LINES: Final = 400


class Head(TypedDict):
    """The last entry of a chain, as the report of a backup keeps it for each practice."""

    number: int
    digest: str


@dataclass(frozen=True)
class Anchor:
    """An entry that was the last one once, and who saw it."""

    number: int
    digest: str
    seen_by: str


def kept(practice: Practice) -> list[Anchor]:
    """Everything that was seen of the chain of a practice."""
    return [*_of_checks(practice), *_of_backups(practice.pk), *_of_file(practice.pk)]


def keep(practice: Practice, head: Head, now: datetime) -> None:
    """Write the head into a file beside the database, for its owner's eyes alone."""
    path = _path(practice.pk)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        path.chmod(0o600)
        file.write(f"{now:%Y-%m-%dT%H:%M:%S%z} {head['number']} {head['digest']}\n")


def forget(practice_id: UUID) -> None:
    """Remove the file of a practice that is no more."""
    _path(practice_id).unlink(missing_ok=True)


def _of_checks(practice: Practice) -> Iterator[Anchor]:
    for check in Check.objects.filter(practice=practice).order_by("-at")[:CHECKS]:
        if check.digest:
            yield Anchor(check.through, check.digest, f"The check of {_day(check.at)}")


def _of_backups(practice_id: UUID) -> Iterator[Anchor]:
    for backup in Backup.objects.order_by("-at")[:BACKUPS]:
        head = (backup.report.get(REPORT) or {}).get(str(practice_id))
        if head:
            seen_by = f"The backup of {_day(backup.at)}"
            yield Anchor(head["number"], head["digest"], seen_by)


def _of_file(practice_id: UUID) -> Iterator[Anchor]:
    with suppress(FileNotFoundError):
        for line in _path(practice_id).read_text(encoding="ascii").splitlines()[-LINES:]:
            at, number, digest = line.split(" ")
            yield Anchor(int(number), digest, f"The anchor file on {at[:10]}")


def _path(practice_id: UUID) -> Path:
    return Path(settings.DATA) / FOLDER / f"{practice_id}.txt"


def _day(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d %B %Y}"
