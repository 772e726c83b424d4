"""Cut the power under SQLite, set up as Palpate sets it up.

SQLCipher takes no file system written in Python, so this is SQLite itself: the same pager, the
same write-ahead log, the same pragmas; encryption changes what stands in a page, not when pages
are written or synced.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import apsw

from palpate.clinic.database.sqlcipher.base import PRAGMAS
from tools.chaos.disk import Disk, PowerCut

ROWS = 3
"""Rows of one transaction."""


@dataclass
class Tally:
    """What a run came to."""

    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0
    corrupt: int = 0
    journal: str = "FULL"

    @property
    def is_sound(self) -> bool:
        """Whether nothing was lost and nothing broke."""
        return not self.lost and not self.corrupt

    def __str__(self) -> str:
        return (
            f"power cuts (synchronous={self.journal}): {self.rounds} rounds,"
            f" {self.acknowledged} acknowledged, {self.lost} lost, {self.corrupt} corrupt"
        )


def run(rounds: int, seed: int = 11, synchronous: str = "") -> Tally:
    """Cut the power so many times at moments of chance; return what was found.

    ``synchronous`` overrides Palpate's choice, to show that the test can fail.
    """
    chance = random.Random(seed)
    tally = Tally(journal=synchronous or "FULL")
    for number in range(rounds):
        folder = Path(tempfile.mkdtemp(prefix="chaos-"))
        try:
            written = _until_cut(folder, f"chaos{seed}-{number}", chance, synchronous)
            _judge(folder / "after", written, tally)
        finally:
            shutil.rmtree(folder)
    return tally


def _until_cut(folder: Path, name: str, chance: random.Random, synchronous: str) -> int:
    """Write until the power goes; return how many transactions were acknowledged."""
    (folder / "before").mkdir()
    (folder / "after").mkdir()
    disk = Disk(name, steps=10**9)
    database = apsw.Connection(str(folder / "before" / "record.db"), vfs=name)
    database.execute("PRAGMA journal_mode = WAL")
    for pragma in PRAGMAS:
        database.execute(f"PRAGMA {pragma}")
    if synchronous:
        database.execute(f"PRAGMA synchronous = {synchronous}")
    database.execute("PRAGMA wal_autocheckpoint = 40")
    database.execute("CREATE TABLE entry (number INTEGER, part INTEGER, body BLOB)")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for platter in disk.platters.values():
        platter.sync()
    disk.left = chance.randint(5, 1500)
    written = 0
    with suppress(PowerCut, apsw.Error):
        while True:
            database.execute("BEGIN IMMEDIATE")
            for part in range(ROWS):
                body = chance.randbytes(chance.choice((40, 900, 6000)))
                database.execute("INSERT INTO entry VALUES (?, ?, ?)", (written + 1, part, body))
            database.execute("COMMIT")
            written += 1
    disk.images(folder / "after", chance)
    disk.left = 10**9
    with suppress(apsw.Error):
        database.close()
    return written


def _judge(folder: Path, written: int, tally: Tally) -> None:
    """Open what is left as the next start would."""
    (folder / "record.db-shm").unlink(missing_ok=True)
    tally.rounds += 1
    tally.acknowledged += written
    try:
        database = apsw.Connection(str(folder / "record.db"))
        sound = database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        counts = database.execute("SELECT number, count(*) FROM entry GROUP BY 1 ORDER BY 1")
        found = counts.fetchall()
        database.close()
    except apsw.Error:
        tally.corrupt += 1
        return
    whole = found == [(number, ROWS) for number in range(1, len(found) + 1)]
    tally.corrupt += not (sound and whole)
    tally.lost += max(0, written - len(found))
