"""Which tables a record has, and how one value is written as JSON, whatever the engine."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from graphlib import TopologicalSorter
from typing import Any, Final
from uuid import UUID

from django.db import models

from palpate.clinic.database.fields import EncryptedField, Sealed

Model = type[models.Model]

LEFT_OUT: Final = frozenset({"sessions.session", "usersessions.usersession"})
"""Who is signed in now: never kept, so that whoever restores signs everybody out."""


def managed(apps: Any) -> list[Model]:
    """Every table that models have, sessions included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def kept(apps: Any) -> list[Model]:
    """Every table of the record, those that others point to first."""
    found: dict[str, Model] = {
        model._meta.label_lower: model
        for model in managed(apps)
        if model._meta.label_lower not in LEFT_OUT
    }
    graph = {
        label: sorted({target for target in _targets(model) if target in found and target != label})
        for label, model in sorted(found.items())
    }
    return [found[label] for label in TopologicalSorter(graph).static_order()]


def fields(model: Model) -> list[models.Field[Any, Any]]:
    """The columns of a table, in a stable order."""
    return [field for field in model._meta.local_concrete_fields if not _is_computed(field)]


def names(model: Model) -> list[str]:
    """The names of the columns, as models have them."""
    return [field.attname for field in fields(model)]


def encode(value: Any) -> Any:
    """Write a value as JSON can hold it."""
    if value is None or isinstance(value, (str, int, float, list, dict)):
        return value
    if isinstance(value, Sealed):
        return value.text
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"{type(value).__name__} is not written in backups.")


def decode(field: models.Field[Any, Any], raw: Any) -> Any:
    """Read a value of a column back."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if raw is None or isinstance(field, models.JSONField):
        return raw
    if isinstance(field, EncryptedField):
        return Sealed(raw)
    if isinstance(field, models.BinaryField):
        return base64.b64decode(raw)
    if isinstance(field, models.DurationField):
        return timedelta(microseconds=raw)
    return field.to_python(raw)


def _targets(model: Model) -> Iterable[str]:
    for field in model._meta.local_concrete_fields:
        if isinstance(field, models.ForeignKey) and isinstance(field.remote_field.model, type):
            yield field.remote_field.model._meta.label_lower


def _is_computed(field: Any) -> bool:
    return bool(getattr(field, "generated", False))
