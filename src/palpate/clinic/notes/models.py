"""The note of a visit and its former versions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.rows import PracticeRow
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.models import Visit

PARTS = ("subjective", "objective", "assessment", "plan")
"""The four parts of a note, in their order."""


class Note(PracticeRow):
    """A SOAP note: told, found, made of it, planned. LockedError once signed."""

    class State(models.TextChoices):
        """Where the note stands."""

        DRAFT = "draft", "Draft"
        AWAITING = "awaiting", "Awaits countersignature"
        SIGNED = "signed", "Signed"

    reading: ClassVar[Permission] = Permission.SEE_HEALTH
    client_path: ClassVar[str | None] = "client_id"

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="note")
    client = models.ForeignKey(Client, models.PROTECT, related_name="notes")
    author = models.ForeignKey(Member, models.PROTECT, related_name="notes")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    subjective = models.TextField(blank=True, max_length=20_000)
    objective = models.TextField(blank=True, max_length=20_000)
    assessment = models.TextField(blank=True, max_length=20_000)
    plan = models.TextField(blank=True, max_length=20_000)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    drafted = models.JSONField(default=dict)
    """The four parts as last drafted from the record: what differs was written by hand."""
    signed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_as = models.CharField(max_length=200, blank=True)
    """Name, letters and licence as they stood when it was signed."""
    countersigned_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    countersigned_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["practice", "state", "author"], name="notes_by_state"),
            models.Index(fields=["client", "-created_at"], name="notes_of_a_client"),
        )

    def __str__(self) -> str:
        return f"note of {self.visit_id}"


class NoteVersion(PracticeRow):
    """A note as it stood: when signed, when amended, or the losing side of two edits."""

    class Kind(models.TextChoices):
        """Why this version is kept."""

        SIGNED = "signed", "As signed"
        AMENDED = "amended", "Amendment"
        ASIDE = "aside", "Kept aside: somebody else saved first"

    reading: ClassVar[Permission] = Permission.SEE_HEALTH
    client_path: ClassVar[str | None] = "client_id"

    note = models.ForeignKey(Note, models.PROTECT, related_name="versions")
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    parts = models.JSONField()
    """Text of each of the four parts."""
    why = models.TextField(max_length=500, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    """SHA-256 of the parts, also in the audit chain."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["note", "number"], name="one_version_per_number"),
        )

    def __str__(self) -> str:
        return f"version {self.number} of {self.note_id}"
