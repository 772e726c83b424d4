"""Locking the screen of a treatment room: the session stays, nothing can be read."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from palpate.clinic.access.refusals import is_interface

LOCKED: Final = "locked"
"""Session key: the screen is locked; holds the page to come back to."""
LONGEST: Final = 500
"""Characters of an address worth coming back to."""


def lock(request: HttpRequest, back: str) -> None:
    """Lock the session; the first lock says where its person was."""
    if LOCKED not in request.session:
        request.session[LOCKED] = safe(back)


def unlock(request: HttpRequest) -> str:
    """Open the session and return the page its person was on."""
    return safe(request.session.pop(LOCKED, ""))


def safe(address: str) -> str:
    """A path of this site, or the first page."""
    mine = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    if mine and address.startswith("/") and len(address) <= LONGEST:
        return address
    return reverse("home")


def page_of(request: HttpRequest) -> str:
    """The page in the browser: the one asked for, or the one a form or script was sent from."""
    if request.method in ("GET", "HEAD") and is_page(request):
        return safe(request.get_full_path())
    sent_from = urlsplit(request.headers.get("Referer", ""))
    return safe(sent_from.path)


def is_page(request: HttpRequest) -> bool:
    """Whether a browser shows the answer as a page, rather than handing it to a script."""
    if request.headers.get("HX-Request") or request.method in ("PUT", "PATCH", "DELETE"):
        return False
    if is_interface(request):
        return False
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
