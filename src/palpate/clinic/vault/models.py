"""What was backed up and what was imported."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.rows import PracticeRow
from palpate.clinic.database.identifiers import uuid7
from palpate.clinic.practice.models import Member


class Backup(models.Model):
    """One backup that was made, opened again and checked."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    verified = models.BooleanField()
    report = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.file_name


class Epoch(models.Model):
    """A stretch of the record's life between restores; what is offline must know it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    since = models.DateTimeField()
    why = models.CharField(max_length=200)

    def __str__(self) -> str:
        return str(self.id)


class ImportBatch(PracticeRow):
    """One file of clients that was imported, and whether it was taken back."""

    reading: ClassVar[Permission] = Permission.KEEP_DATA

    file_name = models.CharField(max_length=200)
    mapping = models.JSONField()
    counts = models.JSONField()
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.file_name
