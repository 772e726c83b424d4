"""Signing, countersigning, sending back and amending notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.access.saving import ConflictError, LockedError
from palpate.clinic.audit.chain import record
from palpate.clinic.notes.checking import Lacking, check
from palpate.clinic.notes.models import PARTS, Note, NoteVersion
from palpate.clinic.notes.writing import LONGEST, add_version, hold, text_of, writer
from palpate.clinic.practice.models import Credential, Member
from palpate.clinic.visits.models import Visit
from palpate.clinic.visits.planning import step
from palpate.clinic.visits.texts import clean
from palpate.evidence import UserError

State, Kind = Note.State, NoteVersion.Kind
LONGEST_WHY = 500


class IncompleteError(UserError):
    """A note that lacks something required; `lacking` says what, and where it is entered."""

    def __init__(self, lacking: Iterable[Lacking]) -> None:
        self.lacking = tuple(lacking)
        words = "; ".join(each.words for each in self.lacking)
        super().__init__(f"Missing: {words}.", "Enter what is missing, then sign.", "note")


@transaction.atomic
def sign(*, by: Member, note: Note, revision: int) -> Note:
    """Sign a draft and lock it; a student's then awaits the supervisor.

    Raises IncompleteError; ConflictError where it changed since it was read; LockedError once
    signed.
    """
    require(by, Permission.SIGN_NOTES)
    held = hold(note)
    if held.state != State.DRAFT:
        raise LockedError("The note is signed already.", "Amend it to add to it.")
    if revision != held.revision:
        raise ConflictError(held.revision, text_of(held), writer(held).name)
    _own(by, held)
    _supervised(by)
    if lacking := check(by, held).required:
        raise IncompleteError(lacking)
    if held.visit.state == Visit.State.OPEN:
        step(by=by, visit=held.visit, to=Visit.State.DONE)
    held.state = State.AWAITING if by.is_only_student else State.SIGNED
    held.author = by
    held.signed_by, held.signed_at = by, timezone.now()
    held.signed_as = signature(by, timezone.localdate())
    held.save()
    version = add_version(by, held, Kind.SIGNED, text_of(held))
    _tell(by, "note signed", held, version)
    return held


@transaction.atomic
def countersign(*, by: Member, note: Note) -> Note:
    """A supervisor takes responsibility for a student's note."""
    held = _awaiting(by, note)
    held.state = State.SIGNED
    held.countersigned_by, held.countersigned_at = by, timezone.now()
    held.save()
    version = held.versions.exclude(kind=Kind.ASIDE).order_by("-number").first()
    _tell(by, "note countersigned", held, version)
    return held


@transaction.atomic
def send_back(*, by: Member, note: Note, why: str) -> Note:
    """A supervisor returns a student's note as a draft, with the reason."""
    held = _awaiting(by, note)
    said = _why(why)
    held.state = State.DRAFT
    held.revision += 1
    held.save()
    add_version(by, held, Kind.ASIDE, text_of(held), said)
    record(by, "note sent back", client_id=held.client_id, on=held)
    return held


@transaction.atomic
def amend(*, by: Member, note: Note, parts: Mapping[str, object], why: str) -> Note:
    """Change a signed note: the former text stays legible beside the new one and the reason."""
    require(by, Permission.SIGN_NOTES)
    held = hold(note)
    if held.state != State.SIGNED:
        raise UserError("Only a signed note is amended.", "Edit the draft instead.", "note")
    _own(by, held)
    _supervised(by)
    said = _why(why)
    written = {part: clean(parts.get(part, ""), part, LONGEST) for part in PARTS}
    if written == text_of(held):
        raise UserError("Nothing was changed.", "Change the text, or leave it.", "note")
    for part, text in written.items():
        setattr(held, part, text)
    held.changed_by, held.revision = by, held.revision + 1
    if by.is_only_student:
        held.state = State.AWAITING
    held.save()
    version = add_version(by, held, Kind.AMENDED, written, said)
    _tell(by, "note amended", held, version)
    return held


def signature(member: Member, on: date) -> str:
    """Name, letters and licence as they stand on a day."""
    credentials = Credential.objects.filter(member=member).order_by("profession")
    current = next((each for each in credentials if each.is_current(on)), None)
    if current is None:
        return member.name
    name = f"{member.name}, {current.letters}" if current.letters else member.name
    region = f", {current.region}" if current.region else ""
    licence = f" {current.licence_number}" if current.licence_number else ""
    return f"{name} ({current.get_profession_display()}{licence}{region})"[:200]


def may_countersign(member: Member, note: Note) -> bool:
    """Whether the member supervises who wrote the note."""
    supervises = note.author.supervisor_id == member.pk
    return member.may(Permission.COUNTERSIGN) and supervises


def may_sign(member: Member, note: Note) -> bool:
    """Whether the note is the member's own, or of a visit they gave."""
    own = member.pk in (note.author_id, note.visit.therapist_id)
    return own and member.may(Permission.SIGN_NOTES)


def _own(by: Member, note: Note) -> None:
    supervises = note.countersigned_by_id == by.pk
    if not (may_sign(by, note) or supervises):
        raise PermissionDenied("only who wrote the note or gave the treatment signs it")


def _supervised(by: Member) -> None:
    if by.is_only_student and by.supervisor_id is None:
        remedy = "Ask the owner of the practice to name one."
        raise UserError("You have no supervisor to countersign.", remedy, "note")


def _awaiting(by: Member, note: Note) -> Note:
    require(by, Permission.COUNTERSIGN)
    held = hold(note)
    if held.state != State.AWAITING:
        raise UserError("The note awaits no countersignature.", "Load the page again.", "note")
    if not may_countersign(by, held):
        raise PermissionDenied("only the supervisor countersigns")
    return held


def _why(why: str) -> str:
    said = clean(why, "why", LONGEST_WHY).strip()
    if not said:
        raise UserError("It is not said why.", "Write the reason; it stays with the note.", "why")
    return said


def _tell(by: Member, act: str, note: Note, version: NoteVersion | None) -> None:
    seal = version.digest if version else ""
    number = version.number if version else 0
    record(by, act, client_id=note.client_id, on=note, digest=seal, version=number)
