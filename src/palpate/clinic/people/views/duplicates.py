"""Records that may be one person: finding, merging, undoing."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palpate.clinic.access.request import MemberRequest
from palpate.clinic.people import merging, sameness
from palpate.clinic.people.languages import language_name
from palpate.clinic.people.models import Client, Merge
from palpate.clinic.people.views.reach import client_in_reach, refusals_told

LABELS: Final = {
    "given_name": "Given name",
    "family_name": "Family name",
    "preferred_name": "Preferred name",
    "birth_date": "Birth date",
    "sex": "Sex",
    "pronouns": "Pronouns",
    "language": "Language",
    "email": "E-mail",
    "phone": "Phone",
    "address": "Address",
    "occupation": "Occupation",
    "messages_by": "Messages by",
    "discreet": "Initials only",
    "desk_note": "Note for the desk",
    "therapist_id": "Therapist",
}


@require_safe
def duplicates(request: MemberRequest) -> HttpResponse:
    """Return pairs that look like one person."""
    since = _day(request.GET.get("since", ""))
    found = sameness.look(request.member, since)
    return render(request, "people/duplicates.html", {"found": found, "since": since})


@require_http_methods(["GET", "HEAD", "POST"])
def client_merge(request: MemberRequest, client_id: UUID, other_id: UUID) -> HttpResponse:
    """Show two records side by side; merge them, or tell them apart."""
    kept, gone = client_in_reach(request, client_id), client_in_reach(request, other_id)
    if request.method == "POST":
        with refusals_told(request):
            if request.POST.get("apart") == "yes":
                merging.tell_apart(by=request.member, one=kept, other=gone)
                messages.success(request, "Kept as two people.")
                return redirect("duplicates")
            names = frozenset(n for n in merging.CHOSEN if request.POST.get(n) == "gone")
            merging.merge(by=request.member, kept=kept, gone=gone, from_gone=names)
            messages.success(request, f"Merged into number {kept.number}. It can be undone.")
            return redirect("client", kept.pk)
    page = {"kept": kept, "gone": gone, "rows": _rows(kept, gone)}
    return render(request, "people/merge.html", page)


@require_POST
def merge_undo(request: MemberRequest, merge_id: UUID) -> HttpResponse:
    """Make two records of one again."""
    rows = Merge.objects.for_user(request.member).select_related("kept", "gone")
    found = get_object_or_404(rows, pk=merge_id)
    client_in_reach(request, found.kept_id)
    with refusals_told(request):
        merging.undo(by=request.member, merge=found)
        messages.success(request, "Undone: they are two records again.")
    return redirect("client", found.kept_id)


def _rows(kept: Client, gone: Client) -> list[dict[str, Any]]:
    """One row for each field that differs; the filled one is proposed."""
    return [
        {
            "field": field,
            "label": LABELS[field],
            "kept": _shown(kept, field),
            "gone": _shown(gone, field),
            "propose_gone": not mine and bool(theirs),
        }
        for field, (mine, theirs) in merging.differences(kept, gone).items()
    ]


def _shown(client: Client, field: str) -> str:
    if field == "therapist_id":
        return str(client.therapist or "")
    if field == "sex":
        return client.get_sex_display()
    if field == "language":
        return language_name(client.language)
    value = getattr(client, field)
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.strftime("%-d %b %Y") if isinstance(value, date) else str(value or "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
