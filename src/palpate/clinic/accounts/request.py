"""The person behind a signed-in request."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from palpate.clinic.accounts.models import User


def user_of(request: HttpRequest) -> User:
    """The signed-in person; the gate has let nobody else through."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
