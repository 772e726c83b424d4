"""Pages of consents and their texts."""

from __future__ import annotations

import json
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.audit.reading import opened
from palpate.clinic.consent import actions, starting
from palpate.clinic.consent.forms import ON_PAPER, SignForm, TextForm
from palpate.clinic.consent.models import Consent, ConsentKind, ConsentText
from palpate.clinic.consent.standing import current_texts, signed, standings, text_for
from palpate.clinic.people.ages import is_minor
from palpate.clinic.people.forms import ReasonForm
from palpate.clinic.people.languages import LANGUAGES
from palpate.clinic.people.models import Client, Contact
from palpate.clinic.people.views.reach import client_in_reach, refusals_on, refusals_told


@require_safe
def consent_texts(request: MemberRequest) -> HttpResponse:
    """Return the texts of the practice, kind by kind."""
    texts = current_texts(request.member.practice_id)
    known = {(text.kind, text.language): text for text in texts}
    kinds = [
        (kind, [(key, name, known.get((kind.value, key))) for key, name in LANGUAGES])
        for kind in ConsentKind
    ]
    return render(request, "consent/texts.html", {"kinds": kinds, "has_texts": bool(texts)})


@require_POST
def consent_start(request: MemberRequest) -> HttpResponse:
    """Put the starting texts in place."""
    starting.put_in_place(request.member.practice_id)
    messages.success(request, "The texts are in place. Read them, and change what does not fit.")
    return redirect("consent_texts")


@require_http_methods(["GET", "HEAD", "POST"])
def consent_text(request: MemberRequest, kind: str, language: str) -> HttpResponse:
    """Change one text: a new version."""
    if kind not in ConsentKind.values or language not in dict(LANGUAGES):
        raise Http404
    rows = ConsentText.objects.filter(
        practice_id=request.member.practice_id, kind=kind, language=language
    )
    last = rows.order_by("-version").first()
    start = {name: getattr(last, name) for name in TextForm.base_fields} if last else {}
    form = TextForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            text = actions.change_text(
                by=request.member, kind=kind, language=language, **form.cleaned_data
            )
            messages.success(request, f"Saved as version {text.version}.")
            return redirect("consent_texts")
    page = {"form": form, "last": last, "kind": ConsentKind(kind), "language": language}
    return render(request, "consent/text_form.html", page)


@require_safe
def client_consents(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Return which consents of a client stand, and all that were ever given."""
    client = client_in_reach(request, client_id)
    page = {
        "client": client,
        "standings": standings(client),
        "history": list(reversed(signed(client))),
        "may_take": request.member.may(Permission.TAKE_CONSENTS),
        "may_manage": request.member.may(Permission.MANAGE_PRACTICE),
    }
    return render(request, "consent/client_consents.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def consent_sign(request: MemberRequest, client_id: UUID, kind: str) -> HttpResponse:
    """Show a text and take the signature, on the screen or from paper."""
    client = client_in_reach(request, client_id)
    if kind not in ConsentKind.values:
        raise Http404
    texts = current_texts(client.practice_id)
    text = text_for(texts, kind, request.GET.get("language", client.language))
    if text is None:
        raise Http404
    guardians = actions.guardians(client)
    minor = is_minor(client.birth_date, timezone.localdate())
    form = SignForm(request.POST or None, guardians=guardians, initial=_start(client, guardians))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            done = _signed(form.cleaned_data, guardians)
            actions.sign(by=request.member, client=client, text=text, signed=done)
            messages.success(request, f"{text.title}: signed.")
            return redirect("client_consents", client.pk)
    page: dict[str, Any] = {"client": client, "text": text, "form": form, "is_minor": minor}
    return render(request, "consent/sign.html", page | {"lacks_guardian": minor and not guardians})


@require_safe
def consent(request: MemberRequest, client_id: UUID, consent_id: UUID) -> HttpResponse:
    """Return one consent as it was given: text, version, signature."""
    client, found = _consent(request, client_id, consent_id)
    opened(request, client, on=found)
    page: dict[str, Any] = {"client": client, "consent": found, "form": ReasonForm()}
    page["may_take"] = request.member.may(Permission.TAKE_CONSENTS)
    page["signature"] = json.dumps(found.signature) if found.signature else ""
    return render(request, "consent/consent.html", page)


@require_POST
def consent_revoke(request: MemberRequest, client_id: UUID, consent_id: UUID) -> HttpResponse:
    """Take a consent back, with the reason."""
    client, found = _consent(request, client_id, consent_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        page = {"client": client, "consent": found, "form": form, "may_take": True}
        return render(request, "consent/consent.html", page)
    with refusals_told(request):
        actions.revoke(by=request.member, consent=found, why=form.cleaned_data["reason"])
        messages.success(request, "Revoked. That it was given stays on the record.")
    return redirect("client_consents", client.pk)


def _consent(request: MemberRequest, client_id: UUID, consent_id: UUID) -> tuple[Client, Consent]:
    client = client_in_reach(request, client_id)
    rows = Consent.objects.for_user(request.member).select_related("text", "revoked_by")
    return client, get_object_or_404(rows, pk=consent_id, client=client)


def _start(client: Client, guardians: list[Contact]) -> dict[str, Any]:
    minor = is_minor(client.birth_date, timezone.localdate())
    signer = guardians[0] if minor and guardians else None
    return {
        "signer": str(signer.pk) if signer else "client",
        "signed_name": signer.name if signer else client.full_name,
    }


def _signed(told: dict[str, Any], guardians: list[Contact]) -> actions.Signed:
    on_paper = told["means"] == ON_PAPER
    at = timezone.now()
    if on_paper and told["signed_on"] < timezone.localdate():
        at = timezone.make_aware(datetime.combine(told["signed_on"], time(12)))
    return actions.Signed(
        name=told["signed_name"],
        means=told["means"],
        at=at,
        guardian=next((one for one in guardians if str(one.pk) == told["signer"]), None),
        signature=told["signature"],
    )
