"""The list of clients, and new ones."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.people import actions, sameness
from palpate.clinic.people.finding import LONGEST, find, sees_contacts
from palpate.clinic.people.forms import ClientForm
from palpate.clinic.people.models import ClientState
from palpate.clinic.people.views.reach import refusals_on, therapists_of

SHOWN = (ClientState.ACTIVE, ClientState.ARCHIVED)


@require_safe
def clients(request: MemberRequest) -> HttpResponse:
    """Return the list, or only its rows to a search as one types."""
    state = request.GET.get("state", "")
    state = state if state in SHOWN else ClientState.ACTIVE
    query = request.GET.get("q", "")[:LONGEST]
    found = find(request.member, query, state, request.GET.get("after", ""))
    page = {
        "found": found,
        "query": query,
        "state": state,
        "sees_contacts": sees_contacts(request.member),
        "may_add": request.member.may(Permission.EDIT_CLIENTS),
        "may_merge": request.member.may(Permission.MERGE_CLIENTS),
        "may_break_glass": request.member.may(Permission.BREAK_GLASS),
        "today": timezone.localdate(),
    }
    is_part = wants_rows(request)
    answer = render(request, "people/parts/rows.html" if is_part else "people/clients.html", page)
    answer["Vary"] = "HX-Request"
    return answer


def wants_rows(request: HttpRequest) -> bool:
    """Whether only the rows are asked for."""
    return request.headers.get("HX-Request") == "true"


@require_http_methods(["GET", "HEAD", "POST"])
def client_new(request: MemberRequest) -> HttpResponse:
    """Begin a record; first ask whether the client is known already."""
    therapists = therapists_of(request.member)
    start = {"language": request.member.practice.language[:2]}
    form = ClientForm(request.POST or None, initial=start, therapists=therapists)
    alike = []
    if request.method == "POST" and form.is_valid():
        alike = sameness.resembling(request.member, form.cleaned_data)
        if not alike or request.POST.get("another") == "yes":
            with refusals_on(form):
                client = actions.add_client(by=request.member, facts=form.cleaned_data)
                for notice in form.notices():
                    messages.warning(request, notice)
                messages.success(request, f"{client.full_name} is client number {client.number}.")
                return redirect("client", client.pk)
    page = {"form": form, "alike": alike, "is_new": True}
    return render(request, "people/client_form.html", page)
