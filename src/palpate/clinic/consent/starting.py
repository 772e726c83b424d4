"""The texts a practice starts with."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final
from uuid import UUID

from palpate.clinic.consent.models import ConsentKind, ConsentText
from palpate.evidence import Fields, Table, read_tables

FILE: Final = Path(__file__).parent / "data" / "texts.toml"


def put_in_place(practice_id: UUID) -> None:
    """Give a practice the starting texts, unless it has texts already."""
    if ConsentText.objects.filter(practice_id=practice_id).exists():
        return
    for kind, language, title, body, is_required in starting_texts():
        ConsentText.objects.create(
            practice_id=practice_id,
            kind=kind,
            language=language,
            version=1,
            title=title,
            body=body,
            is_required=is_required,
        )


@lru_cache(maxsize=1)
def starting_texts(file: Path = FILE) -> tuple[tuple[str, str, str, str, bool], ...]:
    """Kind, language, title, body and whether it is required; raises DataError."""
    return tuple(_read(table) for table in read_tables(file))


def _read(table: Table) -> tuple[str, str, str, str, bool]:
    fields = Fields(table)
    kind, _, language = fields.text("id").partition(".")
    if kind not in ConsentKind.values or not language:
        raise fields.error("id", f"is {kind!r}.", f"Use one of {ConsentKind.values} and '.en'.")
    read = (
        kind,
        language,
        fields.text("title"),
        fields.text("body").strip(),
        bool(fields.raw("required")),
    )
    fields.done()
    return read
