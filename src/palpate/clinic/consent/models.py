"""Texts that are consented to, and consents."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.rows import PracticeRow
from palpate.clinic.database.fields import EncryptedJSONField
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member


class ConsentKind(models.TextChoices):
    """What is agreed to; each stands alone and can be taken back alone."""

    TREATMENT = "treatment", "Treatment"
    PRIVACY = "privacy", "Privacy notice"
    PHOTOGRAPHS = "photographs", "Photographs"
    MESSAGES = "messages", "Messages"


class ConsentText(PracticeRow):
    """One version of one text in one language. A change is a new version."""

    reading: ClassVar[Permission] = Permission.SEE_CONSENTS

    kind = models.CharField(max_length=12, choices=ConsentKind.choices)
    language = models.CharField(max_length=16, default="en")
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField(max_length=20_000)
    is_required = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["practice", "kind", "language", "version"], name="one_text_per_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, version {self.version} ({self.language})"


class Consent(PracticeRow):
    """What a client, or a guardian for them, agreed to; revoked, never deleted."""

    class Means(models.TextChoices):
        """How it was given."""

        LINK = "link", "By the intake link"
        TABLET = "tablet", "On the practice's tablet"
        PAPER = "paper", "On paper"

    reading: ClassVar[Permission] = Permission.SEE_CONSENTS
    client_path: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(Client, models.PROTECT, related_name="consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    signed_name = models.CharField(max_length=120)
    signed_as = models.CharField(max_length=60, default="client")
    signature = EncryptedJSONField(default=dict)
    signed_at = models.DateTimeField()
    means = models.CharField(max_length=8, choices=Means.choices)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    revoked_why = models.TextField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.text_id} by {self.signed_name}"
