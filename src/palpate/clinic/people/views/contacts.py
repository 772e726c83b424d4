"""The people around a client, and who cares for them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from palpate.clinic.access.request import MemberRequest
from palpate.clinic.people import actions, care
from palpate.clinic.people.forms import ContactForm
from palpate.clinic.people.models import Client, Contact
from palpate.clinic.people.views.reach import (
    client_in_reach,
    refusals_on,
    refusals_told,
    therapists_of,
)

FACTS = ("kind", "name", "relation", "phone", "email", "may_consent")


@require_http_methods(["GET", "HEAD", "POST"])
def contact_new(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Add a person."""
    client = client_in_reach(request, client_id)
    form = ContactForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.add_contact(by=request.member, client=client, facts=form.cleaned_data)
            for notice in form.notices():
                messages.warning(request, notice)
            messages.success(request, "Saved.")
            return redirect("client", client.pk)
    return render(request, "people/contact_form.html", {"form": form, "client": client})


@require_http_methods(["GET", "HEAD", "POST"])
def contact_edit(request: MemberRequest, client_id: UUID, contact_id: UUID) -> HttpResponse:
    """Change a person, or take them off the record."""
    client = client_in_reach(request, client_id)
    rows = Contact.objects.for_user(request.member)
    contact = get_object_or_404(rows, pk=contact_id, client=client)
    form = ContactForm(request.POST or None, initial=model_to_dict(contact, FACTS))
    if request.method == "POST" and request.POST.get("remove") == "yes":
        actions.remove_contact(by=request.member, contact=contact)
        messages.success(request, f"{contact.name} was taken off the record.")
        return redirect("client", client.pk)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.change_contact(by=request.member, contact=contact, facts=form.cleaned_data)
            for notice in form.notices():
                messages.warning(request, notice)
            messages.success(request, "Saved.")
            return redirect("client", client.pk)
    page = {"form": form, "client": client, "contact": contact}
    return render(request, "people/contact_form.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def client_care(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Say who cares for a client; put them in a member's care, or end it."""
    client = client_in_reach(request, client_id)
    if request.method == "POST":
        with refusals_told(request):
            _change_care(request, client)
            messages.success(request, "Saved.")
        return redirect("client_care", client.pk)
    page = {
        "client": client,
        "care": list(care.assigned(client)),
        "therapists": list(therapists_of(request.member)),
        "may_assign": care.may_assign(request.member),
    }
    return render(request, "people/care.html", page)


def _change_care(request: MemberRequest, client: Client) -> None:
    if ended := request.POST.get("end"):
        rows = care.assigned(client)
        care.end_care(by=request.member, care=get_object_or_404(rows, pk=_key(ended)))
        return
    everyone = therapists_of(request.member)
    member = get_object_or_404(everyone, pk=_key(request.POST.get("member", "")))
    care.assign(by=request.member, client=client, member=member)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
