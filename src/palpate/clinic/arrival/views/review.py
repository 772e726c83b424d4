"""A sent-in intake beside the record, and taking it over."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.arrival import health, taking_over
from palpate.clinic.arrival.catalogue import catalogue
from palpate.clinic.arrival.cautions import cautions_in
from palpate.clinic.arrival.models import Intake
from palpate.clinic.arrival.saving import agreed_of, drawing_of, values_of
from palpate.clinic.audit.reading import opened
from palpate.clinic.consent.standing import missing
from palpate.clinic.people.models import Client
from palpate.clinic.people.views.reach import client_in_reach, refusals_told


@require_safe
def intake(request: MemberRequest, client_id: UUID, intake_id: UUID) -> HttpResponse:
    """Return what the client sent, beside what the record holds."""
    client, found = _sent_in(request, client_id, intake_id)
    opened(request, client, on=found)
    told, held = values_of(found), health.history_of(client)
    page: dict[str, Any] = {
        "client": client,
        "intake": found,
        "cautions": cautions_in(told),
        "contact": taking_over.contact_beside(found),
        "emergency": told.get("emergency_person", ""),
        "rows": taking_over.beside(catalogue().recorded, told, held.answers),
        "story": taking_over.story_of(found),
        "drawing": json.dumps(drawing_of(found)) if drawing_of(found) else "",
        "revision": held.revision,
        "unsigned": agreed_of(found).get("name", "") if missing(client) else "",
        "may_take": request.member.may(Permission.EDIT_HEALTH) and found.taken_over_at is None,
        "may_edit_client": request.member.may(Permission.EDIT_CLIENTS),
    }
    return render(request, "arrival/intake.html", page)


@require_POST
def intake_take_over(request: MemberRequest, client_id: UUID, intake_id: UUID) -> HttpResponse:
    """Write what was chosen into the record."""
    client, found = _sent_in(request, client_id, intake_id)
    revision = request.POST.get("revision", "")
    with refusals_told(request):
        taking_over.take_over(
            by=request.member,
            intake=found,
            chosen=request.POST.getlist("take"),
            with_drawing=request.POST.get("drawing") == "yes",
            seen=int(revision) if revision.isdecimal() and len(revision) < 10 else -1,
        )
        messages.success(request, "Taken over, and marked as reviewed today.")
        return redirect("client_health", client.pk)
    return redirect("intake", client.pk, found.pk)


def _sent_in(request: MemberRequest, client_id: UUID, intake_id: UUID) -> tuple[Client, Intake]:
    client = client_in_reach(request, client_id)
    rows = Intake.objects.for_user(request.member).filter(sent_in_at__isnull=False)
    rows = rows.select_related("client", "taken_over_by")
    return client, get_object_or_404(rows, pk=intake_id, client=client)
