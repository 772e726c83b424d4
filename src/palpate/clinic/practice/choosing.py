"""Going over to another practice of the same person."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from palpate.clinic.access.refusals import refused
from palpate.clinic.access.request import CHOSEN, MemberRequest, memberships
from palpate.clinic.audit.chain import record
from palpate.clinic.database import practice_scope


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: MemberRequest) -> HttpResponse:
    """Show the practices of the caller; keep the chosen one for this session."""
    mine = memberships(request.member.user_id)
    if request.method != "POST":
        return render(request, "practice/choose.html", {"memberships": mine})
    wanted = request.POST.get("practice", "")
    entered = next((each for each in mine if str(each.practice_id) == wanted), None)
    if entered is None:
        return refused(request, request.member)
    if entered.pk != request.member.pk:
        with practice_scope(entered.practice_id):
            record(entered, "practice entered", on=entered.practice)
        request.session[CHOSEN] = wanted
        request.session.cycle_key()
    return redirect("home")
