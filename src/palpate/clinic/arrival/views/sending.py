"""Sending intake links, and where they stand."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.arrival import links
from palpate.clinic.arrival.forms import SendForm
from palpate.clinic.arrival.models import Intake
from palpate.clinic.people.models import Client
from palpate.clinic.people.views.reach import client_in_reach, refusals_on, refusals_told
from palpate.clinic.visits.models import Visit

LISTED = 50


@require_safe
def client_intakes(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Return the intakes of a client, without what was answered."""
    client = client_in_reach(request, client_id)
    page = {
        "client": client,
        "intakes": list(links.intakes_of(client)[:LISTED]),
        "now": timezone.now(),
        "most_wrong": links.MOST_WRONG,
        "sees_health": request.member.may(Permission.SEE_HEALTH),
    }
    return render(request, "arrival/intakes.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def intake_new(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Make a link and show it, this once."""
    client = client_in_reach(request, client_id)
    coming = Visit.objects.for_user(request.member).filter(
        client=client, state=Visit.State.PLANNED, starts_at__gte=timezone.now()
    )
    form = SendForm(
        request.POST or None,
        visits=list(coming.order_by("starts_at")[:10]),
        initial={"language": client.language},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            told = form.cleaned_data
            sent = links.send(
                by=request.member,
                client=client,
                language=told["language"],
                days=told["days"],
                visit_id=UUID(told["visit"]) if told["visit"] else None,
            )
            return _shown_once(request, client, sent)
    return render(request, "arrival/send.html", {"client": client, "form": form})


@require_POST
def intake_anew(request: MemberRequest, client_id: UUID, intake_id: UUID) -> HttpResponse:
    """Make a new link to the same intake; the former one ends."""
    client, intake = _intake(request, client_id, intake_id)
    with refusals_told(request):
        return _shown_once(request, client, links.send_anew(by=request.member, intake=intake))
    return redirect("client_intakes", client.pk)


@require_POST
def intake_revoke(request: MemberRequest, client_id: UUID, intake_id: UUID) -> HttpResponse:
    """End a link."""
    client, intake = _intake(request, client_id, intake_id)
    with refusals_told(request):
        links.revoke(by=request.member, intake=intake)
        messages.success(request, "The link opens nothing any more.")
    return redirect("client_intakes", client.pk)


def _intake(request: MemberRequest, client_id: UUID, intake_id: UUID) -> tuple[Client, Intake]:
    client = client_in_reach(request, client_id)
    return client, get_object_or_404(links.intakes_of(client), pk=intake_id)


def _shown_once(request: MemberRequest, client: Client, sent: links.Sent) -> HttpResponse:
    """Only this answer holds the link; afterwards the practice has no more than its hash."""
    address = request.build_absolute_uri(reverse("intake_form", args=[sent.token]))
    with translation.override(sent.intake.language):
        day = timezone.localtime(sent.intake.expires_at).date()
        words = {
            "name": client.preferred_name or client.given_name,
            "practice": request.member.practice.name,
            "address": address,
            "day": day.isoformat(),
        }
        text = _(
            "Hello %(name)s, please fill in this form before your visit at %(practice)s:"
            " %(address)s It opens until %(day)s."
        )
        subject = _("Before your visit")
    page = {"client": client, "address": address, "text": text % words, "subject": subject}
    answer = render(request, "arrival/sent.html", page | {"intake": sent.intake})
    answer["Cache-Control"] = "no-store"
    return answer
