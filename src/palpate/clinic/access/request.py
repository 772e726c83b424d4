"""The member behind a request."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest

from palpate.clinic.practice.models import Member

CHOSEN: Final = "practice"
"""Session key of the practice a person works in now."""
ATTRIBUTE: Final = "member"
"""Where the member is kept on a request."""
SEVERAL: Final = "has_practices"
"""Where it is kept on a request whether its person has more than one practice."""


class MemberRequest(HttpRequest):
    """A request that the gate let through: views of members take this type."""

    member: Member


def member_of(request: HttpRequest) -> Member | None:
    """The caller's active membership in the practice chosen in this session, or the first one.

    Looked up once a request.
    """
    known = getattr(request, ATTRIBUTE, None)
    if isinstance(known, Member):
        return known
    if not request.user.is_authenticated:
        return None
    mine = memberships(request.user.pk)
    chosen = request.session.get(CHOSEN)
    found = next((each for each in mine if str(each.practice_id) == chosen), None)
    found = found or next(iter(mine), None)
    if found is not None:
        setattr(request, ATTRIBUTE, found)
        setattr(request, SEVERAL, len(mine) > 1)
    return found


def memberships(user_id: Any) -> list[Member]:
    """The active memberships of a person, the first one joined first."""
    mine = Member.objects.filter(user_id=user_id, active=True).select_related("practice")
    return list(mine.order_by("created_at"))
