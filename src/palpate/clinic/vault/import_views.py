"""Taking clients over in the browser: upload, columns, what would happen, import, undo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from palpate.clinic.access.request import MemberRequest
from palpate.clinic.vault.importing import actions, known, reading, waiting
from palpate.clinic.vault.importing.columns import FIELDS, PRESETS, mapping
from palpate.clinic.vault.importing.dates import Order
from palpate.clinic.vault.importing.planning import Plan, plan
from palpate.clinic.vault.importing.reading import Sheet
from palpate.clinic.vault.models import ImportBatch
from palpate.evidence import UserError

SHOWN: Final = 100
UNREADABLE: Final = 422


@require_http_methods(["GET", "POST"])
def upload(request: MemberRequest) -> HttpResponse:
    """Choose the file."""
    if request.method == "GET":
        return render(request, "vault/upload.html", {})
    try:
        raw = _uploaded(request)
        reading.read(raw)
    except UserError as error:
        return render(request, "vault/upload.html", {"error": error}, status=UNREADABLE)
    kept = waiting.keep(request.member, raw)
    file = request.FILES["file"]
    request.session[f"import {kept}"] = str(getattr(file, "name", ""))[:200]
    return redirect("import_columns", upload=kept)


@require_http_methods(["GET", "POST"])
def columns(request: MemberRequest, upload: UUID) -> HttpResponse:
    """Say what the columns are, see what would happen, and import."""
    try:
        sheet = reading.read(waiting.take(request.member, upload))
    except UserError as error:
        messages.error(request, f"The file {error.message} {error.remedy}")
        return redirect("import_upload")
    made: Plan | None = None
    try:
        made = _plan(request, sheet)
        if "import" in request.POST:
            return _import(request, upload, made)
    except UserError as error:
        return _page(request, sheet, made, error)
    return _page(request, sheet, made, None)


@require_POST
def undo(request: MemberRequest, batch_id: UUID) -> HttpResponse:
    """Take an import back."""
    get_object_or_404(ImportBatch.objects.for_user(request.member), pk=batch_id)
    try:
        done = actions.undo(by=request.member, batch_id=batch_id, now=datetime.now(UTC))
    except UserError as error:
        messages.error(request, str(error))
        return redirect("keeping")
    told = f"{done.removed} records were removed."
    if done.kept:
        told += f" {len(done.kept)} stay, because they were worked on: {', '.join(done.kept[:5])}."
    messages.success(request, told)
    return redirect("keeping")


def _uploaded(request: MemberRequest) -> bytes:
    file = request.FILES.get("file")
    if file is None:
        raise UserError("is missing.", "Choose the CSV file.", "file")
    if (file.size or 0) > reading.LARGEST:
        raise UserError("is too large.", "Split it into several files.", "file")
    return b"".join(file.chunks())


def _plan(request: MemberRequest, sheet: Sheet) -> Plan:
    chosen = mapping(sheet.headings, _said(sheet, request.POST), request.POST.get("preset", ""))
    here = known.of_practice(request.member.practice)
    order = request.POST.get("dates", "")
    return plan(sheet, chosen, here, today=timezone.localdate(), order=order)


def _said(sheet: Sheet, posted: Mapping[str, str]) -> dict[str, str]:
    """What was chosen for each column; nothing on the first look, and after a preset."""
    if posted.get("preset"):
        return {}
    named = enumerate(sheet.headings)
    return {heading: posted[f"column-{at}"] for at, heading in named if f"column-{at}" in posted}


def _import(request: MemberRequest, upload: UUID, made: Plan) -> HttpResponse:
    name = request.session.pop(f"import {upload}", "clients.csv")
    batch = actions.take_over(
        by=request.member, plan=made, file_name=name, skip_bad="skip_bad" in request.POST
    )
    waiting.drop(upload)
    messages.success(request, f"{batch.counts['imported']} clients were taken over.")
    return redirect("keeping")


def _page(
    request: MemberRequest, sheet: Sheet, made: Plan | None, error: UserError | None
) -> HttpResponse:
    chosen = made.mapping if made else _said(sheet, request.POST)
    context = {
        "columns": [
            {
                "name": f"column-{at}",
                "heading": heading,
                "field": chosen.get(heading, ""),
                "sample": next((x.cells[at] for x in sheet.lines if len(x.cells) > at), "")[:40],
            }
            for at, heading in enumerate(sheet.headings)
        ],
        "fields": FIELDS.items(),
        "presets": list(PRESETS),
        "orders": list(Order),
        "order": request.POST.get("dates", ""),
        "plan": made,
        "problems": made.problems[:SHOWN] if made else [],
        "doubles": made.doubles[:SHOWN] if made else [],
        "sheet": sheet,
        "error": error,
    }
    status = UNREADABLE if error else 200
    return render(request, "vault/columns.html", context, status=status)
