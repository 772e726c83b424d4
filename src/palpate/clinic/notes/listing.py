"""Notes that wait for somebody: own drafts, visits without a note, what awaits a supervisor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils import timezone

from palpate.clinic.notes.models import Note
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.models import Visit

MOST = 50
LOOKED_BACK: Final = timedelta(days=366)
"""How old a visit without a note may be to be listed; each that is looked at costs a look-up."""


@dataclass(frozen=True)
class Unsigned:
    """What a member has yet to sign, draft or countersign; at most fifty of each."""

    drafts: list[Note]
    without: list[Visit]
    to_countersign: list[Note]
    with_supervisor: list[Note]

    @property
    def nothing(self) -> bool:
        """Whether all is done."""
        waiting = (self.drafts, self.without, self.to_countersign, self.with_supervisor)
        return not any(waiting)


def unsigned(member: Member) -> Unsigned:
    """What waits for a member, the oldest first."""
    notes = Note.objects.for_user(member).select_related("client", "visit", "author")
    awaiting = notes.filter(state=Note.State.AWAITING).order_by("signed_at")
    drafts = notes.filter(state=Note.State.DRAFT, author=member).order_by("visit__starts_at")
    without = (
        Visit.objects.for_user(member)
        .filter(therapist=member, state__in=(Visit.State.OPEN, Visit.State.DONE), note__isnull=True)
        .filter(starts_at__gte=timezone.now() - LOOKED_BACK)
        .select_related("client")
        .order_by("state", "starts_at")  # as the index of a therapist's visits has them
    )
    return Unsigned(
        drafts=list(drafts[:MOST]),
        without=sorted(without[:MOST], key=lambda visit: visit.starts_at),
        to_countersign=list(awaiting.filter(author__supervisor=member)[:MOST]),
        with_supervisor=list(awaiting.filter(author=member)[:MOST]),
    )
