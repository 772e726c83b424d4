"""One object of a practice for every name that stands in an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from tests.clinic.conftest import make_client, make_member, make_visit

from palpate.clinic.access.permissions import Role
from palpate.clinic.arrival.models import Intake
from palpate.clinic.consent.models import Consent, ConsentKind, ConsentText
from palpate.clinic.files.models import StoredFile
from palpate.clinic.notes.models import Note
from palpate.clinic.people.models import Care, Contact, Merge
from palpate.clinic.practice.models import Credential, Practice
from palpate.clinic.vault.models import Backup, ImportBatch
from palpate.clinic.visits.models import Episode, Finding, Hypothesis, Measurement


class Objects:
    """A practice with one of everything; `of` gives the value for an argument of an address."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self.therapist = make_member(practice, Role.THERAPIST, name=f"Thea {practice.name}")
        self.client = make_client(practice)
        self.other_client = make_client(practice, given_name="Otto")
        self.visit = make_visit(self.client, self.therapist)
        at = timezone.now()
        common: dict[str, Any] = {"practice": practice, "client": self.client}
        self.note = Note.objects.create(visit=self.visit, author=self.therapist, **common)
        Finding.objects.create(visit=self.visit, changed_by=self.therapist, **common)
        self.episode = Episode.objects.create(title="Neck", opened_on=at.date(), **common)
        self.measurement = Measurement.objects.create(
            visit=self.visit, kind="rating", place="complaint", unit="of 10", by=self.therapist,
            **common,
        )  # fmt: skip
        self.hypothesis = Hypothesis.objects.create(
            visit=self.visit, source="upper_trapezius_tp1", decided_by=self.therapist, **common
        )
        self.contact = Contact.objects.create(kind="emergency", name="Eva", **common)
        self.care = Care.objects.create(member=self.therapist, **common)
        self.text = ConsentText.objects.create(
            practice=practice, kind=ConsentKind.TREATMENT, version=91, title="T", body="B"
        )
        self.consent = Consent.objects.create(
            text=self.text, signed_name="Maria", signed_at=at, means="paper", **common
        )
        self.intake = Intake.objects.create(
            token_hash=practice.pk.hex * 2, sent_by=self.therapist, expires_at=at, **common
        )
        self.file = StoredFile.objects.create(
            kind="report", name="r.pdf", media_type="application/pdf", size=1, sha256="0" * 64,
            by=self.therapist, **common,
        )  # fmt: skip
        self.credential = Credential.objects.create(
            practice=practice, member=self.therapist, profession="osteopath"
        )
        self.merge = Merge.objects.create(
            practice=practice, kept=self.client, gone=self.other_client, by=self.therapist
        )
        self.backup = Backup.objects.create(at=at, file_name="none.palpate", size=1, verified=False)
        self.batch = ImportBatch.objects.create(
            practice=practice, file_name="a.csv", mapping={}, counts={}, by=self.therapist
        )

    def of(self, argument: str) -> Any:
        """The value of an argument; an unknown one fails the test until it is named here."""
        return VALUES[argument](self)


VALUES: dict[str, Callable[[Objects], Any]] = {
    "client_id": lambda found: found.client.pk,
    "other_id": lambda found: found.other_client.pk,
    "visit_id": lambda found: found.visit.pk,
    "note_id": lambda found: found.note.pk,
    "episode_id": lambda found: found.episode.pk,
    "measurement_id": lambda found: found.measurement.pk,
    "hypothesis_id": lambda found: found.hypothesis.pk,
    "contact_id": lambda found: found.contact.pk,
    "care_id": lambda found: found.care.pk,
    "text_id": lambda found: found.text.pk,
    "consent_id": lambda found: found.consent.pk,
    "intake_id": lambda found: found.intake.pk,
    "file_id": lambda found: found.file.pk,
    "merge_id": lambda found: found.merge.pk,
    "batch_id": lambda found: found.batch.pk,
    "member_id": lambda found: found.therapist.pk,
    "credential_id": lambda found: found.credential.pk,
    "backup_id": lambda found: found.backup.pk,
    "upload": lambda found: found.practice.pk,
    "kind": lambda _: "treatment",
    "language": lambda _: "en",
    "view": lambda _: "front",
    "group": lambda _: "told",
}
