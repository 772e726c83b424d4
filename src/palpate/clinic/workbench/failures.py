"""Plain answers for requests that fail before a view can see them."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from palpate.clinic.workbench.assets import load_assets
from palpate.clinic.workbench.errors import FieldError, RequestError


def _answer(request: HttpRequest, status: int, message: str, remedy: str) -> HttpResponse:
    """Return JSON to the page's own calls and a small page to a person."""
    if request.path.startswith("/api/"):
        error = RequestError([FieldError("request", message, remedy)])
        return JsonResponse(error.to_json(), status=status)
    styles = load_assets().print_styles
    context: dict[str, object] = {"message": message, "remedy": remedy, "styles": styles}
    return render(request, "workbench/failure.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400: the request itself is malformed or too large."""
    del exception
    return _answer(
        request,
        400,
        "The request could not be read; it may be larger than 2 MB.",
        "Reload the page and try again with a smaller case.",
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404: there is nothing at this address."""
    del exception
    return _answer(request, 404, "There is nothing at this address.", "Go back to the workbench.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500: something failed that should not have."""
    return _answer(
        request,
        500,
        "Palpate failed to answer. Nothing of the drawing is lost.",
        "Save the case as a file, reload the page and open the file again.",
    )


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403: the request did not come from Palpate's own page."""
    del reason
    return _answer(
        request,
        403,
        "The request did not come from Palpate's own page.",
        "Reload the page; if cookies are blocked for this address, allow them.",
    )
