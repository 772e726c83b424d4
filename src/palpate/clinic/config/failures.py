"""What an address answers where there is nothing."""

from django.http import HttpRequest, HttpResponseBase

from palpate.clinic.atlas import views
from palpate.clinic.workbench import failures


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """Answer 404; inside the atlas with the entries that come nearest."""
    if request.path.startswith("/atlas/") and request.method in ("GET", "HEAD"):
        return views.missing(request)
    return failures.not_found(request, exception)
