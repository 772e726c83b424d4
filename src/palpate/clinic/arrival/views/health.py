"""The health history in the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.arrival import health
from palpate.clinic.arrival.answering import Refused, Values, names_of, read_form
from palpate.clinic.arrival.catalogue import Catalogue, catalogue
from palpate.clinic.arrival.cautions import cautions_of
from palpate.clinic.arrival.models import HealthHistory, Intake
from palpate.clinic.arrival.shown import Asked, asked, in_words
from palpate.clinic.audit.reading import opened
from palpate.clinic.people.models import Client
from palpate.clinic.people.views.reach import client_in_reach, refusals_told
from palpate.evidence import UserError


@require_safe
def client_health(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Return what is known, cautions first."""
    client = client_in_reach(request, client_id)
    found = health.history_of(client)
    opened(request, client, on=None if found._state.adding else found)
    page = {
        "client": client,
        "health": found,
        "is_known": bool(found.answers),
        "cautions": cautions_of(client),
        "parts": _parts(catalogue(), found),
        "waiting": _waiting(request, client),
        "merged": _merged(client),
        "may_edit": request.member.may(Permission.EDIT_HEALTH),
        "factors": [one.factor for one in catalogue().recorded if one.factor],
    }
    return render(request, "arrival/health.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def health_edit(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Change the history; what somebody else wrote meanwhile is never overwritten."""
    client = client_in_reach(request, client_id)
    found = health.history_of(client)
    values: Values = dict(found.answers)
    refused: tuple[Refused, ...] = ()
    conflict = ""
    if request.method == "POST":
        read = read_form(catalogue().recorded, request.POST, draft=False)
        values, refused = read.values, read.refused
        if not refused:
            try:
                seen = _number(request.POST.get("revision", ""))
                health.change(by=request.member, client=client, values=values, seen=seen)
                messages.success(request, "Saved, and marked as reviewed today.")
                return redirect("client_health", client.pk)
            except UserError as refusal:
                conflict = f"{refusal.message} {refusal.remedy}"
                found = health.history_of(client)
        values |= _typed(request, values)
    page = {
        "client": client,
        "revision": found.revision,
        "steps": _asked(values, refused),
        "refused": refused,
        "conflict": conflict,
        "theirs": _theirs(found, values) if conflict else [],
    }
    return render(request, "arrival/health_form.html", page, status=409 if conflict else 200)


@require_POST
def health_reviewed(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Write down that the history was gone through today."""
    client = client_in_reach(request, client_id)
    with refusals_told(request):
        health.review(by=request.member, client=client)
        messages.success(request, "Marked as reviewed today.")
    return redirect("client_health", client.pk)


@require_safe
def health_changes(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Return every change, who made it and when."""
    client = client_in_reach(request, client_id)
    found = list(health.changes(health.history_of(client)))
    return render(request, "arrival/health_changes.html", {"client": client, "changes": found})


def _parts(questions: Catalogue, found: HealthHistory) -> list[tuple[str, list[tuple[str, str]]]]:
    parts = []
    for step in questions.steps:
        told = [
            (one.label, in_words(one, found.answers)) for one in questions.of(step.id) if one.record
        ]
        answered = [(label, answer) for label, answer in told if answer]
        if answered:
            parts.append((step.name, answered))
    return parts


def _asked(values: Values, refused: Sequence[Refused]) -> list[tuple[str, list[Asked]]]:
    """The questions of the health history, by the titles of their steps."""
    known = catalogue()
    parts = ((s, [one for one in known.of(s.id) if one.record]) for s in known.steps)
    return [(s.name, asked(ones, "en", values, refused)) for s, ones in parts if ones]


def _waiting(request: MemberRequest, client: Client) -> list[Intake]:
    """Intakes that were sent in and not taken over."""
    rows = Intake.objects.for_user(request.member).filter(
        client=client, sent_in_at__isnull=False, taken_over_at=None
    )
    return list(rows.defer("answers").order_by("-sent_in_at"))


def _merged(client: Client) -> list[tuple[Client, list[tuple[str, list[tuple[str, str]]]]]]:
    """Health histories of records that were merged into this one."""
    rows = HealthHistory.objects.filter(
        client__merged_into=client, practice_id=client.practice_id
    ).select_related("client")
    return [(row.client, _parts(catalogue(), row)) for row in rows]


def _theirs(found: HealthHistory, values: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Answers that differ: label, what was just written, what stands now."""
    pairs = (
        (one.label, in_words(one, values), in_words(one, found.answers))
        for one in catalogue().recorded
    )
    return [row for row in pairs if row[1] != row[2]]


def _typed(request: MemberRequest, values: dict[str, Any]) -> dict[str, Any]:
    """What was refused, as it was typed, so that it can be mended."""
    names = names_of(catalogue().recorded)
    return {n: request.POST[n] for n in names if n not in values and request.POST.get(n)}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else -1
