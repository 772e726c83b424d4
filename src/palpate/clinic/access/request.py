"""The member behind a request."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from palpate.clinic.practice.models import Member

CHOSEN: Final = "practice"
"""Session key of the practice a person works in now."""
ATTRIBUTE: Final = "member"
"""Where the member is kept on a request."""


class MemberRequest(HttpRequest):
    """A request that the gate let through: views of members take this type."""

    member: Member


def member_of(request: HttpRequest) -> Member | None:
    """The caller's active membership in the practice chosen in this session, or the only one.

    Looked up once a request.
    """
    known = getattr(request, ATTRIBUTE, None)
    if isinstance(known, Member):
        return known
    if not request.user.is_authenticated:
        return None
    mine = Member.objects.filter(user_id=request.user.pk, active=True).select_related("practice")
    chosen = request.session.get(CHOSEN)
    found = mine.filter(practice_id=chosen).first() if chosen else None
    found = found or mine.order_by("created_at").first()
    if found is not None:
        setattr(request, ATTRIBUTE, found)
    return found
