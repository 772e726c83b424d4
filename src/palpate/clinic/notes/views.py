"""Pages of notes: writing, signing, amending, printing, and what waits to be signed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.access.saving import ConflictError, LockedError
from palpate.clinic.audit.reading import opened
from palpate.clinic.notes import signing, writing
from palpate.clinic.notes.checking import check
from palpate.clinic.notes.differing import differences
from palpate.clinic.notes.listing import unsigned
from palpate.clinic.notes.models import PARTS, Note, NoteVersion
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.findings import GROUPS, save_words
from palpate.clinic.visits.models import Visit
from palpate.clinic.visits.views.shared import refusals_told, visit_in_reach
from palpate.evidence import UserError

LABELS = {
    "subjective": ("Subjective", "What was told"),
    "objective": ("Objective", "What was found"),
    "assessment": ("Assessment", "What was made of it"),
    "plan": ("Plan", "Treatment, and how it goes on"),
}
SAVED = NoteVersion.Kind


@require_safe
def notes(request: MemberRequest) -> HttpResponse:
    """What the member has yet to draft, sign or countersign."""
    return render(request, "notes/notes.html", {"waiting": unsigned(request.member)})


@require_safe
def note(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """The note of a visit: a draft to write in, or the signed text."""
    visit = visit_in_reach(request, visit_id)
    found = getattr(visit, "note", None)
    opened(request, visit.client, on=found or visit)
    if found is None:
        return render(request, "notes/none.html", {"visit": visit, "client": visit.client})
    return render(request, "notes/note.html", _page(request, visit, found))


@require_safe
def note_of_client(request: MemberRequest, client_id: UUID, visit_id: UUID) -> HttpResponse:
    """The same page under its client's address: both must agree."""
    get_object_or_404(Visit.objects.for_user(request.member), pk=visit_id, client_id=client_id)
    return redirect("note", visit_id)


