"""What the pages of a visit share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from palpate.clinic.access.request import MemberRequest
from palpate.clinic.access.saving import LockedError
from palpate.clinic.visits.models import Visit
from palpate.evidence import UserError

AnyForm = TypeVar("AnyForm", bound=forms.Form)


def visit_in_reach(request: MemberRequest, visit_id: UUID) -> Visit:
    """The visit with its client, therapist, episode and note, or 404 when out of reach."""
    rows: QuerySet[Visit] = Visit.objects.for_user(request.member)
    wanted = ("client", "therapist", "practice", "episode", "note__author")
    return get_object_or_404(rows.select_related(*wanted), pk=visit_id)


@contextmanager
def refusals_told(request: MemberRequest) -> Iterator[None]:
    """Say what an action refuses as a message on the next page."""
    try:
        yield
    except (UserError, LockedError) as refusal:
        field = getattr(refusal, "field", "").replace("_", " ")
        where = f"{field.capitalize()}: " if field and refusal.message[:1].islower() else ""
        messages.error(request, f"{where}{refusal.message} {refusal.remedy}".strip())


def back_to(request: MemberRequest, name: str, *arguments: object) -> HttpResponse:
    """The page the form asked to return to, if it is one of ours; else the named one."""
    wanted = request.POST.get("next", "")
    secure = request.is_secure()
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=secure):
        return redirect(wanted)
    return redirect(reverse(name, args=arguments))
