"""The files of a client: listed, added, downloaded, voided."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import MemberRequest
from palpate.clinic.access.require import require
from palpate.clinic.audit.reading import opened
from palpate.clinic.files import actions, kinds
from palpate.clinic.files.models import StoredFile
from palpate.clinic.files.uploads import MemoryOnly
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.evidence import UserError

SANDBOX: Final = "sandbox; default-src 'none'"
MOST: Final = 200
"""Files shown of one client."""


class Upload(forms.Form):
    """What is added."""

    kind = forms.ChoiceField(
        choices=[(each.value, each.label) for each in StoredFile.Kind],
        initial=StoredFile.Kind.PRESCRIPTION,
        label="What it is",
    )
    file = forms.FileField(
        allow_empty_file=True,
        help_text="A PDF or a picture (JPEG, PNG, WebP) up to 15 MB. Pictures lose the place and"
        " time they were taken at.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp"}),
    )


@csrf_exempt  # the token is checked below, once the request is told to keep uploads in memory
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: MemberRequest, client_id: UUID) -> HttpResponseBase:
    """List the files of a client, or add one."""
    handler = MemoryOnly(request)
    request.upload_handlers = [handler]
    return _files(request, client_id, handler)


@csrf_protect
def _files(request: MemberRequest, client_id: UUID, handler: MemoryOnly) -> HttpResponse:
    member = request.member
    client = get_object_or_404(Client.objects.for_user(member), pk=client_id)
    form = Upload(request.POST or None, request.FILES or None)
    if request.method == "POST" and _store(form, client, member, handler):
        messages.success(request, "The file is in the record.")
        return redirect("files", client_id=client.pk)
    opened(request, client)
    found = StoredFile.objects.for_user(member).filter(client_id=client_id)
    context: dict[str, object] = {
        "client": client,
        "form": form,
        "files": found.select_related("by").order_by("-created_at")[:MOST],
        "may_edit": member.may(Permission.EDIT_FILES),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "files/files.html", context, status=status)


def _store(form: Upload, client: Client, member: Member, handler: MemoryOnly) -> bool:
    """Store what was sent, or put what is wrong with it into the form."""
    require(member, Permission.EDIT_FILES)
    if handler.too_large:
        form.errors.pop("file", None)
        form.add_error("file", _said(kinds.too_large()))
    if not form.is_valid():
        return False
    asked = form.cleaned_data
    try:
        actions.store(by=member, client=client, kind=asked["kind"], upload=asked["file"])
    except UserError as error:
        form.add_error(error.field if error.field in form.fields else None, _said(error))
        return False
    return True


@require_safe
def file(request: MemberRequest, client_id: UUID, file_id: UUID) -> HttpResponse:
    """Return a file for download; browsers are told to run nothing in it."""
    found = _of_client(request.member, client_id, file_id)
    try:
        data = actions.content_of(found)
    except UserError as error:
        messages.error(request, _said(error))
        return redirect("files", client_id=client_id)
    opened(request, found.client, found)
    response = HttpResponse(data, content_type=found.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def void(request: MemberRequest, client_id: UUID, file_id: UUID) -> HttpResponse:
    """Mark a file as entered in error."""
    found = _of_client(request.member, client_id, file_id)
    try:
        actions.void(by=request.member, file=found, why=request.POST.get("why", ""))
    except UserError as error:
        messages.error(request, _said(error))
    else:
        messages.success(request, "The file is marked as entered in error.")
    return redirect("files", client_id=client_id)


def _of_client(member: Member, client_id: UUID, file_id: UUID) -> StoredFile:
    reach = StoredFile.objects.for_user(member).select_related("client")
    return get_object_or_404(reach, pk=file_id, client_id=client_id)


def _said(error: UserError) -> str:
    return f"{error.message} {error.remedy}".strip()
