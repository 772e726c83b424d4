"""The page on which an owner keeps the data: backups, export, imports."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from palpate.clinic.access.request import MemberRequest
from palpate.clinic.audit.chain import record
from palpate.clinic.database import everything_scope
from palpate.clinic.practice.models import Practice
from palpate.clinic.vault import backup as backups
from palpate.clinic.vault import occupancy
from palpate.clinic.vault import store as stores
from palpate.clinic.vault.export.telling import export_and_tell
from palpate.clinic.vault.models import Backup, ImportBatch
from palpate.evidence import UserError

SHOWN: Final = 20


@require_safe
def keeping(request: MemberRequest) -> HttpResponse:
    """Backups, the export, imports."""
    folder = stores.here().backups
    listed = [
        {"backup": each, "is_here": (folder / each.file_name).is_file()}
        for each in Backup.objects.order_by("-at")[:SHOWN]
    ]
    imports = ImportBatch.objects.for_user(request.member).select_related("by")
    context = {
        "backups": listed,
        "imports": imports.order_by("-created_at")[:SHOWN],
        "folder": folder,
        "is_alone": is_alone(),
    }
    return render(request, "vault/keeping.html", context)


@require_POST
def make_backup(request: MemberRequest) -> HttpResponse:
    """Make a backup now."""
    if not is_alone():
        messages.error(request, "Several practices are kept here: who runs the server backs up.")
        return redirect("keeping")
    store = stores.here()
    try:
        with occupancy.shared(store.folder):
            made = backups.make(store, now=datetime.now(UTC))
    except UserError as error:
        messages.error(request, str(error))
        return redirect("keeping")
    record(request.member, "backup made", file=made.path.name)
    messages.success(request, "The backup is made, opened again and checked.")
    return redirect("keeping")


@require_safe
def download_backup(request: MemberRequest, backup_id: int) -> HttpResponseBase:
    """Hand over the encrypted file."""
    found = Backup.objects.filter(pk=backup_id).first()
    path = stores.here().backups / Path(found.file_name).name if found else None
    if path is None or not path.is_file() or not is_alone():
        raise Http404
    record(request.member, "backup downloaded", file=path.name)
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


@require_POST
def export(request: MemberRequest) -> HttpResponseBase:
    """Hand over everything of this practice, readable without Palpate."""
    store, now = stores.here(), datetime.now(UTC)
    with tempfile.TemporaryDirectory(dir=store.work()) as folder:
        path = Path(folder) / f"palpate-export-{now:%Y%m%d}.zip"
        try:
            export_and_tell(
                store, path, now=now, practice_id=request.member.practice_id, by=request.member
            )
        except UserError as error:
            messages.error(request, str(error))
            return redirect("keeping")
        # The name goes with the folder; the open file is read to its end.
        return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


def is_alone() -> bool:
    """Whether one practice is kept here, the sample aside: a backup holds all of them."""
    with everything_scope("counting practices before a backup"):
        return Practice.objects.filter(is_sample=False).count() <= 1
