"""Which tables and columns an export holds, and what they mean."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.db import models

from palpate.clinic.practice.models import Practice
from palpate.clinic.vault.rows.shapes import Model, encode, fields, kept

LEFT_OUT: Final = frozenset({"practice.setuplink", "arrival.linkkey", "vault.importbatch"})
"""Tables of links that open something, and of work within Palpate."""
_SECRET: Final = re.compile(r"(_hash|secret|password)$")
_RISKY: Final = re.compile(r"[=@\t\r]|[+-](?![\d ().-]*$)")
"""What a spreadsheet would take for a formula."""


def tables() -> list[Model]:
    """Every table with rows of a practice, and the practice itself."""
    return [
        model
        for model in kept(apps)
        if model is Practice
        or (_has(model, "practice_id") and model._meta.label_lower not in LEFT_OUT)
    ]


def of_a_client() -> list[Model]:
    """The tables whose rows belong to one client; former versions stand in the tables alone."""
    return [
        model
        for model in tables()
        if _has(model, "client_id") and model._meta.label_lower != "audit.entry"
    ]


def columns(model: Model) -> list[models.Field[Any, Any]]:
    """The columns that are handed out; what opens a door is not."""
    return [field for field in fields(model) if not _SECRET.search(field.attname)]


def file_name(model: Model) -> str:
    """The name of a table in the archive."""
    return model._meta.label_lower.replace(".", "_")


def rows_of(model: Model, practice: Practice, client_id: object = None) -> models.QuerySet[Any]:
    """The rows of a practice, or of one client in it."""
    if model is Practice:
        return Practice.objects.filter(pk=practice.pk)
    rows: models.QuerySet[Any] = model._base_manager.filter(practice_id=practice.pk)
    if client_id is None:
        return rows.order_by("pk")
    label = model._meta.label_lower
    if label in ("people.client", "people.historicalclient"):
        return rows.filter(id=client_id).order_by("pk")
    if _has(model, "client_id"):
        return rows.filter(client_id=client_id).order_by("pk")
    return rows.order_by("pk") if label in _FOR_READING else rows.none()


_FOR_READING: Final = frozenset({"practice.member", "consent.consenttext"})
"""Tables that a single client's rows point to."""


def values(row: models.Model) -> dict[str, Any]:
    """One row with its sealed values opened, as JSON can hold it."""
    return {field.attname: encode(getattr(row, field.attname)) for field in columns(type(row))}


def cell(value: Any) -> str:
    """A value as a spreadsheet takes it; what looks like a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = str(value)
    return f"'{text}" if _RISKY.match(text) else text


def dictionary() -> Iterator[list[str]]:
    """What every column means."""
    yield ["file", "column", "heading", "kind", "meaning"]
    for model in tables():
        for field in columns(model):
            yield [
                f"tables/{file_name(model)}.csv",
                field.attname,
                str(field.verbose_name),
                _kind(field),
                _meaning(field),
            ]


def _kind(field: models.Field[Any, Any]) -> str:
    if isinstance(field, models.ForeignKey):
        return f"id of a row in {file_name(field.remote_field.model)}"
    named = {
        models.DateTimeField: "time, UTC",
        models.DateField: "day",
        models.BooleanField: "yes or no",
        models.JSONField: "JSON",
        models.UUIDField: "identifier",
    }
    for kind, told in named.items():
        if isinstance(field, kind):
            return told
    if isinstance(field, (models.IntegerField, models.FloatField)):
        return "number"
    return "JSON" if type(field).__name__ == "EncryptedJSONField" else "text"


def _meaning(field: models.Field[Any, Any]) -> str:
    told = str(field.help_text or "")
    if field.choices:
        said = "; ".join(f"{value or 'empty'} = {label}" for value, label in field.flatchoices)
        told = f"{told} {said}".strip()
    return told


def _has(model: Model, attname: str) -> bool:
    return any(field.attname == attname for field in model._meta.local_concrete_fields)