@require_POST
def begin(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """Save what was written in the visit, then draft its note from the record."""
    visit = visit_in_reach(request, visit_id)
    words = {name: request.POST[name] for name in GROUPS["done"] if name in request.POST}
    try:
        with refusals_told(request):
            if words:
                seen = request.POST.get("revision", "")
                save_words(by=request.member, visit=visit, group="done", words=words, revision=seen)
            writing.begin_note(by=request.member, visit=visit)
            return redirect("note", visit.pk)
    except ConflictError as conflict:
        messages.error(request, f"{conflict.by} changed this visit meanwhile. Look at it first.")
    return redirect("visit", visit.pk)


@require_POST
def again(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """Bring the draft up to date with the record."""
    found = _note(request, visit_id)
    try:
        with refusals_told(request):
            _save(request, found)
            writing.draft_again(by=request.member, note=found)
            messages.success(request, "Drafted again. What you wrote yourself was kept.")
    except ConflictError as conflict:
        return _clash(request, found, conflict)
    return redirect("note", visit_id)


@require_POST
def save(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """Save the draft, and sign it when the button was "Sign"."""
    found = _note(request, visit_id)
    try:
        with refusals_told(request):
            saved = _save(request, found)
            if request.POST.get("then") != "sign":
                messages.success(request, "Saved.")
                return redirect("note", visit_id)
            signed = signing.sign(by=request.member, note=saved, revision=saved.revision)
            waits = signed.state == Note.State.AWAITING
            told = "Signed. It awaits your supervisor's countersignature."
            messages.success(request, told if waits else "Signed and locked.")
    except ConflictError as conflict:
        return _clash(request, found, conflict)
    return redirect("note", visit_id)


@require_POST
def countersign(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """Countersign a student's note, or send it back with the reason."""
    found = _note(request, visit_id)
    with refusals_told(request):
        if request.POST.get("back") == "yes":
            why = request.POST.get("why", "")
            signing.send_back(by=request.member, note=found, why=why)
            messages.success(request, "Sent back as a draft, with your reason.")
        else:
            signing.countersign(by=request.member, note=found)
            messages.success(request, "Countersigned.")
    return redirect("note", visit_id)


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """Amend a signed note."""
    found = _note(request, visit_id)
    error = ""
    if request.method == "POST":
        try:
            why = request.POST.get("why", "")
            signing.amend(by=request.member, note=found, parts=_given(request), why=why)
            messages.success(request, "Amended. The former text stays legible under Versions.")
            return redirect("note_versions", visit_id)
        except (UserError, LockedError) as refusal:
            error = f"{refusal.message} {refusal.remedy}"
    if found.state != Note.State.SIGNED or not signing.may_sign(request.member, found):
        return redirect("note", visit_id)
    page = _page(request, found.visit, found)
    page |= {"error": error, "why": request.POST.get("why", "")}
    if request.method == "POST":
        page["parts"] = _parts(_given(request))
    return render(request, "notes/amend.html", page)


@require_safe
def versions(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """Every version of a note, each with what it changed."""
    found = _note(request, visit_id)
    opened(request, found.client, on=found)
    rows = list(found.versions.select_related("by").order_by("number"))
    kept = [row for row in rows if row.kind != SAVED.ASIDE]
    shown = []
    for place, row in enumerate(kept):
        before = kept[place - 1].parts if place else {}
        changed = differences(before, row.parts) if place else []
        shown.append({"row": row, "changed": changed, "parts": _parts(row.parts)})
    aside = [{"row": row, "parts": _parts(row.parts)} for row in rows if row not in kept]
    page: dict[str, object] = {"visit": found.visit, "client": found.client, "note": found}
    page |= {"shown": shown[::-1], "aside": aside}
    return render(request, "notes/versions.html", page)


@require_safe
def to_print(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """The note on paper, under the practice's letterhead."""
    found = _note(request, visit_id)
    opened(request, found.client, on=found)
    page = {"visit": found.visit, "client": found.visit.client, "note": found}
    return render(request, "notes/print.html", page | {"parts": _parts(writing.text_of(found))})


def _page(request: MemberRequest, visit: Visit, found: Note) -> dict[str, Any]:
    member: Member = request.member
    draft = found.state == Note.State.DRAFT
    found.visit = visit
    return {
        "visit": visit,
        "client": visit.client,
        "note": found,
        "parts": _parts(writing.text_of(found)),
        "check": check(member, found) if draft else None,
        "is_draft": draft,
        "may_write": draft and member.may(Permission.EDIT_HEALTH),
        "may_sign": draft and signing.may_sign(member, found),
        "may_amend": found.state == Note.State.SIGNED and signing.may_sign(member, found),
        "may_countersign": found.state == Note.State.AWAITING
        and signing.may_countersign(member, found),
    }


def _parts(texts: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """Name, title, meaning and text of each part."""
    return [(part, *LABELS[part], texts.get(part, "")) for part in PARTS]


def _given(request: MemberRequest) -> dict[str, str]:
    return {part: request.POST[part] for part in PARTS if part in request.POST}


def _save(request: MemberRequest, found: Note) -> Note:
    given = _given(request)
    if not given:
        return found
    revision = _revision(request)
    return writing.save_draft(by=request.member, note=found, parts=given, revision=revision)


def _revision(request: MemberRequest) -> int:
    """The count of saves the form was read at; nonsense counts as none."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _note(request: MemberRequest, visit_id: UUID) -> Note:
    rows: QuerySet[Note] = Note.objects.for_user(request.member)
    wanted = ("visit__client", "visit__practice", "author", "signed_by", "countersigned_by")
    found = rows.select_related(*wanted, "client").filter(visit_id=visit_id).first()
    if found is None:
        raise Http404
    return found


def _clash(request: MemberRequest, found: Note, conflict: ConflictError) -> HttpResponse:
    """Show both texts: somebody else saved first."""
    page = _page(request, found.visit, found)
    page |= {"conflict": conflict, "mine": _given(request), "labels": LABELS}
    return render(request, "notes/conflict.html", page, status=409)
