"""Settings of the practice, its members, and their licences."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palpate.clinic.access.permissions import Permission, Role
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.practice import actions, links, scope_of_practice
from palpate.clinic.practice.forms import InviteForm, MemberForm, PracticeForm
from palpate.clinic.practice.models import Member, Practice, SetupLink
from palpate.clinic.practice.refusing import put
from palpate.evidence import UserError

INVITATION: Final = "invitation"
"""Session key: the link just made, shown once."""
UNREADABLE: Final = 422


@require_http_methods(["GET", "POST"])
def practice(request: MemberRequest) -> HttpResponse:
    """The settings, and who works here."""
    edited = Practice.objects.get(pk=request.member.practice_id)
    form = PracticeForm(request.POST or None, instance=edited)
    if form.is_valid():
        actions.save_practice(by=request.member, practice=edited, changed=form.changed_data)
        messages.success(request, "The settings are kept.")
        return redirect("practice")
    members = Member.objects.filter(practice_id=request.member.practice_id)
    listed = members.select_related("user", "supervisor").prefetch_related("credentials")
    context: dict[str, object] = {
        "form": form,
        "may_manage": request.member.may(Permission.MANAGE_MEMBERS),
        "members": [_row(each) for each in listed.order_by("-active", "name")],
        "invited": _invited(request.member),
        "link": request.session.pop(INVITATION, None),
    }
    return render(request, "practice/practice.html", context, status=_status(form))


def _row(member: Member) -> dict[str, object]:
    """One line of the list: roles in words, and licences that end."""
    day = timezone.localdate()
    ending = (scope_of_practice.warning(each, day) for each in member.credentials.all())
    return {
        "member": member,
        "roles": ", ".join(Role(role).label for role in member.roles if role in Role.values),
        "warnings": [text for text in ending if text],
    }


def _invited(member: Member) -> list[SetupLink]:
    """Invitations that still wait for an answer."""
    return list(
        SetupLink.objects.filter(
            practice_id=member.practice_id, used_at=None, expires_at__gt=timezone.now()
        )
        .exclude(email="")
        .order_by("expires_at")
    )


@require_http_methods(["GET", "POST"])
def invite(request: MemberRequest) -> HttpResponse:
    """Make a one-time link for a new member."""
    form = InviteForm(request.POST or None, by=request.member)
    if form.is_valid():
        try:
            token = actions.invite(by=request.member, **form.cleaned_data)
        except UserError as error:
            put(error, form)
        else:
            address = request.build_absolute_uri(links.path(token))
            request.session[INVITATION] = address
            return redirect("practice")
    return render(request, "practice/invite.html", {"form": form}, status=_status(form))


@require_http_methods(["GET", "POST"])
def member(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Change a member's name, roles and supervisor."""
    edited = _member(request, member_id)
    start = {"name": edited.name, "roles": edited.roles, "supervisor": edited.supervisor_id}
    form = MemberForm(request.POST or None, by=request.member, initial=start)
    if form.is_valid():
        try:
            actions.change_member(by=request.member, member=edited, **form.cleaned_data)
        except UserError as error:
            put(error, form)
        else:
            messages.success(request, f"{edited.name} is kept.")
            return redirect("practice")
    context: dict[str, object] = {"form": form, "edited": edited, "whose": edited}
    context["link"] = request.session.pop(INVITATION, None)
    return render(request, "practice/member.html", context, status=_status(form))


@require_POST
def activity(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Make a member inactive, or active again."""
    edited = _member(request, member_id)
    act = actions.deactivate if edited.active else actions.reactivate
    try:
        act(by=request.member, member=edited)
    except UserError as error:
        messages.error(request, f"{error.message} {error.remedy}")
    return redirect("member", member_id=member_id)


@require_POST
def password(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Make a link by which a member chooses a new password."""
    edited = _member(request, member_id)
    path = actions.new_password(by=request.member, member=edited)
    request.session[INVITATION] = request.build_absolute_uri(path)
    return redirect("member", member_id=member_id)


@require_safe
def scope(request: MemberRequest) -> HttpResponse:
    """What papers may say, by profession."""
    rows = [(name.label, row) for name, row in scope_of_practice.scopes().items()]
    return render(request, "practice/scope.html", {"rows": rows})


def _member(request: MemberRequest, member_id: UUID) -> Member:
    mine = Member.objects.filter(practice_id=request.member.practice_id)
    return get_object_or_404(mine.select_related("user", "practice"), pk=member_id)


def _status(form: BaseForm) -> int:
    return UNREADABLE if form.is_bound else 200
