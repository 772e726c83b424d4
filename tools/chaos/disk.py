"""A disk that forgets: what was not synced may be lost, reordered or torn when the power goes.

Files are real, so that locks and shared memory work as ever; beside them stands what a disk would
hold: the bytes as of the last sync, and every write since. A cut keeps a chance selection of those
writes, in any order, each possibly only in part, in sectors of 512 bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512


class PowerCut(Exception):  # noqa: N818 - it is no error of the program
    """The power is gone."""


class Platter:
    """What the disk holds of one file."""

    def __init__(self) -> None:
        self.durable = bytearray()
        self.waiting: list[tuple[int, bytes | None]] = []

    def sync(self) -> None:
        """Make everything that waits durable."""
        for offset, data in self.waiting:
            put(self.durable, offset, data)
        self.waiting.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        """What is there when the power comes back."""
        image = bytearray(self.durable)
        kept = [write for write in self.waiting if chance.random() < 0.5]
        chance.shuffle(kept)
        for offset, data in kept:
            for start, piece in torn(offset, data, chance):
                put(image, start, piece)
        return bytes(image)


def put(image: bytearray, offset: int, data: bytes | None) -> None:
    """Write into an image; no data means: cut it off there."""
    if data is None:
        del image[offset:]
        return
    if len(image) < offset:
        image.extend(bytes(offset - len(image)))
    image[offset : offset + len(data)] = data


def torn(
    offset: int, data: bytes | None, chance: random.Random
) -> Iterator[tuple[int, bytes | None]]:
    """A write whole, or some of its sectors."""
    if data is None or chance.random() < 0.5:
        yield offset, data
        return
    for start in range(0, len(data), SECTOR):
        if chance.random() < 0.5:
            yield offset + start, data[start : start + SECTOR]


class Disk(apsw.VFS):
    """A file system for SQLite that stops working after so many steps."""

    def __init__(self, name: str, steps: int) -> None:
        self.platters: dict[str, Platter] = {}
        self.left = steps
        super().__init__(name, "")
        self.vfs_name = name

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802 - SQLite's name
        """Open a file, and know it by its name alone."""
        path = name.filename() if hasattr(name, "filename") else str(name)
        platter = self.platters.setdefault(Path(path).name, Platter())
        return File(self, platter, name, flags)

    def xDelete(self, name: str, sync_folder: bool) -> None:  # noqa: N802
        """Delete a file; folders are synced at once."""
        super().xDelete(name, sync_folder)
        self.platters.pop(Path(name).name, None)

    def step(self) -> None:
        """Use up one step; the power goes with the last."""
        self.left -= 1
        if self.left <= 0:
            raise PowerCut

    def images(self, folder: Path, chance: random.Random) -> None:
        """Write what the disk holds after the cut."""
        for name, platter in self.platters.items():
            (folder / name).write_bytes(platter.after_cut(chance))


class File(apsw.VFSFile):
    """A file on that disk."""

    def __init__(self, disk: Disk, platter: Platter, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self.disk, self.platter = disk, platter

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        """Write, and remember what was written."""
        self.disk.step()
        self.platter.waiting.append((offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        """Cut the file off, and remember that."""
        self.disk.step()
        self.platter.waiting.append((size, None))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        """Make the file durable."""
        self.disk.step()
        super().xSync(flags)
        self.platter.sync()
