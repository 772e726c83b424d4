"""Whether the sample practice is there, and where its visitors come from."""

from __future__ import annotations

from uuid import UUID

from palpate.clinic.database import everything_scope
from palpate.clinic.practice.models import Member, Practice


def existing() -> Practice | None:
    """The sample practice, if there is one."""
    with everything_scope("looking for the sample practice"):
        return Practice.objects.filter(is_sample=True).order_by("created_at").first()


def own_practice(member: Member) -> UUID | None:
    """Another practice of the same person, to go back to."""
    with everything_scope("leaving the sample practice"):
        others = Member.objects.filter(user_id=member.user_id, active=True)
        own = others.exclude(practice__is_sample=True).order_by("created_at")
        return own.values_list("practice_id", flat=True).first()
