"""The first page and the search."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.home.searching import answer
from palpate.clinic.home.today import today
from palpate.clinic.pages import htmx


@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """Return today."""
    member = request.member
    context: dict[str, object] = {
        "today": today(member, timezone.now()),
        "may_see_clients": member.may(Permission.SEE_CLIENTS),
        "may_plan": member.may(Permission.PLAN_VISITS),
        "may_treat": member.may(Permission.SEE_HEALTH),
        "may_keep": member.may(Permission.KEEP_DATA),
        "may_invite": member.may(Permission.MANAGE_MEMBERS),
    }
    return render(request, "home/home.html", context)


@require_safe
def search(request: MemberRequest) -> HttpResponse:
    """Return what a query finds: a page, or the list under the search box."""
    found = answer(request.member, request.GET.get("q", ""))
    template = "home/parts/found.html" if request.headers.get("HX-Request") else "home/search.html"
    return render(request, template, {"answer": found, "htmx_version": htmx.version()})


@require_safe
def more(request: MemberRequest) -> HttpResponse:
    """Return every place the member can go to, for bars that are too short."""
    return render(request, "pages/more.html")
