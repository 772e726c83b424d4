"""Who did what: for the practice, and for one client."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from palpate.clinic.access.request import MemberRequest
from palpate.clinic.audit.chain import record
from palpate.clinic.audit.listing import Filter, entries, page_of
from palpate.clinic.audit.models import Entry
from palpate.clinic.audit.reading import first_in_a_while
from palpate.clinic.audit.verification import last_check, verify_all
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member

OF_ONE_CLIENT: Final = 1000
"""Entries on the printed page of one client."""


@require_safe
def audit(request: MemberRequest) -> HttpResponse:
    """Return the entries of the practice, newest first."""
    member = request.member
    members = Member.objects.filter(practice_id=member.practice_id).order_by("name")
    form = Filter(request.GET.dict(), members)
    asked = {name: value for name, value in request.GET.items() if value and name != "before"}
    context: dict[str, object] = {
        "form": form,
        "page": page_of(member, entries(member, form)),
        "check": last_check(member.practice),
        "asked": asked,
        "is_filtered": bool(asked),
    }
    return render(request, "audit/audit.html", context)


@require_POST
def check(request: MemberRequest) -> HttpResponse:
    """Read the whole chain now."""
    found = verify_all(request.member.practice, timezone.now())
    if found.holds:
        messages.success(request, f"All {found.through} entries are as they were written.")
    else:
        messages.error(request, "The record of accesses does not hold. See below.")
    return redirect("audit")


@require_safe
def client_audit(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Return who opened one client's record, what, when and why; for the client on paper."""
    member = request.member
    client = Client.objects.filter(practice_id=member.practice_id, pk=client_id).first()
    if client is None:
        raise Http404
    if first_in_a_while(request, f"audit:{client_id.hex}"):
        record(member, "opened audit", client_id=client_id)
    found = Entry.objects.filter(practice_id=member.practice_id, client_id=client_id)
    name = Client.objects.for_user(member).filter(pk=client_id).first()
    context: dict[str, object] = {
        "client": client,
        "client_name": name.full_name if name else f"Client {client.number}",
        "may_open": name is not None,
        "page": page_of(member, found.order_by("-number"), OF_ONE_CLIENT),
        "now": timezone.now(),
    }
    return render(request, "audit/client.html", context)
