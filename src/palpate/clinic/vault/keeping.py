"""Which backups are kept: some days, some weeks, some months."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from palpate.evidence.errors import UserError

_NAME: Final = re.compile(r"palpate-(\d{8}-\d{6})(?:-\d+)?\.palpate")
_STAMP: Final = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Keep:
    """How many daily, weekly and monthly backups stay."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


def parse(text: str) -> Keep:
    """Read "7,4,12". Raises UserError."""
    parts = text.split(",")
    if len(parts) != 3 or not all(part.strip().isdigit() for part in parts):
        raise UserError(f"is {text!r}.", "Write days, weeks and months, as 7,4,12.", "--keep")
    keep = Keep(*(int(part) for part in parts))
    if keep.daily < 1:
        raise UserError("would keep no daily backup.", "Keep at least one: 1,0,0.", "--keep")
    return keep


def file_name(at: datetime) -> str:
    """The name of a backup made at a moment."""
    return f"palpate-{at.astimezone(UTC):{_STAMP}}.palpate"


def made_at(path: Path) -> datetime | None:
    """When a backup was made, by its name; None for any other file."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        return datetime.strptime(match.group(1), _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def listed(folder: Path) -> list[tuple[datetime, Path]]:
    """The backups of a folder, newest first."""
    found = folder.glob("palpate-*.palpate") if folder.is_dir() else ()
    dated = [(at, path) for path in found if (at := made_at(path)) is not None]
    return sorted(dated, reverse=True)


def superfluous(backups: Sequence[tuple[datetime, Path]], keep: Keep) -> list[Path]:
    """Those that no rule keeps. The newest of each day, week and month counts; newest first."""
    staying: set[Path] = set()
    rules: list[tuple[int, Callable[[datetime], Hashable]]] = [
        (keep.daily, lambda at: at.date()),
        (keep.weekly, lambda at: at.isocalendar()[:2]),
        (keep.monthly, lambda at: (at.year, at.month)),
    ]
    for most, period in rules:
        newest: dict[Hashable, Path] = {}
        for at, path in backups:
            newest.setdefault(period(at), path)
        staying |= set(list(newest.values())[:most])
    return [path for _, path in backups if path not in staying]


def prune(folder: Path, keep: Keep) -> list[Path]:
    """Delete what no rule keeps; return what went."""
    going = superfluous(listed(folder), keep)
    for path in going:
        path.unlink(missing_ok=True)
    return going
