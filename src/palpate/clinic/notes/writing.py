"""Drafting a note from the record, and editing it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.access.saving import ConflictError, LockedError
from palpate.clinic.audit.chain import record
from palpate.clinic.notes.models import PARTS, Note, NoteVersion
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.findings import CLOSED, standing
from palpate.clinic.visits.models import Hypothesis, Measurement, Visit
from palpate.clinic.visits.planning import step
from palpate.clinic.visits.recording import record_of
from palpate.clinic.visits.texts import clean
from palpate.notes import Draft, draft, redraft

Kind = NoteVersion.Kind
LONGEST = 20_000


def fresh_draft(member: Member, visit: Visit) -> Draft:
    """What the record of a visit says now."""
    return draft(
        record_of(
            standing(member, visit),
            Measurement.objects.for_user(member).filter(visit_id=visit.pk, voided_at=None),
            Hypothesis.objects.for_user(member).filter(visit_id=visit.pk),
        )
    )


@transaction.atomic
def begin_note(*, by: Member, visit: Visit) -> Note:
    """The note of a visit: drafted from the record where there is none, else brought up to date."""
    require(by, Permission.EDIT_HEALTH)
    Visit.objects.select_for_update().get(pk=visit.pk)
    known = Note.objects.for_user(by).filter(visit_id=visit.pk).first()
    if known is not None:
        return draft_again(by=by, note=known) if known.state == Note.State.DRAFT else known
    if visit.state in CLOSED:
        message = f"The visit is {visit.get_state_display().lower()}."
        raise LockedError(message, "A visit that did not happen has no note.")
    parts = dict(fresh_draft(by, visit).parts)
    note = Note.objects.create(
        practice_id=visit.practice_id,
        visit=visit,
        client_id=visit.client_id,
        author=by,
        changed_by=by,
        drafted=parts,
        **parts,
    )
    record(by, "note drafted", client_id=visit.client_id, on=note)
    return note


@transaction.atomic
def end_visit(*, by: Member, visit: Visit) -> Note:
    """End a visit and draft its note, so that it stands among what is to be signed."""
    return begin_note(by=by, visit=step(by=by, visit=visit, to=Visit.State.DONE))


@transaction.atomic
def draft_again(*, by: Member, note: Note) -> Note:
    """Bring a draft up to date with the record; what was written by hand stays."""
    require(by, Permission.EDIT_HEALTH)
    held = hold(note)
    _draft_only(held)
    parts = fresh_draft(by, held.visit).parts
    if dict(parts) == held.drafted:
        return held
    for part in PARTS:
        before = held.drafted.get(part, "")
        setattr(held, part, redraft(getattr(held, part), before, parts[part]))
    held.drafted = dict(parts)
    held.changed_by, held.revision = by, held.revision + 1
    held.save()
    record(by, "note drafted again", client_id=held.client_id, on=held)
    return held


def save_draft(*, by: Member, note: Note, parts: Mapping[str, object], revision: int) -> Note:
    """Store an edited draft.

    Raises ConflictError where somebody saved first (this text is kept aside), LockedError once
    signed, UserError for a text that cannot be kept.
    """
    require(by, Permission.EDIT_HEALTH)
    written = {part: clean(parts[part], part, LONGEST) for part in PARTS if part in parts}
    with transaction.atomic():
        held = hold(note)
        _draft_only(held)
        wanted = text_of(held) | written
        if wanted == text_of(held):
            return held
        late = revision != held.revision
        if late:
            set_aside(by, held, wanted)
        else:
            _save(by, held, wanted)
    if late:
        raise ConflictError(held.revision, text_of(held), writer(held).name)
    return held


def _save(by: Member, held: Note, wanted: Mapping[str, str]) -> None:
    if writer(held).pk != by.pk:
        set_aside(writer(held), held, text_of(held))
    for part, text in wanted.items():
        setattr(held, part, text)
    held.changed_by, held.revision = by, held.revision + 1
    held.save()
    record(by, "note edited", client_id=held.client_id, on=held, revision=held.revision)


def hold(note: Note) -> Note:
    """The note as it is now, held against other writers."""
    of_itself = Note.objects.select_for_update(of=("self",))
    return of_itself.select_related("visit__client", "changed_by", "author").get(pk=note.pk)


def writer(note: Note) -> Member:
    """Who changed the note last."""
    return note.changed_by or note.author


def text_of(note: Note) -> dict[str, str]:
    """Text of each of the four parts."""
    return {part: getattr(note, part) for part in PARTS}


def digest(note: Note, parts: Mapping[str, str]) -> str:
    """SHA-256 of the text of a note, as 64 hex digits."""
    content = [str(note.pk), *(parts[part] for part in PARTS)]
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()


def add_version(
    by: Member, note: Note, kind: NoteVersion.Kind, parts: Mapping[str, str], why: str = ""
) -> NoteVersion:
    """Keep a version under the next number."""
    last = note.versions.aggregate(last=Max("number"))["last"] or 0
    version: NoteVersion = NoteVersion.objects.create(
        practice_id=note.practice_id,
        note=note,
        client_id=note.client_id,
        number=last + 1,
        kind=kind,
        parts=dict(parts),
        why=why,
        by=by,
        digest=digest(note, parts),
    )
    return version


def set_aside(by: Member, note: Note, parts: Mapping[str, str]) -> None:
    """Keep a text that gives way to another's, once."""
    if not note.versions.filter(kind=Kind.ASIDE, by=by, digest=digest(note, parts)).exists():
        add_version(by, note, Kind.ASIDE, parts)


def _draft_only(note: Note) -> None:
    if note.state != Note.State.DRAFT:
        raise LockedError("The note is signed.", "Amend it: the original stays legible.")
