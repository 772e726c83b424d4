"""Planning a visit, its time, and its way from planned to done."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.notes.writing import end_visit
from palpate.clinic.people.models import Client
from palpate.clinic.people.views.reach import client_in_reach, refusals_on, therapists_of
from palpate.clinic.visits import planning
from palpate.clinic.visits.clock import moment, zone_of
from palpate.clinic.visits.forms import PlanForm
from palpate.clinic.visits.models import Episode, Visit
from palpate.clinic.visits.views.shared import back_to, refusals_told, visit_in_reach

USUAL_MINUTES = 60


@require_http_methods(["GET", "HEAD"])
def choose_client(request: MemberRequest) -> HttpResponse:
    """A visit is somebody's: send whoever plans one to the clients first."""
    messages.info(request, "Choose the client, then plan the visit from their record.")
    return redirect("clients")


@require_http_methods(["GET", "HEAD", "POST"])
def visit_new(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Plan a visit."""
    client = client_in_reach(request, client_id)
    now = timezone.now().astimezone(zone_of(request.member.practice))
    form = _form(request, client, _proposal(request, client, now))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            visit = planning.plan_visit(by=request.member, client=client, **_plan(request, form))
            _tell(request, visit)
            return redirect("visit_time", visit.pk)
    return render(request, "visits/plan.html", {"form": form, "client": client})


@require_http_methods(["GET", "HEAD", "POST"])
def visit_time(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """When a visit is, what can become of it; the page of the desk: nothing clinical on it."""
    visit = visit_in_reach(request, visit_id)
    local = visit.starts_at.astimezone(zone_of(request.member.practice))
    initial = {
        "day": local.date(),
        "time": local.time(),
        "minutes": visit.minutes,
        "therapist": visit.therapist_id,
        "episode": visit.episode_id,
    }
    form = _form(request, visit.client, initial)
    may_plan = request.member.may(Permission.PLAN_VISITS)
    if request.method == "POST" and may_plan and form.is_valid():
        with refusals_on(form):
            given = {"episode": visit.episode, **_plan(request, form)}
            moved = planning.move_visit(by=request.member, visit=visit, **given)
            _tell(request, moved)
            return redirect("visit_time", visit.pk)
    page = {"visit": visit, "client": visit.client, "form": form, "may_plan": may_plan}
    page["movable"] = may_plan and visit.state in (Visit.State.PLANNED, Visit.State.WAITING)
    return render(request, "visits/time.html", page)


@require_POST
def visit_state(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """Bring a visit into another state."""
    visit = visit_in_reach(request, visit_id)
    to, why = request.POST.get("to", ""), request.POST.get("why", "")
    with refusals_told(request):
        if to == Visit.State.DONE:
            end_visit(by=request.member, visit=visit)
        else:
            planning.step(by=request.member, visit=visit, to=to, why=why)
        messages.success(request, f"The visit is now: {Visit.State(to).label.lower()}.")
        if to == Visit.State.OPEN:
            return redirect("visit", visit.pk)
    return back_to(request, "visit_time", visit.pk)


def _form(request: MemberRequest, client: Client, initial: dict[str, Any]) -> PlanForm:
    episodes = None
    if request.member.may(Permission.SEE_HEALTH):
        mine = Episode.objects.for_user(request.member)
        episodes = mine.filter(client=client, closed_on=None).order_by("-opened_on")
    return PlanForm(
        request.POST or None,
        initial=initial,
        therapists=therapists_of(request.member),
        episodes=episodes,
    )


def _proposal(request: MemberRequest, client: Client, now: datetime) -> dict[str, Any]:
    """The next full hour, with the client's own therapist."""
    return {
        "day": now.date(),
        "time": f"{min(now.hour + 1, 23):02d}:00",
        "minutes": USUAL_MINUTES,
        "therapist": client.therapist_id or request.member.pk,
    }


def _plan(request: MemberRequest, form: PlanForm) -> dict[str, Any]:
    given = form.cleaned_data
    plan = {
        "therapist": given["therapist"],
        "starts_at": moment(request.member.practice, given["day"], given["time"]),
        "minutes": given["minutes"],
    }
    return plan | ({"episode": given["episode"]} if "episode" in given else {})


def _tell(request: MemberRequest, visit: Visit) -> None:
    messages.success(request, "The visit is planned.")
    for other in planning.overlapping(visit):
        local = other.starts_at.astimezone(zone_of(request.member.practice))
        words = f"{visit.therapist.name} also has {other.client.shown_name} at {local:%H:%M}"
        messages.warning(request, f"Double booked: {words} for {other.minutes} minutes.")
