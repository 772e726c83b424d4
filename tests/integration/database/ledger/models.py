"""Rows of two practices, and a book in which nothing is ever changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from palpate.clinic.database.fields import (
    EncryptedBinaryField,
    EncryptedJSONField,
    EncryptedTextField,
)
from palpate.clinic.database.identifiers import uuid7


class Entry(models.Model):
    """A row with everything that can be encrypted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice_id = models.UUIDField(db_index=True)
    plain = models.CharField(max_length=100, blank=True)
    words = EncryptedTextField(null=True)
    remark = EncryptedTextField(null=True)
    told: EncryptedJSONField[Any, Any] = EncryptedJSONField(default=dict, null=True)
    raw = EncryptedBinaryField(null=True)


class Event(models.Model):
    """A row that stays as it was written."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice_id = models.UUIDField()
    what = models.CharField(max_length=200)

    class Meta:
        """Rows come in the order in which they were made."""

        ordering: ClassVar[list[str]] = ["id"]


class Word(models.Model):
    """A row that belongs to no practice."""

    text = models.CharField(max_length=20)
    price = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    day = models.DateField(null=True)
    moment = models.DateTimeField(null=True)
    hour = models.TimeField(null=True)
    sure = models.BooleanField(default=False)
    facts = models.JSONField(default=dict)
