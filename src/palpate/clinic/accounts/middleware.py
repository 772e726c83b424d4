"""How long a session lives, what a locked one may reach, and what no browser may keep."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.refusals import refused
from palpate.clinic.access.request import member_of
from palpate.clinic.access.routes import Declared, declared_of
from palpate.clinic.accounts import locking

BEGAN: Final = "began"
"""Session key: when its person signed in, in seconds since 1970."""
SEEN: Final = "seen"
"""Session key: when its person was last active."""
GRAIN: Final = 30
"""Activity is written down once in so many seconds, not at every request."""
IDLE_MINUTES: Final = 15
"""For a person without a practice, which would say otherwise."""
REACHABLE_LOCKED: Final = frozenset({"lock", "locked", "unlock", "account_logout"})
SAMPLE_ROUTE: Final = "sample"
"""The page that removes the sample practice."""
CLEAR: Final = '"cache", "storage"'

Answer = Callable[[HttpRequest], HttpResponseBase]


class Sessions:
    """Middleware: ends sessions by the clock and keeps a locked one shut."""

    def __init__(self, get_response: Answer, clock: Callable[[], float] | None = None) -> None:
        """Keep what comes after, and the clock."""
        self.get_response = get_response
        self.clock = clock or time.time

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let a live session through; a member's pages are kept by nobody."""
        was_here = request.user.is_authenticated
        with timezone.override(_time_zone(request)):
            response = self._answer(request) if was_here else self.get_response(request)
        if was_here or request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        if was_here and not request.user.is_authenticated:
            response["Clear-Site-Data"] = CLEAR
        return _for_scripts(request, response)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: Any, named: Any
    ) -> HttpResponseBase | None:
        """Keep a locked session shut, and a visitor of the sample from real data."""
        del arguments, named
        if not request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        declared = declared_of(view, name)
        if _is_beyond_sample(request, declared, name):
            return refused(request, member_of(request))
        if locking.LOCKED not in request.session:
            return None
        if name in REACHABLE_LOCKED or (declared is not None and declared.public):
            return None
        return redirect("locked")

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        now = self.clock()
        session = request.session
        if now - session.setdefault(BEGAN, now) > settings.SESSION_COOKIE_AGE:
            return _ended(request)
        idle = now - session.setdefault(SEEN, now)
        if idle > _idle_seconds(request):
            locking.lock(request, locking.page_of(request))
        if idle > GRAIN:
            session[SEEN] = now
        return self.get_response(request)


def _time_zone(request: HttpRequest) -> ZoneInfo | None:
    """The practice's time; a name that this machine does not know is no fault of the caller."""
    member = member_of(request)
    try:
        return ZoneInfo(member.practice.time_zone) if member else None
    except (KeyError, ValueError, OSError):
        return None


def _is_beyond_sample(request: HttpRequest, declared: Declared | None, name: str | None) -> bool:
    """Whether a visitor of the sample asks for the whole record, which may hold real people."""
    if declared is None or declared.needs is not Permission.KEEP_DATA or name == SAMPLE_ROUTE:
        return False
    member = member_of(request)
    return member is not None and member.practice.is_sample


def _idle_seconds(request: HttpRequest) -> int:
    member = member_of(request)
    return (member.practice.idle_minutes if member else IDLE_MINUTES) * 60


def _ended(request: HttpRequest) -> HttpResponseBase:
    """End a session that has lasted its full time, and say so."""
    back = locking.page_of(request)
    logout(request)
    messages.info(request, "You were signed in for a long time. Sign in again to go on.")
    return redirect_to_login(back)


def _for_scripts(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Tell a script to sign in again; a redirect would look to it like an answer."""
    if response.status_code != 302 or locking.is_page(request):
        return response
    if request.path == reverse("lock"):
        return response  # its script asked for the page that comes next
    place = response["Location"].partition("?")[0]
    if place not in {reverse(name) for name in ("account_login", "locked", "second_factor")}:
        return response
    if request.headers.get("HX-Request"):
        answer = JsonResponse({})
        answer["HX-Redirect"] = place
    else:
        message, remedy = "This session is closed.", "Sign in again; what you wrote is kept here."
        error = {"field": "session", "message": message, "remedy": remedy}
        answer = JsonResponse({"errors": [error]}, status=401)
    for header in ("Cache-Control", "Clear-Site-Data"):
        if header in response:
            answer[header] = response[header]
    answer.cookies = response.cookies
    return answer
