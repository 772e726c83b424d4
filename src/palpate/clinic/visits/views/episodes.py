"""Pages of episodes of care."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palpate.clinic.access.request import MemberRequest
from palpate.clinic.people.models import Client, Contact
from palpate.clinic.people.views.reach import client_in_reach, refusals_on
from palpate.clinic.visits import episodes
from palpate.clinic.visits.clock import zone_of
from palpate.clinic.visits.episodes import Care
from palpate.clinic.visits.forms import EpisodeForm
from palpate.clinic.visits.models import Episode
from palpate.clinic.visits.views.shared import refusals_told

FIELDS = ("title", "care_mode", "origin", "phase", "goals", "referrer")


@require_http_methods(["GET", "HEAD", "POST"])
def episode_new(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Begin an episode."""
    client = client_in_reach(request, client_id)
    form = _form(request, client, {"care_mode": Episode.CareMode.THERAPEUTIC, "phase": "chronic"})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            today = timezone.now().astimezone(zone_of(request.member.practice)).date()
            care = Care(**form.cleaned_data)
            episodes.open_episode(by=request.member, client=client, care=care, opened_on=today)
            messages.success(request, "The episode is open.")
            return redirect("client_visits", client.pk)
    return render(request, "visits/episode.html", {"form": form, "client": client})


@require_http_methods(["GET", "HEAD", "POST"])
def episode(request: MemberRequest, client_id: UUID, episode_id: UUID) -> HttpResponse:
    """Change an episode."""
    found = _episode(request, client_id, episode_id)
    form = _form(request, found.client, model_to_dict(found, FIELDS))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            care = Care(**form.cleaned_data)
            episodes.change_episode(by=request.member, episode=found, care=care)
            messages.success(request, "Saved.")
            return redirect("client_visits", client_id)
    page = {"form": form, "client": found.client, "episode": found}
    return render(request, "visits/episode.html", page)


@require_safe
def episode_alone(request: MemberRequest, episode_id: UUID) -> HttpResponse:
    """The same page without the client in the address."""
    rows = Episode.objects.for_user(request.member)
    found: Episode = get_object_or_404(rows, pk=episode_id)
    return redirect("episode", found.client_id, found.pk)


@require_POST
def episode_end(request: MemberRequest, client_id: UUID, episode_id: UUID) -> HttpResponse:
    """Close an episode today, or take its end back."""
    found = _episode(request, client_id, episode_id)
    with refusals_told(request):
        if request.POST.get("open") == "yes":
            episodes.reopen_episode(by=request.member, episode=found)
        else:
            today = timezone.now().astimezone(zone_of(request.member.practice)).date()
            episodes.close_episode(by=request.member, episode=found, on=today)
    return redirect("client_visits", client_id)


def _episode(request: MemberRequest, client_id: UUID, episode_id: UUID) -> Episode:
    rows = Episode.objects.for_user(request.member).select_related("client", "referrer")
    found: Episode = get_object_or_404(rows, pk=episode_id, client_id=client_id)
    return found


def _form(request: MemberRequest, client: Client, initial: dict[str, object]) -> EpisodeForm:
    contacts = Contact.objects.for_user(request.member).filter(client=client).order_by("name")
    return EpisodeForm(request.POST or None, initial=initial, referrers=contacts)
