"""The backup of every night, and once a month a restore on trial.

``due`` only looks at the names of files, so a server may ask it every few minutes. The work itself
is a command of its own, in a process of its own: `command()`.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from palpate.clinic.vault import keeping

if TYPE_CHECKING:
    from palpate.clinic.vault.backup import Made
    from palpate.clinic.vault.store import Store

EVERY: Final = timedelta(hours=23)
"""A little less than a day, so that the hour does not wander."""
HOUR: Final = 2
"""Local hour from which the night's backup is made."""
LATEST: Final = timedelta(hours=47)
"""A machine that is off at night makes up for it after this long."""
REHEARSE: Final = timedelta(days=30)
REHEARSED: Final = ".rehearsed"


def due(folder: Path, now: datetime) -> bool:
    """Whether the night's backup is to be made; ``folder`` is that of the backups."""
    found = keeping.listed(folder)
    if not found:
        return True
    age = now.astimezone(UTC) - found[0][0]
    at_night = HOUR <= now.astimezone().hour < HOUR + 3
    return age >= LATEST or (age >= EVERY and at_night)


def command() -> list[str]:
    """The command that makes it, for a server to start and leave alone."""
    return [sys.executable, "-m", "palpate", "backup", "--nightly", "--json"]


def run(
    store: Store, now: datetime, *, passphrase: str = "", keep: keeping.Keep | None = None
) -> Made | None:
    """Make the night's backup unless there is one of the last day; rehearse monthly."""
    from palpate.clinic.vault import backup, restore

    found = keeping.listed(store.backups)
    if found and now - found[0][0] < EVERY:
        return None
    made = backup.make(store, now=now, passphrase=passphrase, keep=keep or keeping.Keep())
    mark = store.backups / REHEARSED
    if not mark.exists() or now.timestamp() - mark.stat().st_mtime > REHEARSE.total_seconds():
        restore.rehearse(store, made.path, now=now, passphrase=passphrase)
        mark.touch(0o600)
        os.utime(mark, (now.timestamp(), now.timestamp()))
    return made
