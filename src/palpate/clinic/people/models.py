"""Clients, the people around them, and who cares for them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.rows import PracticeRow
from palpate.clinic.people import words
from palpate.clinic.people.names import digits, sort_name
from palpate.clinic.practice.models import Member


class Sex(models.TextChoices):
    """Sex as medicine uses it: some sources of pain exist in one only."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Other"
    UNKNOWN = "", "Not said"


class ClientState(models.TextChoices):
    """Where a client's record stands."""

    ACTIVE = "active", "Active"
    ARCHIVED = "archived", "Archived"
    MERGED = "merged", "Merged into another record"


class Client(PracticeRow):
    """A person who comes for treatment."""

    reading: ClassVar[Permission] = Permission.SEE_CLIENTS
    client_path: ClassVar[str | None] = "pk"

    number = models.PositiveIntegerField(help_text="Counted in the practice; stands on papers.")
    given_name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120, blank=True)
    preferred_name = models.CharField(max_length=120, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=8, blank=True, choices=Sex.choices)
    pronouns = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=16, default="en")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(max_length=500, blank=True)
    occupation = models.CharField(max_length=120, blank=True)
    messages_by = models.JSONField(
        default=list, help_text="Ways a message may be sent: email, text."
    )
    discreet = models.BooleanField(
        default=False, help_text="Show initials instead of the name on shared screens."
    )
    desk_note = models.TextField(max_length=1000, blank=True, help_text="Nothing clinical here.")
    therapist = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="clients"
    )
    state = models.CharField(max_length=10, choices=ClientState.choices, default=ClientState.ACTIVE)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    import_batch = models.UUIDField(null=True, editable=False)
    sort_name = models.CharField(max_length=250, editable=False)
    """Family, given and preferred name, folded: lower case, no accents, no marks."""
    phone_digits = models.CharField(max_length=40, blank=True, editable=False)

    history = HistoricalRecords()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["practice", "number"], name="one_client_per_number"),
        )
        indexes = (
            models.Index(fields=["practice", "state", "sort_name"], name="clients_by_name"),
            models.Index(fields=["practice", "birth_date"], name="clients_by_birth_date"),
            models.Index(fields=["practice", "phone_digits"], name="clients_by_phone"),
            models.Index(fields=["practice", "email"], name="clients_by_email"),
            # Without the many that were merged into none, an engine would not use it.
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="clients_merged_into",
            ),
        )

    def __str__(self) -> str:
        return self.full_name

    def save(self, *arguments: Any, **options: Any) -> None:
        """Keep what is searched by in step with the names and the telephone number."""
        self.sort_name = sort_name(self.given_name, self.family_name, self.preferred_name)
        self.phone_digits = digits(self.phone)[:40]
        super().save(*arguments, **options)
        words.write([self])

    @property
    def full_name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def shown_name(self) -> str:
        """The name for screens others may see: initials for a discreet client."""
        if not self.discreet:
            return f"{self.preferred_name or self.given_name} {self.family_name}".strip()
        initials = [part[0] for part in (self.given_name, self.family_name) if part]
        return "".join(f"{letter}." for letter in initials)


class Contact(PracticeRow):
    """A guardian, an emergency contact, a referrer: a person around a client."""

    class Kind(models.TextChoices):
        """What the person is to the client."""

        GUARDIAN = "guardian", "Guardian"
        EMERGENCY = "emergency", "Emergency contact"
        REFERRER = "referrer", "Referrer"
        OTHER = "other", "Other"

    reading: ClassVar[Permission] = Permission.SEE_CLIENTS
    client_path: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(Client, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    may_consent = models.BooleanField(default=False)

    history = HistoricalRecords()

    def __str__(self) -> str:
        return f"{self.name} ({self.get_kind_display()})"


class Care(PracticeRow):
    """A member's care of a client: assigned, or an emergency access that ends and is reviewed."""

    class Kind(models.TextChoices):
        """Why the member reaches the record."""

        ASSIGNED = "assigned", "Assigned"
        EMERGENCY = "emergency", "Emergency access"

    reading: ClassVar[Permission] = Permission.SEE_CLIENTS

    client = models.ForeignKey(Client, models.CASCADE, related_name="care")
    member = models.ForeignKey(Member, models.CASCADE, related_name="care")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ASSIGNED)
    reason = models.TextField(max_length=500, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    finding = models.TextField(max_length=500, blank=True)

    class Meta:
        indexes = (models.Index(fields=["member", "client"], name="care_of_a_member"),)

    def __str__(self) -> str:
        return f"{self.member} for {self.client}"


class Merge(PracticeRow):
    """Two records that were one person: what moved, so that it can be undone."""

    reading: ClassVar[Permission] = Permission.SEE_CLIENTS

    kept = models.ForeignKey(Client, models.PROTECT, related_name="+")
    gone = models.ForeignKey(Client, models.PROTECT, related_name="+")
    moved = models.JSONField(default=list)
    """``[model label, row id]`` of every row that changed hands."""
    filled = models.JSONField(default=dict)
    """Fields of the kept record that changed: ``{field: [before, after]}``."""
    gone_was = models.CharField(
        max_length=10, choices=ClientState.choices, default=ClientState.ACTIVE
    )
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"


class Distinct(PracticeRow):
    """Two records that look alike and are two people: they are not offered for merging again."""

    reading: ClassVar[Permission] = Permission.SEE_CLIENTS

    one = models.ForeignKey(Client, models.CASCADE, related_name="+")
    other = models.ForeignKey(Client, models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["one", "other"], name="told_apart_once")
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"
