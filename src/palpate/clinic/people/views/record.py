"""A client's record: the overview, its facts, the archive, the portrait."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.audit.reading import opened
from palpate.clinic.people import actions
from palpate.clinic.people.care import may_assign
from palpate.clinic.people.finding import sees_contacts
from palpate.clinic.people.forms import ClientForm
from palpate.clinic.people.models import Client, ClientState, Merge
from palpate.clinic.people.overview import overview
from palpate.clinic.people.views.reach import (
    client_in_reach,
    refusals_on,
    refusals_told,
    therapists_of,
)


@require_safe
def client(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Return the overview, with what the member's role may see."""
    found = client_in_reach(request, client_id)
    opened(request, found)
    member = request.member
    page: dict[str, Any] = {
        "client": found,
        "sees_contacts": sees_contacts(member),
        "may_edit": member.may(Permission.EDIT_CLIENTS) and found.state != ClientState.MERGED,
        "may_plan": member.may(Permission.PLAN_VISITS) and found.state == ClientState.ACTIVE,
        "may_send": member.may(Permission.SEND_INTAKE),
        "sees_health": member.may(Permission.SEE_HEALTH),
        "may_assign": may_assign(member),
        **overview(member, found),
    }
    return render(request, "people/client.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def client_edit(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Change the facts."""
    found = client_in_reach(request, client_id)
    start = model_to_dict(found, actions.FACTS)
    therapists = therapists_of(request.member)
    form = ClientForm(request.POST or None, initial=start, therapists=therapists)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.change_client(by=request.member, client=found, facts=form.cleaned_data)
            for notice in form.notices():
                messages.warning(request, notice)
            messages.success(request, "Saved.")
            return redirect("client", found.pk)
    page = {"form": form, "client": found, "is_new": False, "merges": _merges(request, found)}
    return render(request, "people/client_form.html", page)


@require_POST
def client_archive(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Put a record away, or take it out again."""
    found: Client = client_in_reach(request, client_id)
    back = request.POST.get("back") == "yes"
    with refusals_told(request):
        if back:
            actions.bring_back_client(by=request.member, client=found)
        else:
            actions.archive_client(by=request.member, client=found)
        messages.success(request, "Brought back." if back else "Archived. Nothing was deleted.")
    return redirect("client", found.pk)


def _merges(request: MemberRequest, found: Client) -> list[Merge]:
    """What was merged into a record and can be undone."""
    if not request.member.may(Permission.MERGE_CLIENTS):
        return []
    rows = Merge.objects.for_user(request.member).filter(kept=found, undone_at=None)
    return list(rows.select_related("gone", "by").order_by("-created_at"))
