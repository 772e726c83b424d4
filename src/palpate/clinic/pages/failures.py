"""What a member sees where there is nothing, or where something failed; others see the plain page.

The page needs neither the database nor the member's rows: it must appear when these have failed.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from palpate.clinic.access.request import ATTRIBUTE
from palpate.clinic.config import failures as open_pages
from palpate.clinic.practice.models import Member
from palpate.clinic.workbench import failures as plain

BACK = "Go back to today, or find what you were looking for with the search."


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """Answer 400."""
    if not _is_member(request):
        return plain.bad_request(request, exception)
    return _page(
        request,
        400,
        "The request could not be read.",
        "It may be too large. Go back, load the page again and try once more.",
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """Answer 403: an action was refused."""
    del exception
    return _page(
        request,
        403,
        "Your role in this practice does not allow this.",
        "Nothing was changed. Ask the owner of the practice if you need it.",
    )


def csrf(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Answer 403: the request did not come from Palpate's own page."""
    if not _is_member(request):
        return plain.csrf(request, reason)
    return _page(
        request,
        403,
        "The page was too old to send anything.",
        "Nothing was saved. Copy what you wrote, load the page again and send it from there.",
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """Answer 404: nothing is there, or nothing within the member's reach."""
    if not _is_member(request) or request.path.startswith("/atlas/"):
        return open_pages.not_found(request, exception)
    return _page(request, 404, "There is nothing here for you.", BACK)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Answer 500: something failed that should not have."""
    if not _is_member(request):
        return plain.server_error(request)
    return _page(
        request,
        500,
        "Palpate failed to answer.",
        "What was saved before is kept. Go back and try again; if it fails again, tell whoever"
        " looks after this server the time.",
    )


def _is_member(request: HttpRequest) -> bool:
    """Whether to show a page of the record; programs are answered in JSON."""
    return not request.path.startswith("/api/") and isinstance(
        getattr(request, ATTRIBUTE, None), Member
    )


def _page(request: HttpRequest, status: int, message: str, remedy: str) -> HttpResponse:
    context: dict[str, object] = {"message": message, "remedy": remedy, "status": status}
    return render(request, "pages/failure.html", context, status=status)
