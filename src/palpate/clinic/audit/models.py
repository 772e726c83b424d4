"""One entry of the audit chain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from palpate.clinic.access.permissions import Permission
from palpate.clinic.practice.models import Practice


class Entry(models.Model):
    """Who did what, to which client's record, why and when. Never changed, never deleted.

    ``digest`` is SHA-256 over the entry and the digest before it, so that a change anywhere
    shows everywhere after. No field holds anything clinical.
    """

    reading: ClassVar[Permission] = Permission.SEE_AUDIT

    id = models.BigAutoField(primary_key=True)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", editable=False)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    who = models.CharField(max_length=120)
    act = models.CharField(max_length=60)
    client_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    why = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["practice", "number"], name="one_entry_per_number"),
        )
        indexes = (
            models.Index(fields=["practice", "client_id", "-number"], name="audit_of_a_client"),
            models.Index(fields=["practice", "-at"], name="audit_by_time"),
            models.Index(fields=["practice", "act", "-number"], name="audit_by_act"),
            models.Index(fields=["practice", "user_id", "-number"], name="audit_by_user"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.act}"


class Check(models.Model):
    """One reading of the chain: how far it went, where the chain ended, what did not hold."""

    id = models.BigAutoField(primary_key=True)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField()
    through = models.PositiveBigIntegerField()
    """Number of the last entry then."""
    digest = models.CharField(max_length=64, blank=True)
    window = models.PositiveBigIntegerField(default=0)
    """How far old entries have been read again, in parts."""
    problems = models.JSONField(default=list)

    class Meta:
        indexes = (models.Index(fields=["practice", "-at"], name="audit_checks_by_time"),)

    def __str__(self) -> str:
        return f"check of {self.practice_id} through {self.through}"

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.problems
