"""Answers to those who may not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from palpate.clinic.audit.chain import record
from palpate.clinic.practice.models import Member

MESSAGE = "Your role in this practice does not open this page."
REMEDY = "Ask the owner of the practice if you need it."


def is_interface(request: HttpRequest) -> bool:
    """Whether the JSON interface is asked, which answers in JSON whoever asks."""
    return request.path.startswith("/api/")


def refused(request: HttpRequest, member: Member | None = None) -> HttpResponse:
    """Answer 403 and write down who tried what; the address is not repeated back."""
    if member is not None:
        match = request.resolver_match
        record(member, "refused", route=match.view_name if match else "")
    if is_interface(request):
        error = {"field": "access", "message": MESSAGE, "remedy": REMEDY}
        return JsonResponse({"errors": [error]}, status=403)
    context: dict[str, object] = {"message": MESSAGE, "remedy": REMEDY}
    return render(request, "pages/refused.html", context, status=403)
