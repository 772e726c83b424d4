"""What the views of a client's record share: the client in reach, refusals on a form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from palpate.clinic.access.permissions import Role
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.evidence import UserError


def client_in_reach(request: MemberRequest, client_id: UUID) -> Client:
    """The client, or 404 when there is none in the member's reach."""
    rows: QuerySet[Client] = Client.objects.for_user(request.member)
    return get_object_or_404(rows.select_related("therapist", "merged_into"), pk=client_id)


@contextmanager
def refusals_on(form: forms.Form) -> Iterator[None]:
    """Put what an action refuses on the form, at the field it names."""
    try:
        yield
    except UserError as refusal:
        told = f"{refusal.message} {refusal.remedy}".strip()
        form.add_error(refusal.field if refusal.field in form.fields else None, told)


@contextmanager
def refusals_told(request: MemberRequest) -> Iterator[None]:
    """Say what an action refuses as a message on the next page."""
    try:
        yield
    except UserError as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}".strip())


def therapists_of(member: Member) -> QuerySet[Member]:
    """Members of the practice who treat clients."""
    everyone = Member.objects.filter(practice_id=member.practice_id, active=True)
    treats = [
        one.pk for one in everyone if {Role.THERAPIST.value, Role.STUDENT.value} & set(one.roles)
    ]
    return everyone.filter(pk__in=treats).order_by("name")
