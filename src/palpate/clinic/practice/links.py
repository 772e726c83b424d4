"""One-time links: the first owner's, and invitations. Only a digest of each is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Final

from django.utils import timezone

from palpate.clinic.access.permissions import Role
from palpate.clinic.practice.models import Member, Practice, SetupLink

FIRST_OWNER_LASTS: Final = timedelta(hours=24)
INVITATION_LASTS: Final = timedelta(days=7)
TOKEN_BYTES: Final = 32
PLACE: Final = "enter/"


def path(token: str) -> str:
    """The address of a link, without that of the server."""
    return f"/{PLACE}{token}/"


def first_owner() -> str:
    """Make the link of the first owner; an earlier one that nobody used stops working."""
    SetupLink.objects.filter(practice=None, used_at=None).delete()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    SetupLink.objects.create(
        token_hash=digest(token), expires_at=timezone.now() + FIRST_OWNER_LASTS
    )
    return token


def invitation(by: Member, email: str, roles: list[str], supervisor: Member | None) -> str:
    """Make the link of an invitation; an earlier one for the address stops working."""
    SetupLink.objects.filter(practice_id=by.practice_id, email=email, used_at=None).delete()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    SetupLink.objects.create(
        token_hash=digest(token),
        practice_id=by.practice_id,
        email=email,
        roles=roles,
        supervisor=supervisor,
        made_by=by,
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    return token


def find(token: str) -> SetupLink | None:
    """The link of a token while it can still be used."""
    links = SetupLink.objects.select_related("practice", "supervisor", "made_by__user")
    return links.filter(
        token_hash=digest(token), used_at=None, expires_at__gt=timezone.now()
    ).first()


def use(link: SetupLink) -> bool:
    """Mark a link as used; false when someone was faster."""
    unused = SetupLink.objects.filter(pk=link.pk, used_at=None)
    return unused.update(used_at=timezone.now()) == 1


def digest(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def sample(practice: Practice) -> str:
    """Make the link into a sample practice, as its owner."""
    owner = next(each for each in _owners() if each.practice_id == practice.pk)
    SetupLink.objects.filter(practice=practice, email="").delete()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    SetupLink.objects.create(
        token_hash=digest(token),
        practice=practice,
        made_by=owner,
        expires_at=timezone.now() + FIRST_OWNER_LASTS,
    )
    return token


def has_owner() -> bool:
    """Whether somebody owns a practice that is not the sample."""
    return any(not each.practice.is_sample for each in _owners())


def _owners() -> list[Member]:
    active = Member.objects.filter(active=True).select_related("practice").order_by("created_at")
    return [each for each in active if Role.OWNER in each.roles]
