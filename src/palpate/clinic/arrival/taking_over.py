"""Taking what a client sent in over into the record, whole or answer by answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.arrival import health
from palpate.clinic.arrival.catalogue import Question, catalogue
from palpate.clinic.arrival.corresponding import meaning_of
from palpate.clinic.arrival.models import Intake
from palpate.clinic.arrival.saving import drawing_of, values_of
from palpate.clinic.arrival.shown import in_words
from palpate.clinic.audit.chain import record
from palpate.clinic.people.actions import change_client
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.findings import receive_drawing
from palpate.clinic.visits.models import Visit
from palpate.clinic.workbench.errors import RequestError
from palpate.evidence import UserError

CONTACT: Final = {
    "called": "preferred_name",
    "new_phone": "phone",
    "new_email": "email",
    "new_address": "address",
}
"""Answers about the client, and the facts of the record they become."""
STORY: Final = ("drawing", "story")
"""Steps that tell of this pain, not of the client's health."""


@dataclass(frozen=True)
class Beside:
    """One answer beside what the record holds."""

    id: str
    label: str
    told: str
    held: str

    @property
    def is_new(self) -> bool:
        """Whether the client told something that the record does not hold."""
        return bool(self.told) and self.told != self.held


def beside(
    questions: Collection[Question], told: Mapping[str, Any], held: Mapping[str, Any]
) -> list[Beside]:
    """Answers beside the record, those without any word left out."""
    rows = (
        Beside(one.id, one.label, in_words(one, told), in_words(one, held)) for one in questions
    )
    return [row for row in rows if row.told or row.held]


def contact_beside(intake: Intake) -> list[Beside]:
    """Corrected names and addresses beside those of the record."""
    told = values_of(intake)
    labels = {one.id: one.label for one in catalogue().questions}
    return [
        Beside(key, labels[key], str(told[key]), str(getattr(intake.client, fact)))
        for key, fact in CONTACT.items()
        if told.get(key)
    ]


def story_of(intake: Intake) -> list[tuple[str, str]]:
    """The story in words: each question that was answered, and the answer."""
    told = values_of(intake)
    asked = [one for one in catalogue().questions if one.step in STORY]
    words = ((one.label, in_words(one, told)) for one in asked)
    return [(label, answer) for label, answer in words if answer]


@transaction.atomic
def take_over(
    *, by: Member, intake: Intake, chosen: Collection[str], with_drawing: bool, seen: int
) -> None:
    """Write the chosen answers into the record; the intake stays as it was sent."""
    require(by, Permission.EDIT_HEALTH)
    if intake.sent_in_at is None:
        raise UserError("This intake was not sent in yet.", "Wait until the client sends it.")
    if intake.taken_over_at is not None:
        raise UserError("This intake was taken over already.", "Change the health history.")
    told, client = values_of(intake), intake.client
    present = dict(health.history_of(client).answers)
    for question in catalogue().recorded:
        if question.id in chosen:
            for name in (question.id, question.detail_id):
                present.pop(name, None)
                if told.get(name):
                    present[name] = told[name]
    health.change(
        by=by, client=client, values=present, seen=seen, acts="intake taken over into health"
    )
    facts = {CONTACT[key]: told[key] for key in CONTACT if key in chosen and told.get(key)}
    if facts:
        change_client(by=by, client=client, facts=facts)
    if with_drawing:
        _into_visit(by, intake)
    intake.taken_over_at, intake.taken_over_by = timezone.now(), by
    intake.save(update_fields=["taken_over_at", "taken_over_by"])
    record(by, "intake taken over", client_id=client.pk, on=intake, answers=len(chosen))


def _into_visit(by: Member, intake: Intake) -> None:
    """Hand drawing and story to the visit the intake was sent for, or to the next one."""
    mine = Visit.objects.for_user(by).filter(client=intake.client)
    visit = mine.filter(pk=intake.visit_id).first() if intake.visit_id else None
    story = "\n".join(f"{label} {answer}" for label, answer in story_of(intake))
    said = meaning_of(values_of(intake), STORY)
    try:
        receive_drawing(
            by=by,
            client=intake.client,
            pain=_drawn(intake, said.qualities),
            story=story,
            visit=visit,
            history=said.history,
        )
    except RequestError as error:
        raise UserError(
            "The drawing cannot be read.", "Untick it, and paint with the client.", "drawing"
        ) from error


def _drawn(intake: Intake, qualities: Collection[str]) -> list[dict[str, Any]]:
    """The drawing; what was painted without a word takes the words for the whole."""
    return [
        {**marks, "qualities": marks.get("qualities") or list(qualities)}
        for marks in drawing_of(intake)
    ]
