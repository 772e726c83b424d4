"""Pages of licences: one's own, and those of any member for whoever manages members."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.practice import actions
from palpate.clinic.practice.forms import CredentialForm
from palpate.clinic.practice.models import Credential, Member


@require_http_methods(["GET", "POST"])
def add(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """A new licence of a member."""
    return _edited(request, _whose(request, member_id), Credential())


@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, member_id: UUID, credential_id: UUID) -> HttpResponse:
    """A licence of a member, changed."""
    member = _whose(request, member_id)
    return _edited(request, member, _of(member, credential_id))


@require_POST
def remove(request: MemberRequest, member_id: UUID, credential_id: UUID) -> HttpResponse:
    """Take a licence away."""
    member = _whose(request, member_id)
    actions.remove_credential(by=request.member, credential=_of(member, credential_id))
    messages.success(request, "The licence is removed.")
    return _back(request, member)


def _edited(request: MemberRequest, member: Member, credential: Credential) -> HttpResponse:
    is_new = credential._state.adding
    form = CredentialForm(request.POST or None, instance=credential)
    if form.is_valid():
        actions.save_credential(by=request.member, member=member, credential=credential)
        messages.success(request, "The licence is kept.")
        return _back(request, member)
    context: dict[str, object] = {
        "form": form,
        "whose": member,
        "credential": None if is_new else credential,
    }
    status = 422 if form.is_bound else 200
    return render(request, "practice/credential.html", context, status=status)


def _whose(request: MemberRequest, member_id: UUID) -> Member:
    mine = Member.objects.filter(practice_id=request.member.practice_id)
    member = get_object_or_404(mine, pk=member_id)
    if member.pk != request.member.pk and not request.member.may(Permission.MANAGE_MEMBERS):
        raise PermissionDenied
    return member


def _of(member: Member, credential_id: UUID) -> Credential:
    return get_object_or_404(
        Credential.objects.select_related("member"), pk=credential_id, member_id=member.pk
    )


def _back(request: MemberRequest, member: Member) -> HttpResponse:
    if member.pk == request.member.pk:
        return redirect("account")
    return redirect("member", member_id=member.pk)
