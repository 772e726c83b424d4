"""Measurements of a visit."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from palpate.clinic.access.request import MemberRequest
from palpate.clinic.access.saving import LockedError
from palpate.clinic.people.views.reach import refusals_on
from palpate.clinic.visits import measuring
from palpate.clinic.visits.forms import MEASUREMENT_FORMS
from palpate.clinic.visits.models import Measurement
from palpate.clinic.visits.views.shared import refusals_told, visit_in_reach


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: MemberRequest, visit_id: UUID, kind: str) -> HttpResponse:
    """Keep a measurement; a faulty one comes back with what is wrong."""
    visit = visit_in_reach(request, visit_id)
    if kind not in MEASUREMENT_FORMS:
        raise Http404
    form = MEASUREMENT_FORMS[kind](request.POST or None, prefix=kind)
    if request.method == "POST" and form.is_valid():
        try:
            with refusals_on(form):
                measuring.measure(by=request.member, visit=visit, reading=form.reading())
                messages.success(request, "Measured.")
                return redirect(f"/visits/{visit.pk}/#measurements")
        except LockedError as locked:
            form.add_error(None, f"{locked.message} {locked.remedy}")
    name = Measurement.Kind(kind).label
    page = {"visit": visit, "client": visit.client, "form": form, "name": name}
    return render(request, "visits/measure.html", page)


@require_POST
def void(request: MemberRequest, visit_id: UUID, measurement_id: UUID) -> HttpResponse:
    """Mark a measurement as entered in error."""
    rows = Measurement.objects.for_user(request.member).select_related("visit")
    row = get_object_or_404(rows, pk=measurement_id, visit_id=visit_id)
    with refusals_told(request):
        measuring.void_measurement(
            by=request.member, measurement=row, why=request.POST.get("why", "")
        )
    return redirect(f"/visits/{visit_id}/#measurements")
