"""The page on which the sample practice is loaded and removed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from palpate.clinic.access.request import CHOSEN, MemberRequest
from palpate.clinic.sample import load, remove
from palpate.clinic.sample.find import existing, own_practice


@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: MemberRequest) -> HttpResponse:
    """Ask, load, enter or remove."""
    found = existing()
    if request.method != "POST":
        return render(request, "home/sample.html", {"found": found})
    if request.POST.get("do") == "remove" and found is not None:
        home = own_practice(request.member)
        remove(found, by=request.member)
        if home is not None:
            request.session[CHOSEN] = str(home)
        messages.success(request, "The sample practice is gone, with everything in it.")
    elif request.POST.get("do") == "load":
        entered = found or load(timezone.now(), visitor=request.member)
        request.session[CHOSEN] = str(entered.pk)
    return redirect("home")
