"""The page behind a one-time link."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from palpate.clinic.access.request import CHOSEN
from palpate.clinic.accounts.models import User
from palpate.clinic.accounts.standing import SAMPLE
from palpate.clinic.practice import entry, links
from palpate.clinic.practice.forms import FirstOwnerForm, NewAccountForm
from palpate.clinic.practice.models import Member, SetupLink
from palpate.clinic.practice.refusing import put
from palpate.evidence import UserError


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Take in the first owner, or an invited person."""
    link = links.find(token)
    if link is None:
        return render(request, "practice/link_gone.html", status=404)
    if link.practice is None:
        return _first_owner(request, link)
    if link.practice.is_sample and link.made_by and not link.email:
        return _sample(request, link)
    if User.objects.filter(email=link.email).exists():
        return _known(request, link)
    return _invited(request, link)


def _first_owner(request: HttpRequest, link: SetupLink) -> HttpResponse:
    form = FirstOwnerForm(request.POST or None)
    if form.is_valid():
        try:
            member = entry.begin(link=link, **form.cleaned_data)
        except UserError as error:
            put(error, form)
        else:
            return _sign_in(request, member, form.cleaned_data["password"])
    return _page(request, "practice/begin.html", form=form, link=link)


def _invited(request: HttpRequest, link: SetupLink) -> HttpResponse:
    form = NewAccountForm(request.POST or None, initial={"email": link.email})
    if form.is_valid():
        try:
            member = entry.join(link=link, **form.cleaned_data)
        except UserError as error:
            put(error, form)
        else:
            return _sign_in(request, member, form.cleaned_data["password"])
    return _page(request, "practice/join.html", form=form, link=link)


def _known(request: HttpRequest, link: SetupLink) -> HttpResponse:
    """Let somebody with an account join by being signed in as that person."""
    user = request.user
    mine = isinstance(user, User) and user.email == link.email
    if mine and isinstance(user, User) and request.method == "POST":
        try:
            member = entry.join_as(link=link, user=user)
        except UserError as error:
            messages.error(request, str(error))
        else:
            request.session[CHOSEN] = str(member.practice_id)
            return redirect("home")
    return _page(request, "practice/join_known.html", link=link, mine=mine)


def _sample(request: HttpRequest, link: SetupLink) -> HttpResponse:
    """Sign in as the owner of the sample practice, where no real person's data is in reach."""
    if request.method == "POST" and link.made_by is not None and links.use(link):
        logout(request)
        login(request, link.made_by.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        request.session[SAMPLE] = True
        request.session[CHOSEN] = str(link.practice_id)
        return redirect("home")
    return _page(request, "practice/sample_door.html", link=link)


def _sign_in(request: HttpRequest, member: Member, password: str) -> HttpResponse:
    """Sign the new member in; the gate then asks for a second factor."""
    signing_in = Login(user=member.user, email=member.user.email)
    credentials = {"email": member.user.email, "password": password}
    answer: HttpResponse = perform_password_login(request, credentials, signing_in)
    return answer


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    form = context.get("form")
    status = 422 if form is not None and form.is_bound else 200
    return render(request, template, context, status=status)
