"""Notes in the JSON interface."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from palpate.clinic.access.api import caller, operation
from palpate.clinic.access.permissions import Permission
from palpate.clinic.notes.models import Note
from palpate.clinic.notes.writing import save_draft, text_of
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.api import ANSWERS, Revision, Saved

router = Router(tags=["notes"])
NOTE = "visits/{uuid:visit_id}/note"


class Parts(Schema):
    """The four parts of a note; what is left out stays as it is."""

    subjective: str | None = None
    objective: str | None = None
    assessment: str | None = None
    plan: str | None = None


class NoteSave(Schema):
    """A note and the count of saves it was read at."""

    revision: Revision
    value: Parts


@operation(router, "GET", NOTE, needs=Permission.SEE_HEALTH)
def get_note(request: HttpRequest, visit_id: UUID) -> dict[str, Any]:
    """The note of a visit."""
    _, note = _note(request, visit_id)
    return {"revision": note.revision, "state": note.state, "value": text_of(note)}


@operation(router, "PUT", NOTE, needs=Permission.EDIT_HEALTH, response={200: Saved, **ANSWERS})
def put_note(request: HttpRequest, visit_id: UUID, body: NoteSave) -> dict[str, int]:
    """Store an edited draft."""
    member, note = _note(request, visit_id)
    written = body.value.dict(exclude_none=True)
    saved = save_draft(by=member, note=note, parts=written, revision=body.revision)
    return {"revision": saved.revision}


def _note(request: HttpRequest, visit_id: UUID) -> tuple[Member, Note]:
    member = caller(request)
    notes = Note.objects.for_user(member)
    return member, get_object_or_404(notes, visit_id=visit_id)
