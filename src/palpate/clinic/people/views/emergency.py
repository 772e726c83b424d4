"""Emergency access to a record out of reach, and its review."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.access.rows import is_narrow
from palpate.clinic.people import care
from palpate.clinic.people.forms import EmergencyForm, ReasonForm
from palpate.clinic.people.views.reach import refusals_on, refusals_told

NOBODY = "No client has this number and birth date. Check both on their papers."
LISTED = 100


@require_http_methods(["GET", "HEAD", "POST"])
def emergency_access(request: MemberRequest) -> HttpResponse:
    """Ask for number, birth date and reason; open one record for an hour."""
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            found = care.open_in_emergency(by=request.member, **form.cleaned_data)
            if found is None:
                form.add_error(None, NOBODY)
            else:
                messages.warning(request, "Open to you for 60 minutes. This access is reviewed.")
                return redirect("client", found.client_id)
    page = {"form": form, "is_needed": is_narrow(request.member)}
    return render(request, "people/emergency.html", page)


@require_safe
def access_reviews(request: MemberRequest) -> HttpResponse:
    """Return the emergency accesses."""
    found = list(care.to_review(request.member)[:LISTED])
    page = {
        "open": [one for one in found if one.reviewed_at is None],
        "done": [one for one in found if one.reviewed_at is not None],
        "sees_clients": request.member.may(Permission.SEE_CLIENTS),
    }
    return render(request, "people/access_reviews.html", page)


@require_POST
def access_review(request: MemberRequest, care_id: UUID) -> HttpResponse:
    """Write down a finding."""
    get_object_or_404(care.to_review(request.member), pk=care_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        told = " ".join(str(error) for errors in form.errors.values() for error in errors)
        messages.error(request, f"Finding: {told}")
        return redirect("access_reviews")
    with refusals_told(request):
        care.review(by=request.member, care_id=care_id, finding=form.cleaned_data["reason"])
        messages.success(request, "Reviewed.")
    return redirect("access_reviews")
