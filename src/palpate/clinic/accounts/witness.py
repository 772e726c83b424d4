"""What happens to accounts goes into the audit chain of each practice they belong to."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.userkit import filter_users_by_email
from django.db import transaction

from palpate.clinic.accounts.models import User
from palpate.clinic.audit.chain import Actor, record
from palpate.clinic.database import practice_scope
from palpate.clinic.practice.models import Member


def tell(user: User, act: str, **detail: Any) -> None:
    """Record an act of a person in every practice where they are an active member."""
    for member in _memberships(user):
        with practice_scope(member.practice_id), transaction.atomic():
            record(member, act, **detail)


def failed(address: str) -> None:
    """Record a failed sign-in where the account is known; who tried is not known."""
    for user in filter_users_by_email(address, is_active=True):
        for member in _memberships(user):
            with practice_scope(member.practice_id), transaction.atomic():
                record(Actor(member.practice_id, "somebody"), "sign-in failed", on=member)


def _memberships(user: User) -> list[Member]:
    return list(Member.objects.filter(user_id=user.pk, active=True))
