"""The contents of a backup: what is written into one, from the database that is in view."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from palpate import __version__
from palpate.clinic.database.sources import SALT
from palpate.clinic.vault.container.chunks import ChunkWriter
from palpate.clinic.vault.container.records import (
    PIECE,
    Manifest,
    PracticeHead,
    to_json,
    write_blob,
    write_line,
)
from palpate.clinic.vault.rows import dump
from palpate.clinic.vault.rows.shapes import Model, kept, names
from palpate.clinic.vault.rows.state import applied, models_at, refuse_newer
from palpate.clinic.vault.store import Store

_ENTRY: Final = "audit.entry"
_PRACTICE: Final = "practice.practice"


def write(
    writer: ChunkWriter, store: Store, made_at: datetime, *, with_files: bool = True
) -> Manifest:
    """Write manifest, tables, files and the end; the snapshot is the default database."""
    nodes = applied()
    refuse_newer(nodes, "The database")
    tables = {model._meta.label_lower: model for model in kept(models_at(nodes))}
    files = stored(store.files) if with_files else []
    manifest = Manifest(
        version=__version__,
        made_at=made_at.isoformat(),
        engine=store.engine,
        migrations=nodes,
        tables={label: dump.count(model) for label, model in tables.items()},
        practices=list(_heads(tables)),
        files=len(files),
        salt=_salt(store.folder),
    )
    write_line(writer, to_json(manifest))
    for label, model in tables.items():
        write_line(writer, {"table": label, "fields": names(model)})
        for row in dump.rows(model):
            writer.write(dump.line(row))
    for path in files:
        told = path.relative_to(store.folder).as_posix()
        write_blob(writer, told, path.stat().st_size, pieces(path))
    write_line(writer, {"end": True})
    return manifest


def stored(folder: Path) -> list[Path]:
    """Every file of the record, in a stable order; what is half written has a dot before it."""
    found = folder.rglob("*") if folder.is_dir() else ()
    return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


def pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a piece at a time."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _heads(tables: dict[str, Model]) -> Iterator[PracticeHead]:
    if _PRACTICE not in tables:
        return
    found: Any = tables[_PRACTICE]._base_manager.order_by("pk")
    for practice in found.only("pk", "name", "is_sample"):
        entries: Any = tables[_ENTRY]._base_manager.filter(practice_id=practice.pk)
        last = entries.order_by("-number").only("number", "digest").first()
        yield PracticeHead(
            id=str(practice.pk),
            name=practice.name,
            is_sample=practice.is_sample,
            number=last.number if last else 0,
            digest=last.digest if last else "",
        )


def _salt(folder: Path) -> str:
    path = folder / SALT
    return base64.b64encode(path.read_bytes()).decode() if path.exists() else ""
