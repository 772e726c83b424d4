"""Take clients over, and take an import back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.audit.chain import record
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.clinic.vault.importing.planning import Plan
from palpate.clinic.vault.models import ImportBatch
from palpate.evidence.errors import UserError


@dataclass(frozen=True)
class Undone:
    """What taking an import back did."""

    removed: int
    kept: list[str]
    """Clients whose record was worked on since: they stay."""

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {"removed": self.removed, "kept": self.kept}


@transaction.atomic
def take_over(*, by: Member, plan: Plan, file_name: str, skip_bad: bool = False) -> ImportBatch:
    """Make the clients of a plan, all or none. Raises UserError while there are bad rows."""
    require(by, Permission.KEEP_DATA)
    if plan.problems and not skip_bad:
        raise UserError(
            f"Rows that cannot be taken over: {plan.bad_lines}; nothing was imported.",
            "Mend them in the file, or import without them: --skip-bad.",
            "file",
        )
    if not plan.ready:
        raise UserError("There is nobody to take over.", "Look at the rows left out.", "file")
    counts = {
        "imported": len(plan.ready),
        "bad": plan.bad_lines,
        "duplicates": len(plan.doubles),
    }
    batch: ImportBatch = ImportBatch.objects.create(
        practice_id=by.practice_id,
        file_name=file_name[:200],
        mapping=plan.mapping,
        counts=counts,
        by=by,
    )
    mine = Client.objects.filter(practice_id=by.practice_id)
    last = mine.aggregate(last=Max("number"))["last"] or 0
    for number, ready in enumerate(plan.ready, start=last + 1):
        client = Client(
            practice_id=by.practice_id, number=number, import_batch=batch.pk, **ready.facts
        )
        client.save(force_insert=True)
        record(by, "client imported", client_id=client.pk, on=client)
    record(by, "clients imported", on=batch, counts=counts)
    return batch


@transaction.atomic
def undo(*, by: Member, batch_id: UUID, now: datetime) -> Undone:
    """Remove what an import made, except the records that were worked on since."""
    require(by, Permission.KEEP_DATA)
    batch = ImportBatch.objects.for_user(by).select_for_update().filter(pk=batch_id).first()
    if batch is None:
        raise UserError("There is no such import.", "Look at the list of imports.", "batch")
    if batch.undone_at is not None:
        raise UserError("This import was taken back already.", "", "batch")
    kept, removed = [], 0
    mine = Client.objects.filter(practice_id=by.practice_id, import_batch=batch.pk)
    for client in mine.order_by("number"):
        if is_touched(client):
            kept.append(f"{client.number} {client.full_name}")
            continue
        record(by, "import taken back", client_id=client.pk, on=client)
        client.delete()
        removed += 1
    batch.undone_at, batch.undone_by = now, by
    batch.save(update_fields=["undone_at", "undone_by"])
    record(by, "clients' import taken back", on=batch, removed=removed, kept=len(kept))
    return Undone(removed, kept)


NOT_WORK: Final = frozenset({"name_words"})
"""What hangs on every record by itself."""


def is_touched(client: Client) -> bool:
    """Whether a record was changed since it was imported, or anything hangs on it."""
    if client.history.count() > 1:
        return True
    for relation in client._meta.related_objects:
        holder: Any = relation.related_model
        rows = holder._base_manager.filter(**{relation.field.name: client.pk})
        if relation.name not in NOT_WORK and rows.exists():
            return True
    return False
