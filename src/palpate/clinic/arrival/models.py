"""The private link, what was filled in, and the health history it becomes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.rows import PracticeRow
from palpate.clinic.database.fields import EncryptedJSONField
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member, Practice


class LinkKey(models.Model):
    """Finds the practice of a link before anybody is known; holds nothing else."""

    token_hash = models.CharField(max_length=64, primary_key=True)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.token_hash[:8]


class Intake(PracticeRow):
    """One intake form: sent by a link, filled in on a phone, taken over by the therapist.

    The link is stored as a hash. After the first answer the form opens only for the browser that
    gave it (``browser_hash``), or for one that knows the birth date.
    """

    reading: ClassVar[Permission] = Permission.SEE_HEALTH
    client_path: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(Client, models.PROTECT, related_name="intakes")
    visit_id = models.UUIDField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    browser_hash = models.CharField(max_length=64, blank=True)
    wrong_answers = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=16, default="en")
    sent_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    answers = EncryptedJSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    sent_in_at = models.DateTimeField(null=True)
    taken_over_at = models.DateTimeField(null=True)
    taken_over_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["practice", "sent_in_at"], name="intakes_by_time"),)

    def __str__(self) -> str:
        return f"intake of {self.client_id}"


class HealthHistory(PracticeRow):
    """What is known of a client's health: conditions, medicines, accidents, surgery, factors."""

    reading: ClassVar[Permission] = Permission.SEE_HEALTH
    client_path: ClassVar[str | None] = "client_id"

    client = models.OneToOneField(Client, models.PROTECT, related_name="health")
    answers = EncryptedJSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    def __str__(self) -> str:
        return f"health history of {self.client_id}"
