"""The page of a visit for those who treat, and the workbench inside it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.access.saving import ConflictError
from palpate.clinic.arrival.cautions import cautions_of
from palpate.clinic.audit.reading import opened
from palpate.clinic.visits import findings, hypotheses
from palpate.clinic.visits.forms import MEASUREMENT_FORMS
from palpate.clinic.visits.measuring import shown
from palpate.clinic.visits.models import Finding, Hypothesis, Measurement, Visit
from palpate.clinic.visits.pictures import small_picture
from palpate.clinic.visits.recording import pain_of, told_of
from palpate.clinic.visits.views.shared import refusals_told, visit_in_reach
from palpate.clinic.workbench import gateway
from palpate.clinic.workbench.assets import load_assets

CLASH = 409
FIRST, WORTH = 3, 5
"""Sources always shown, and the percentage from which others are."""


@require_safe
def visit(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """Everything told and found in a visit; the desk is shown its time instead."""
    if not request.member.may(Permission.SEE_HEALTH):
        return redirect("visit_time", visit_id)
    found = visit_in_reach(request, visit_id)
    opened(request, found.client, on=found)
    return render(request, "visits/visit.html", _page(request, found))


@require_safe
def visit_of_client(request: MemberRequest, client_id: UUID, visit_id: UUID) -> HttpResponse:
    """The same page under its client's address: both must agree."""
    rows = Visit.objects.for_user(request.member)
    get_object_or_404(rows, pk=visit_id, client_id=client_id)
    return redirect("visit", visit_id)


@require_safe
def workbench(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """The workbench on the whole screen, with the case of the visit."""
    found = visit_in_reach(request, visit_id)
    opened(request, found.client, on=found)
    context = {
        "assets": load_assets(),
        "body_digest": gateway.body_blob().digest,
        "visit": found,
        "client": found.client,
        "locked": _locked(found),
    }
    return render(request, "visits/workbench.html", context)


@require_safe
def picture(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """A small picture of a visit's drawing."""
    rows = Finding.objects.for_user(request.member).only("patches", "practice_id")
    finding = get_object_or_404(rows, visit_id=visit_id)
    response = HttpResponse(small_picture(finding.patches), content_type="image/png")
    response["Cache-Control"] = "private, max-age=600"
    patch_vary_headers(response, ["Cookie"])
    return response


@require_POST
def words(request: MemberRequest, visit_id: UUID, group: str) -> HttpResponse:
    """Save what was written, for browsers without scripts and when a form is sent."""
    found = visit_in_reach(request, visit_id)
    if group not in findings.GROUPS:
        raise Http404
    given = {name: request.POST[name] for name in findings.GROUPS[group] if name in request.POST}
    seen = request.POST.get("revision", "")
    try:
        with refusals_told(request):
            findings.save_words(
                by=request.member, visit=found, group=group, words=given, revision=seen
            )
            messages.success(request, "Saved.")
    except ConflictError as conflict:
        page = _page(request, found) | {"conflict": conflict, "mine": given}
        return render(request, "visits/visit.html", page, status=CLASH)
    return redirect("visit", found.pk)


@require_POST
def carry(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """Fill what is empty from the last visit."""
    found = visit_in_reach(request, visit_id)
    with refusals_told(request):
        finding = findings.carry_forward(by=request.member, visit=found)
        count = len(finding.unchanged)
        done = "Carried forward and marked as unchanged" if count else "Nothing was left to carry"
        messages.success(request, f"{done}.")
    return redirect("visit", found.pk)


@require_POST
def hypothesis(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """Take up, reject or leave open a ranked source."""
    found = visit_in_reach(request, visit_id)
    with refusals_told(request):
        hypotheses.decide(
            by=request.member,
            visit=found,
            finding=findings.standing(request.member, found),
            source=request.POST.get("source", ""),
            decision=request.POST.get("decision", ""),
            why=request.POST.get("why", ""),
        )
    return redirect(f"/visits/{found.pk}/#hypotheses")


def _page(request: MemberRequest, found: Visit) -> dict[str, Any]:
    member = request.member
    finding = findings.standing(member, found)
    rows = Measurement.objects.for_user(member).filter(visit_id=found.pk).select_related("by")
    measured = list(rows.order_by("created_at"))
    decided = []
    if finding.answer:  # nothing is decided on before something was ranked
        decided = list(Hypothesis.objects.for_user(member).filter(visit_id=found.pk))
    last = findings.last_finding(member, found)
    case = gateway.read_case(finding.case)
    locked = _locked(found)
    return {
        "visit": found,
        "client": found.client,
        "finding": finding,
        "told": findings.revision_of(finding, "told"),
        "done": findings.revision_of(finding, "done"),
        "last": last,
        "cautions": cautions_of(found.client),
        "can_carry": not locked and last is not None and finding.copied_from_id is None,
        "locked": locked,
        "may_write": member.may(Permission.EDIT_HEALTH) and not locked,
        "pain": pain_of(case),
        "qualities": sorted(case.qualities),
        "as_told": told_of(case, finding.told),
        "flags": finding.answer.get("red_flags", []),
        **_ranking(finding, decided),
        "note": getattr(found, "note", None),
        "measured": shown(row for row in measured if row.voided_at is None),
        "voided": [row for row in measured if row.voided_at is not None],
        "forms": [(kind, form(prefix=kind)) for kind, form in MEASUREMENT_FORMS.items()],
    }


def _ranking(finding: Finding, decided: list[Hypothesis]) -> dict[str, Any]:
    """The sources worth a line each, and those that are all but ruled out."""
    ranked = hypotheses.offered(finding, decided)
    worth = [
        each
        for place, each in enumerate(ranked)
        if place < FIRST or (each.percent or 0) >= WORTH or each.decision != "open"
    ]
    return {"offered": worth, "unlikely": [each for each in ranked if each not in worth]}


def _locked(found: Visit) -> bool:
    """Whether nothing in the visit may change any more."""
    note = getattr(found, "note", None)
    return found.state in findings.CLOSED or (note is not None and note.state != "draft")
