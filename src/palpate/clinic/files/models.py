"""Files of a client's record. Their bytes lie encrypted in the data folder."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.rows import PracticeRow
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member


class StoredFile(PracticeRow):
    """A photograph, a prescription, a report."""

    class Kind(models.TextChoices):
        """What the file is."""

        PORTRAIT = "portrait", "Portrait"
        PHOTOGRAPH = "photograph", "Photograph"
        PRESCRIPTION = "prescription", "Prescription"
        REPORT = "report", "Report"
        OTHER = "other", "Other"

    reading: ClassVar[Permission] = Permission.SEE_FILES
    client_path: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(Client, models.PROTECT, related_name="files")
    visit_id = models.UUIDField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True)
    why_voided = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name
