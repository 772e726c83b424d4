"""The gate before every view: undeclared is refused, declared is checked."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from palpate.clinic.access import refusals
from palpate.clinic.access.request import member_of
from palpate.clinic.access.routes import Declared, declared_of
from palpate.clinic.accounts import standing

log = logging.getLogger("palpate.access")

Answer = Callable[[HttpRequest], HttpResponseBase]


class Gate:
    """Middleware. Sets ``request.member`` for the views it lets through."""

    def __init__(self, get_response: Answer) -> None:
        """Keep what comes after."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; the checks need the resolved view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: Any, named: Any
    ) -> HttpResponseBase | None:
        """Refuse, redirect, or let through with ``None``."""
        del arguments, named
        match = request.resolver_match
        declared = declared_of(view, match.url_name if match else None)
        if declared is None:
            log.error("undeclared route refused: %s", match.route if match else "?")
            return refusals.refused(request)
        if declared.public:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if declared.signed_in:
            return None
        return _member_only(request, declared)


def _member_only(request: HttpRequest, declared: Declared) -> HttpResponseBase | None:
    """Let a member through who has a second factor, is not locked and holds the permission."""
    if (step := standing.missing_step(request)) is not None:
        return redirect(step)
    member = member_of(request)
    if member is None:
        is_script = refusals.is_interface(request)
        return refusals.refused(request) if is_script else redirect("no_practice")
    if declared.needs is not None and not member.may(declared.needs):
        return refusals.refused(request, member)
    if declared.fresh and not standing.is_fresh(request):
        return standing.ask_again(request)
    return None
