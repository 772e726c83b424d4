"""What stands inside a backup: a manifest, tables row by row, files byte by byte, an end."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from palpate.clinic.vault.container.chunks import ChunkReader, ChunkWriter
from palpate.clinic.vault.container.header import damaged

PIECE: Final = 1 << 20
_PATH: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_LONGEST_PATH: Final = 240


@dataclass(frozen=True)
class PracticeHead:
    """A practice, and where its audit chain ends."""

    id: str
    name: str
    is_sample: bool
    number: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself, under its seal."""

    version: str
    made_at: str
    engine: str
    migrations: list[tuple[str, str]]
    tables: dict[str, int]
    practices: list[PracticeHead]
    files: int
    salt: str = ""
    """Salt of the record's passphrase, when its key comes from one."""
    audit: dict[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(self.tables.values())


@dataclass(frozen=True)
class Table:
    """The beginning of a table."""

    label: str
    fields: list[str]


@dataclass(frozen=True)
class Row:
    """One row of the table before it."""

    values: list[Any]


@dataclass(frozen=True)
class Blob:
    """One file of the record; its pieces must be read before going on."""

    path: PurePosixPath
    size: int
    pieces: Iterator[bytes]


Record = Table | Row | Blob


def write_line(writer: ChunkWriter, value: object) -> None:
    """Write one line of JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    writer.write(text.encode() + b"\n")


def write_blob(writer: ChunkWriter, path: str, size: int, pieces: Iterator[bytes]) -> None:
    """Write one file with its digest."""
    write_line(writer, {"file": path, "size": size})
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
        writer.write(piece)
    write_line(writer, {"sha256": digest.hexdigest()})


def to_json(manifest: Manifest) -> dict[str, Any]:
    """The manifest as the first line of a backup holds it."""
    return asdict(manifest)


class RecordReader:
    """Reads a backup's manifest at once, and its records one after the other."""

    def __init__(self, chunks: ChunkReader, name: str) -> None:
        self._chunks = chunks
        self._name = name
        self.manifest = self._manifest()

    def __iter__(self) -> Iterator[Record]:
        """Give every record, and see that the end is the end."""
        while True:
            text = self._chunks.readline()
            found = self._parse(text)
            if isinstance(found, list):
                yield Row(found)
            elif "table" in found:
                yield Table(str(found["table"]), [str(name) for name in found["fields"]])
            elif "file" in found:
                yield from self._blob(found)
            elif "end" in found:
                break
            else:
                raise damaged(self._name, "it holds a line that is not understood")
        if not self._chunks.at_end():
            raise damaged(self._name, "something follows its end")

    def _manifest(self) -> Manifest:
        found = self._parse(self._chunks.readline())
        try:
            practices = [PracticeHead(**head) for head in found.pop("practices")]
            migrations = [(app, name) for app, name in found.pop("migrations")]
            return Manifest(practices=practices, migrations=migrations, **found)
        except (TypeError, KeyError, ValueError, AttributeError) as error:
            raise damaged(self._name, "its table of contents cannot be read") from error

    def _blob(self, found: dict[str, Any]) -> Iterator[Blob]:
        path, size = str(found["file"]), int(found["size"])
        if not _PATH.fullmatch(path) or len(path) > _LONGEST_PATH:
            raise damaged(self._name, f"it holds a file with a forbidden name: {path[:60]!r}")
        digest = hashlib.sha256()
        pieces = self._pieces(size, digest)
        yield Blob(PurePosixPath(path), size, pieces)
        for _ in pieces:
            pass
        if self._parse(self._chunks.readline()).get("sha256") != digest.hexdigest():
            raise damaged(self._name, f"the file {path} in it was changed")

    def _pieces(self, size: int, digest: Any) -> Iterator[bytes]:
        while size:
            piece = self._chunks.read(min(size, PIECE))
            digest.update(piece)
            size -= len(piece)
            yield piece

    def _parse(self, text: bytes) -> Any:
        try:
            return json.loads(text)
        except ValueError as error:
            raise damaged(self._name, "it holds a line that is not understood") from error
