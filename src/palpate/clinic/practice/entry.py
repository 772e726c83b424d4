"""Coming in by a one-time link: the first owner with a new practice, or an invited member."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from palpate.clinic.access.permissions import Role
from palpate.clinic.accounts.models import User
from palpate.clinic.audit.chain import record
from palpate.clinic.consent.starting import put_in_place
from palpate.clinic.database import practice_scope
from palpate.clinic.database.identifiers import uuid7
from palpate.clinic.practice import links
from palpate.clinic.practice.models import Member, Practice, SetupLink
from palpate.evidence import UserError


def begin(
    *,
    link: SetupLink,
    practice_name: str,
    time_zone: str,
    name: str,
    email: str,
    password: str,
    treats: bool,
) -> Member:
    """Make the practice and its first owner."""
    if link.practice_id is not None:
        raise UserError("This link is an invitation.", "Open it again.")
    identity = uuid7()
    with practice_scope(identity), transaction.atomic():
        _use(link)
        practice = Practice.objects.create(id=identity, name=practice_name, time_zone=time_zone)
        put_in_place(practice.pk)
        user = _account(email, name, password)
        roles = [Role.OWNER.value, *([Role.THERAPIST.value] if treats else [])]
        member = Member.objects.create(practice=practice, user=user, name=name, roles=roles)
        record(member, "practice begun", on=practice)
    return member


def join(*, link: SetupLink, name: str, password: str) -> Member:
    """Make the account of an invited person and let them into the practice."""
    return _joined(link, name, lambda: _account(link.email, name, password))


def join_as(*, link: SetupLink, user: User) -> Member:
    """Let a person who already has an account into another practice."""
    if user.email != link.email:
        raise UserError("This invitation is for another person.", "Sign in as that person.")
    return _joined(link, user.name, lambda: user)


def _joined(link: SetupLink, name: str, account: Callable[[], User]) -> Member:
    if link.practice_id is None:
        raise UserError("This link is for a first owner.", "Open it again.")
    with practice_scope(link.practice_id), transaction.atomic():
        _use(link)
        member = Member.objects.create(
            practice_id=link.practice_id,
            user=account(),
            name=name,
            roles=link.roles,
            supervisor=link.supervisor,
        )
        record(member, "member joined", on=member, roles=link.roles)
    return member


def _use(link: SetupLink) -> None:
    if not links.use(link):
        raise UserError("This link was used a moment ago.", "Sign in with the account it made.")


def _account(email: str, name: str, password: str) -> User:
    if User.objects.filter(email__iexact=email).exists():
        raise UserError(
            "There is already an account with this address.", "Sign in with it.", "email"
        )
    return User.objects.create_user(email, password, name=name)
