"""A practice, its members and their credentials."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models

from palpate.clinic.access.permissions import Permission, Role, permissions_of
from palpate.clinic.database.identifiers import uuid7


class Profession(models.TextChoices):
    """Professions that give neuromuscular therapy."""

    MASSAGE_THERAPIST = "massage_therapist", "Massage therapist"
    OSTEOPATH = "osteopath", "Osteopath"
    CHIROPRACTOR = "chiropractor", "Chiropractor"
    NATUROPATH = "naturopath", "Naturopath"
    PHYSICAL_THERAPIST = "physical_therapist", "Physical therapist"
    PHYSICIAN = "physician", "Physician"


class Practice(models.Model):
    """One practice: everything belongs to exactly one, and nothing crosses."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120)
    address = models.TextField(blank=True, max_length=500)
    phone = models.CharField(blank=True, max_length=40)
    jurisdiction = models.CharField(
        max_length=16, default="general", help_text="Whose rules a note is checked against."
    )
    time_zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=16, default="en")
    is_sample = models.BooleanField(default=False)
    shared_records = models.BooleanField(
        default=True, help_text="Every therapist may open every client's record."
    )
    idle_minutes = models.PositiveSmallIntegerField(default=15)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A person in a practice, with the roles that say what they may do there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="members")
    name = models.CharField(max_length=120, help_text="As it appears on papers.")
    roles = models.JSONField(default=list)
    supervisor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="students"
    )
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["practice", "user"], name="one_member_per_practice"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def permissions(self) -> frozenset[Permission]:
        """What this member may do; nothing once inactive."""
        return permissions_of(self.roles) if self.active else frozenset()

    def may(self, permission: Permission) -> bool:
        """Whether the member holds the permission."""
        return permission in self.permissions

    @property
    def is_only_student(self) -> bool:
        """Whether every act of this member stands under supervision."""
        return Role.STUDENT in self.roles and Role.THERAPIST not in self.roles


class Credential(models.Model):
    """A licence to practise: sets the scope, and what stands on papers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="credentials")
    profession = models.CharField(max_length=32, choices=Profession.choices)
    letters = models.CharField(max_length=40, blank=True, help_text="After the name, as LMT.")
    licence_number = models.CharField(max_length=60, blank=True)
    region = models.CharField(max_length=60, blank=True, help_text="State or country.")
    npi = models.CharField(max_length=10, blank=True, help_text="US provider number, ten digits.")
    expires_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.get_profession_display()} {self.licence_number}".strip()

    def is_current(self, on: date) -> bool:
        """Whether the licence has not expired on a day; one without an end never does."""
        return self.expires_on is None or self.expires_on >= on


class SetupLink(models.Model):
    """A one-time link: the first owner's, or an invitation to join with given roles."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    practice = models.ForeignKey(Practice, models.CASCADE, null=True, related_name="+")
    email = models.EmailField(blank=True)
    roles = models.JSONField(default=list)
    supervisor = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    made_by = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link for {self.email or 'the first owner'}"
