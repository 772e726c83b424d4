"""An export leaves an entry in the audit chain."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from palpate.clinic.audit.chain import Actor, record
from palpate.clinic.database import practice_scope
from palpate.clinic.practice.models import Member
from palpate.clinic.vault.export.archive import Exported, export
from palpate.clinic.vault.store import Store


def export_and_tell(
    store: Store,
    path: Path,
    *,
    now: datetime,
    practice_id: UUID | None = None,
    number: int | None = None,
    by: Member | None = None,
) -> Exported:
    """Write an export and enter it into the audit chain: by a member, or by who runs the server."""
    done = export(store, path, now=now, practice_id=practice_id, number=number)
    if done.practice_id is None:
        return done
    actor = by or Actor(done.practice_id, "The server's administrator")
    with store.opened(), practice_scope(done.practice_id):
        record(
            actor,
            "record exported",
            client_id=done.client_id,
            clients=done.clients,
            files=done.files,
        )
    return done
