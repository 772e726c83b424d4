"""The epoch of a record: it changes with every restore.

A device that kept changes while it was offline names the epoch it saw last. When that is not the
present one, the record it knew was replaced, and what it holds must be looked at by a person
before anything is taken over.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from palpate.clinic.database.identifiers import uuid7
from palpate.clinic.vault.models import Epoch


def current() -> UUID | None:
    """The present epoch; None in a record that was never begun or restored by name."""
    newest = Epoch.objects.order_by("-since", "-id").first()
    return newest.id if newest else None


def begin(now: datetime, why: str) -> UUID:
    """Begin a new epoch."""
    return Epoch.objects.create(id=uuid7(), since=now, why=why).id
