"""A client's visits over time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from palpate.clinic.access.request import MemberRequest
from palpate.clinic.audit.reading import opened
from palpate.clinic.people.views.reach import client_in_reach
from palpate.clinic.visits import timeline
from palpate.clinic.visits.models import Episode


@require_safe
def visits(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """All visits, the newest first, twenty at a time; with the episodes they belong to."""
    client = client_in_reach(request, client_id)
    opened(request, client)
    episodes = Episode.objects.for_user(request.member).filter(client=client)
    page = {
        "client": client,
        "page": timeline.page(request.member, client, _moment(request.GET.get("before", ""))),
        "episodes": list(episodes.select_related("referrer").order_by("-opened_on")[:20]),
        "is_first": "before" not in request.GET,
    }
    return render(request, "visits/visits.html", page)


@require_safe
def drawings(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Drawings side by side, and all of them in one."""
    client = client_in_reach(request, client_id)
    opened(request, client)
    drawn = timeline.drawn(request.member, client)
    chosen = _chosen(request) or {each.visit_id for each in (*drawn[:1], *drawn[-1:])}
    page = {
        "client": client,
        "drawn": drawn,
        "chosen": chosen,
        "compared": timeline.compare(request.member, client, list(chosen)),
    }
    return render(request, "visits/drawings.html", page)


def _chosen(request: MemberRequest) -> set[UUID]:
    """The visits that were ticked, at most four."""
    found = set()
    for each in request.GET.getlist("visit")[: timeline.MOST_COMPARED]:
        try:
            found.add(UUID(each))
        except ValueError:
            continue
    return found


def _moment(text: str) -> datetime | None:
    """The end of the page before; nonsense begins at the newest."""
    try:
        found = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
