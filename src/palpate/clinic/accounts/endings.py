"""Ending the sessions of a person."""

from __future__ import annotations

from allauth.usersessions.models import UserSession

from palpate.clinic.accounts.models import User


def end_sessions(user: User) -> int:
    """End every session of a person, and say how many there were."""
    sessions = list(UserSession.objects.filter(user_id=user.pk))
    for session in sessions:
        session.end()
    return len(sessions)
