"""Reading every row of the record, in a stable order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from palpate.clinic.vault.rows.shapes import Model, encode, names

STEP: Final = 2000
"""Rows fetched at once."""


def count(model: Model) -> int:
    """How many rows a table has."""
    return model._base_manager.count()


def rows(model: Model) -> Iterator[list[Any]]:
    """Every row of a table as JSON values, by primary key."""
    found = model._base_manager.order_by("pk").values_list(*names(model))
    for row in found.iterator(STEP):
        yield [encode(value) for value in row]


def line(value: object) -> bytes:
    """One line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
