"""Episodes of care, visits, drawings, measurements, hypotheses."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.rows import PracticeRow
from palpate.clinic.database.fields import EncryptedJSONField, EncryptedTextField
from palpate.clinic.people.models import Client, Contact
from palpate.clinic.practice.models import Member


class Episode(PracticeRow):
    """A complaint and the care of it, from its first visit to its last."""

    class CareMode(models.TextChoices):
        """What the care is for."""

        DIAGNOSTIC = "diagnostic", "Finding out (diagnostic)"
        PREVENTIVE = "preventive", "Preventive"
        THERAPEUTIC = "therapeutic", "Therapeutic"
        REHABILITATION = "rehabilitation", "Complementary to rehabilitation"

    class Origin(models.TextChoices):
        """How the client came."""

        OWN_WISH = "own_wish", "By own wish"
        PRESCRIPTION = "prescription", "By prescription"

    class Phase(models.TextChoices):
        """The situation the complaint is in."""

        ACUTE = "acute", "Acute"
        POST_SURGICAL = "post_surgical", "After surgery"
        CHRONIC = "chronic", "Chronic"
        PERFORMANCE = "performance", "Performance in sport or dance"

    reading: ClassVar[Permission] = Permission.SEE_HEALTH
    client_path: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(Client, models.PROTECT, related_name="episodes")
    title = models.CharField(max_length=160)
    care_mode = models.CharField(
        max_length=16, choices=CareMode.choices, default=CareMode.THERAPEUTIC
    )
    origin = models.CharField(max_length=16, choices=Origin.choices, default=Origin.OWN_WISH)
    phase = models.CharField(max_length=16, choices=Phase.choices, default=Phase.CHRONIC)
    referrer = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+")
    goals = models.TextField(max_length=2000, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    def __str__(self) -> str:
        return self.title


class Visit(PracticeRow):
    """One visit. Its time and state are for the desk; what is found in it is not."""

    class State(models.TextChoices):
        """Where the visit stands."""

        PLANNED = "planned", "Planned"
        WAITING = "waiting", "Waiting"
        OPEN = "open", "In the room"
        DONE = "done", "Done"
        CANCELLED = "cancelled", "Cancelled"
        MISSED = "missed", "Did not come"
        VOIDED = "voided", "Entered in error"

    reading: ClassVar[Permission] = Permission.SEE_CLIENTS
    client_path: ClassVar[str | None] = "client_id"

    client = models.ForeignKey(Client, models.PROTECT, related_name="visits")
    episode = models.ForeignKey(Episode, models.PROTECT, null=True, related_name="visits")
    therapist = models.ForeignKey(Member, models.PROTECT, related_name="visits")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    opened_at = models.DateTimeField(null=True, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    why_voided = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["practice", "starts_at"], name="visits_by_time"),
            models.Index(fields=["client", "-starts_at"], name="visits_of_a_client"),
            models.Index(fields=["therapist", "state", "starts_at"], name="visits_of_a_therapist"),
        )

    def __str__(self) -> str:
        return f"visit of {self.client_id}"


class Finding(PracticeRow):
    """What was told and found in a visit: the reason, the drawing, the case of the workbench."""

    reading: ClassVar[Permission] = Permission.SEE_HEALTH
    client_path: ClassVar[str | None] = "client_id"

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="finding")
    client = models.ForeignKey(Client, models.PROTECT, related_name="findings")
    reason = EncryptedTextField(blank=True, default="")
    changed = EncryptedTextField(blank=True, default="")
    """The answer to "anything changed since last time?"; empty when not asked."""
    case = EncryptedJSONField(default=dict)
    """The case as `palpate schema case` describes it: drawing, history, examinations."""
    answer = EncryptedJSONField(default=dict)
    """What the workbench answered to the case when it was saved: red flags and ranked sources."""
    plan = EncryptedTextField(blank=True, default="")
    treatment = EncryptedTextField(blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    """Counts the saves of the case."""
    copied_from = models.ForeignKey(Visit, models.SET_NULL, null=True, related_name="+")
    unchanged = models.JSONField(default=list)
    """Names of what was carried forward from `copied_from` and has stood untouched since."""
    told = EncryptedJSONField(default=list)
    """Ids of questions answered as the client told in the intake, untouched since."""
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    area_cm2 = models.FloatField(null=True)
    """Painted area, for timelines, so that not every case need be opened."""
    patches = EncryptedJSONField(default=dict)
    """Painted patches and intensities alone, for heat maps."""

    def __str__(self) -> str:
        return f"findings of {self.visit_id}"


class Measurement(PracticeRow):
    """One measured thing with its error: a pressure threshold, a range of motion, a rating."""

    class Kind(models.TextChoices):
        """What is measured."""

        ALGOMETER = "algometer", "Pressure pain threshold"
        RANGE_OF_MOTION = "range_of_motion", "Range of motion"
        RATING = "rating", "Rating 0 to 10"

    class Moment(models.TextChoices):
        """Before or after treatment."""

        BEFORE = "before", "Before treatment"
        AFTER = "after", "After treatment"

    reading: ClassVar[Permission] = Permission.SEE_HEALTH
    client_path: ClassVar[str | None] = "client_id"

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="measurements")
    client = models.ForeignKey(Client, models.PROTECT, related_name="measurements")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    moment = models.CharField(max_length=8, choices=Moment.choices, default=Moment.BEFORE)
    place = models.CharField(max_length=80)
    """Id of the site, the movement or the complaint."""
    side = models.CharField(max_length=8, blank=True)
    unit = models.CharField(max_length=16)
    readings = EncryptedJSONField(default=list)
    """Repetitions, in ``unit``."""
    setting = models.JSONField(default=dict)
    """Tip area in cm², device, active or passive."""
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    why_voided = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} at {self.place}"


class Hypothesis(PracticeRow):
    """A source the workbench ranked, and what the therapist made of it."""

    class Decision(models.TextChoices):
        """The therapist's word."""

        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Working hypothesis"
        REJECTED = "rejected", "Rejected"

    reading: ClassVar[Permission] = Permission.SEE_HEALTH
    client_path: ClassVar[str | None] = "client_id"

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="hypotheses")
    client = models.ForeignKey(Client, models.PROTECT, related_name="hypotheses")
    source = models.CharField(max_length=120)
    name = models.CharField(max_length=160)
    """Name and grade of support as they stood when it was decided on."""
    grade = models.CharField(max_length=16, blank=True)
    side = models.CharField(max_length=8, blank=True)
    probability = models.FloatField(null=True)
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.OPEN)
    why = EncryptedTextField(blank=True, default="")
    decided_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["visit", "source", "side"], name="one_hypothesis_per_source"
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.side}".strip()
