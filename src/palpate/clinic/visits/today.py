"""Who comes today, and who is waiting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from palpate.clinic.access.permissions import Role
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.clock import day_bounds
from palpate.clinic.visits.models import Visit

MOST = 200
"""Visits shown of one day."""


@dataclass(frozen=True)
class Today:
    """The visits of a day, in their order."""

    visits: Sequence[Visit]

    @property
    def waiting(self) -> list[Visit]:
        """Who sits in the waiting room."""
        return [each for each in self.visits if each.state == Visit.State.WAITING]

    @property
    def in_the_room(self) -> list[Visit]:
        """Whose visit is open."""
        return [each for each in self.visits if each.state == Visit.State.OPEN]


def for_member(member: Member, day: date) -> Today:
    """A day's visits: one's own for those who treat, everybody's for the desk. One query."""
    start, end = day_bounds(member.practice, day)
    visits = (
        Visit.objects.for_user(member)
        .filter(starts_at__gte=start, starts_at__lt=end)
        .exclude(state=Visit.State.VOIDED)
        .select_related("client", "therapist")
        .order_by("starts_at")
    )
    treats = {Role.THERAPIST, Role.STUDENT} & set(member.roles)
    if treats and Role.FRONT_DESK not in member.roles:
        visits = visits.filter(therapist_id=member.pk)
    return Today(list(visits[:MOST]))
