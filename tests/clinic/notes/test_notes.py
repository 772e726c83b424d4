"""Notes: two people writing, signing, supervision, amending, and what is missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.test import Client as Browser
from tests.clinic.conftest import assign, make_member

from palpate.clinic.access.permissions import Role
from palpate.clinic.access.saving import ConflictError, LockedError
from palpate.clinic.audit.models import Entry
from palpate.clinic.notes import signing, writing
from palpate.clinic.notes.checking import check
from palpate.clinic.notes.differing import differences
from palpate.clinic.notes.listing import unsigned
from palpate.clinic.notes.models import Note
from palpate.clinic.notes.signing import IncompleteError
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Credential, Member, Practice
from palpate.clinic.visits import findings
from palpate.clinic.visits.models import Visit
from palpate.evidence import UserError

pytestmark = pytest.mark.django_db

FULL = {
    "subjective": "Headache",
    "objective": "No examination was done.",
    "assessment": "Temporalis",
    "plan": "Treatment: compression. Again in a week.",
}


@pytest.fixture
def visit(a_client: Callable[..., Client], a_visit: Callable[..., Visit]) -> Visit:
    return a_visit(a_client(), state="open")


@pytest.fixture
def note(visit: Visit, therapist: Member) -> Note:
    begun = writing.begin_note(by=therapist, visit=visit)
    return writing.save_draft(by=therapist, note=begun, parts=FULL, revision=0)


@pytest.fixture
def colleague(practice: Practice) -> Member:
    return make_member(practice, Role.THERAPIST, name="Ben Ode")


def test_who_saves_second_is_told_and_both_texts_are_kept(
    note: Note, therapist: Member, colleague: Member
) -> None:
    theirs = {**FULL, "plan": "Ben's plan"}
    mine = {**FULL, "plan": "Anna's plan"}
    writing.save_draft(by=colleague, note=note, parts=theirs, revision=1)
    with pytest.raises(ConflictError) as told:
        writing.save_draft(by=therapist, note=note, parts=mine, revision=1)
    assert (told.value.by, told.value.revision) == ("Ben Ode", 2)
    writing.save_draft(by=therapist, note=note, parts=mine, revision=2)
    aside = {each.parts["plan"] for each in note.versions.filter(kind="aside")}
    assert {"Anna's plan", "Ben's plan"} <= aside
    note.refresh_from_db()
    assert note.plan == "Anna's plan"


def test_the_interface_answers_409_with_the_others_text(
    note: Note, colleague: Member, client_of: Callable[[Member], Browser]
) -> None:
    body = json.dumps({"revision": 0, "value": {"plan": "Other"}})
    address = f"/api/v1/visits/{note.visit_id}/note"
    answer = client_of(colleague).put(address, body, content_type="application/json")
    assert answer.status_code == 409
    assert answer.json()["value"] == FULL
    assert note.versions.get().parts["plan"] == "Other"


def test_drafting_again_follows_the_record_and_keeps_what_was_edited(
    visit: Visit, therapist: Member
) -> None:
    note = writing.begin_note(by=therapist, visit=visit)
    writing.save_draft(by=therapist, note=note, parts={"subjective": "My own words"}, revision=0)
    seen = findings.revision_of(findings.standing(therapist, visit), "told")
    told = {"reason": "Headache"}
    findings.save_words(by=therapist, visit=visit, group="told", words=told, revision=seen)
    again = writing.draft_again(by=therapist, note=note)
    assert set(again.subjective.splitlines()) == {"My own words", "Reason: Headache"}


def test_signing_locks_the_note_ends_the_visit_and_seals_it_in_the_audit(
    note: Note, therapist: Member
) -> None:
    Credential.objects.create(
        practice=therapist.practice,
        member=therapist,
        profession="massage_therapist",
        letters="LMT",
        licence_number="7501",
        region="Michigan",
    )
    signed = signing.sign(by=therapist, note=note, revision=1)
    assert signed.state == "signed"
    assert signed.signed_as == "Therapist, LMT (Massage therapist 7501, Michigan)"
    assert Visit.objects.get(pk=note.visit_id).state == "done"
    version = signed.versions.get(kind="signed")
    assert Entry.objects.get(act="note signed").detail["digest"] == version.digest
    assert version.digest == writing.digest(signed, FULL)
    with pytest.raises(LockedError):
        writing.save_draft(by=therapist, note=note, parts={"plan": "x"}, revision=1)
    with pytest.raises(LockedError):
        signing.sign(by=therapist, note=note, revision=1)


def test_an_incomplete_note_is_not_signed_and_says_what_is_missing_and_where(
    note: Note, therapist: Member
) -> None:
    writing.save_draft(by=therapist, note=note, parts={"objective": " "}, revision=1)
    with pytest.raises(IncompleteError, match="What was found") as refused:
        signing.sign(by=therapist, note=note, revision=2)
    assert [each.address for each in refused.value.lacking] == [f"/visits/{note.visit_id}/note/"]
    note.refresh_from_db()
    assert note.state == "draft"


def test_what_is_asked_for_depends_on_the_jurisdiction(note: Note, therapist: Member) -> None:
    assert check(therapist, note).required == ()
    therapist.practice.jurisdiction = "US-MI"
    words = [each.words for each in check(therapist, note).required]
    assert "The client's address" in words
    assert "Conditions the client already has, or confirmation that there are none" in words


def test_a_note_that_changed_since_it_was_read_is_not_signed(note: Note, therapist: Member) -> None:
    with pytest.raises(ConflictError):
        signing.sign(by=therapist, note=note, revision=0)


def test_only_who_wrote_it_or_gave_the_treatment_signs(note: Note, colleague: Member) -> None:
    with pytest.raises(PermissionDenied):
        signing.sign(by=colleague, note=note, revision=1)


def test_the_desk_neither_reads_nor_signs(
    note: Note, front_desk: Member, client_of: Callable[[Member], Browser]
) -> None:
    browser = client_of(front_desk)
    for page in ("", "print/", "versions/", "amend/"):
        assert browser.get(f"/visits/{note.visit_id}/note/{page}").status_code == 403
    with pytest.raises(PermissionDenied):
        signing.sign(by=front_desk, note=note, revision=1)


def students_note(student: Member, visit: Visit) -> Note:
    assign(visit.client, student)
    begun = writing.begin_note(by=student, visit=visit)
    written = writing.save_draft(by=student, note=begun, parts=FULL, revision=0)
    return signing.sign(by=student, note=written, revision=1)


def test_a_students_note_awaits_the_supervisor(
    visit: Visit, student: Member, therapist: Member, colleague: Member
) -> None:
    note = students_note(student, visit)
    assert note.state == "awaiting"
    assert [each.pk for each in unsigned(therapist).to_countersign] == [note.pk]
    assert [each.pk for each in unsigned(student).with_supervisor] == [note.pk]
    with pytest.raises(PermissionDenied):
        signing.countersign(by=colleague, note=note)
    with pytest.raises(PermissionDenied):
        signing.countersign(by=student, note=note)
    done = signing.countersign(by=therapist, note=note)
    assert (done.state, done.countersigned_by) == ("signed", therapist)


def test_a_supervisor_sends_a_note_back_with_the_reason(
    visit: Visit, student: Member, therapist: Member
) -> None:
    note = students_note(student, visit)
    with pytest.raises(UserError, match="why"):
        signing.send_back(by=therapist, note=note, why="")
    back = signing.send_back(by=therapist, note=note, why="Say which side")
    assert back.state == "draft"
    assert back.versions.filter(kind="aside").get().why == "Say which side"


def test_a_student_without_a_supervisor_cannot_sign(visit: Visit, student: Member) -> None:
    student.supervisor = None
    student.save()
    with pytest.raises(UserError, match="no supervisor"):
        students_note(student, visit)


def test_an_amendment_keeps_the_original_legible_and_shows_what_changed(
    note: Note, therapist: Member, client_of: Callable[[Member], Browser]
) -> None:
    signing.sign(by=therapist, note=note, revision=1)
    changed = {**FULL, "assessment": "Temporalis, left"}
    with pytest.raises(UserError, match="why"):
        signing.amend(by=therapist, note=note, parts=changed, why=" ")
    with pytest.raises(UserError, match="Nothing was changed"):
        signing.amend(by=therapist, note=note, parts=FULL, why="x")
    signing.amend(by=therapist, note=note, parts=changed, why="The side was missing")
    first, second = note.versions.order_by("number")
    assert (first.parts, second.parts) == (FULL, changed)
    page = client_of(therapist).get(f"/visits/{note.visit_id}/note/versions/").content.decode()
    assert "The side was missing" in page
    assert '<del class="diff-old">Temporalis</del>' in page
    assert '<ins class="diff-new">Temporalis, left</ins>' in page


def test_differences_are_told_word_by_word() -> None:
    before, after = {**FULL, "plan": "again in a week"}, {**FULL, "plan": "again in two weeks"}
    [(part, pieces)] = differences(before, after)
    assert part == "plan"
    assert [(each.kind, each.text) for each in pieces] == [
        ("same", "again in "),
        ("old", "a"),
        ("new", "two"),
        ("same", " "),
        ("old", "week"),
        ("new", "weeks"),
    ]


def test_versions_are_never_changed(note: Note, therapist: Member) -> None:
    signing.sign(by=therapist, note=note, revision=1)
    version = note.versions.get()
    version.why = "tampered"
    with pytest.raises(DatabaseError):
        version.save()


def test_the_list_shows_drafts_and_visits_under_way_without_a_note(
    note: Note,
    therapist: Member,
    a_client: Callable[..., Client],
    a_visit: Callable[..., Visit],
    client_of: Callable[[Member], Browser],
) -> None:
    other = a_visit(a_client(given_name="Otto"), state="open")
    waiting = unsigned(therapist)
    assert [each.pk for each in waiting.drafts] == [note.pk]
    assert [each.pk for each in waiting.without] == [other.pk]
    page = client_of(therapist).get("/notes/").content.decode()
    assert "Otto" in page
    assert "Maria" in page


def test_two_people_on_the_page_without_scripts_lose_nothing(
    note: Note, therapist: Member, colleague: Member, client_of: Callable[[Member], Browser]
) -> None:
    writing.save_draft(by=colleague, note=note, parts={"plan": "Ben's plan"}, revision=1)
    form: dict[str, Any] = {**FULL, "plan": "Anna's plan", "revision": "1", "then": "sign"}
    page = client_of(therapist).post(f"/visits/{note.visit_id}/note/save/", form)
    assert page.status_code == 409
    assert "Ben&#x27;s plan" in page.content.decode()
    assert "Anna&#x27;s plan" in page.content.decode()
    note.refresh_from_db()
    assert note.state == "draft"


def test_a_visit_that_ends_has_a_note_that_follows_the_record(
    visit: Visit, therapist: Member, client_of: Callable[[Member], Browser]
) -> None:
    browser = client_of(therapist)
    browser.post(f"/visits/{visit.pk}/state/", {"to": "done"})
    begun = Note.objects.get(visit=visit)
    assert begun.pk in {each.pk for each in unsigned(therapist).drafts}
    revision = findings.revision_of(findings.standing(therapist, begun.visit), "done")
    words = {"plan": "Again on Tuesday"}
    findings.save_words(
        by=therapist, visit=begun.visit, group="done", words=words, revision=revision
    )
    assert "Again on Tuesday" in writing.begin_note(by=therapist, visit=visit).plan
