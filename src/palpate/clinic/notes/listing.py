"""Notes that wait for somebody: own drafts, visits without a note, what awaits a supervisor.

A visit gets its note when it ends, so that only visits under way can be without.
"""

from __future__ import annotations

from dataclasses import dataclass

from palpate.clinic.notes.models import Note
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.models import Visit

MOST = 25
NAMES = ("given_name", "family_name", "preferred_name", "discreet")
"""What the shown name of a client is made of."""
LISTED = (
    *("state", "signed_at", "visit__starts_at", "author__name"),
    *("client", "visit", "author"),
    *(f"client__{name}" for name in NAMES),
)
"""What a list shows of a note; its texts are long."""


@dataclass(frozen=True)
class Unsigned:
    """What a member has yet to sign, draft or countersign; at most twenty-five of each.

    `without` holds visits under way whose note has not been begun.
    """

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
    notes = Note.objects.for_user(member).select_related("client", "visit", "author").only(*LISTED)
    awaiting = notes.filter(state=Note.State.AWAITING).order_by("signed_at")
    drafts = notes.filter(state=Note.State.DRAFT, author=member).order_by("visit__starts_at")
    without = (
        Visit.objects.for_user(member)
        .filter(therapist=member, state=Visit.State.OPEN, note__isnull=True)
        .select_related("client")
        .order_by("starts_at")
    )
    return Unsigned(
        drafts=list(drafts[:MOST]),
        without=list(without[:MOST]),
        to_countersign=list(awaiting.filter(author__supervisor=member)[:MOST]),
        with_supervisor=list(awaiting.filter(author=member)[:MOST]),
    )
