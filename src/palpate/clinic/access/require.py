"""The check inside actions: whoever calls them, the permission is asked for once more."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from palpate.clinic.access.permissions import Permission
from palpate.clinic.practice.models import Member


def require(by: Member, permission: Permission) -> None:
    """Raise PermissionDenied unless the member holds the permission."""
    if not by.may(permission):
        raise PermissionDenied(f"{permission.value} is not granted")
