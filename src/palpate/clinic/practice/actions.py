"""What can be done to a practice and its members. Each act is checked, whole and recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from palpate.clinic.access.permissions import Permission, Role
from palpate.clinic.access.require import require
from palpate.clinic.accounts.endings import end_sessions
from palpate.clinic.accounts.passwords import reset_path
from palpate.clinic.audit.chain import record
from palpate.clinic.practice import links
from palpate.clinic.practice.models import Credential, Member, Practice
from palpate.evidence import UserError


@transaction.atomic
def save_practice(*, by: Member, practice: Practice, changed: list[str]) -> None:
    """Keep the settings of the practice."""
    require(by, Permission.MANAGE_PRACTICE)
    practice.save()
    record(by, "practice settings changed", on=practice, fields=sorted(changed))


@transaction.atomic
def invite(*, by: Member, email: str, roles: list[str], supervisor: Member | None) -> str:
    """Make the one-time link that lets a person join; returns its token."""
    require(by, Permission.MANAGE_MEMBERS)
    address = email.strip().lower()
    _check_roles(by, roles, supervisor)
    if Member.objects.filter(practice_id=by.practice_id, user__email=address).exists():
        raise UserError(
            "A person with this address is already a member.",
            "Open their entry and change the roles there.",
            "email",
        )
    token = links.invitation(by, address, roles, supervisor)
    record(by, "member invited", roles=roles)
    return token


@transaction.atomic
def change_member(
    *, by: Member, member: Member, name: str, roles: list[str], supervisor: Member | None
) -> None:
    """Give a member another name, other roles or another supervisor."""
    require(by, Permission.MANAGE_MEMBERS)
    _check_roles(by, roles, supervisor, member)
    if Role.OWNER not in roles:
        _keep_an_owner(member)
    before = list(member.roles)
    member.name, member.roles, member.supervisor = name, roles, supervisor
    member.save(update_fields=["name", "roles", "supervisor"])
    record(by, "member changed", on=member, roles_before=before, roles=roles)


@transaction.atomic
def deactivate(*, by: Member, member: Member) -> None:
    """Close a member's way in at once; what they wrote stays under their name."""
    require(by, Permission.MANAGE_MEMBERS)
    _same_practice(by, member)
    _keep_an_owner(member)
    member.active = False
    member.save(update_fields=["active"])
    if not Member.objects.filter(user_id=member.user_id, active=True).exists():
        member.user.is_active = False
        member.user.save(update_fields=["is_active"])
    ended = end_sessions(member.user)
    record(by, "member made inactive", on=member, sessions_ended=ended)


@transaction.atomic
def reactivate(*, by: Member, member: Member) -> None:
    """Let a member in again, with the roles they had."""
    require(by, Permission.MANAGE_MEMBERS)
    _same_practice(by, member)
    member.active = True
    member.save(update_fields=["active"])
    member.user.is_active = True
    member.user.save(update_fields=["is_active"])
    record(by, "member made active", on=member)


@transaction.atomic
def new_password(*, by: Member, member: Member) -> str:
    """Make a link by which a member chooses a new password; returns its path."""
    require(by, Permission.MANAGE_MEMBERS)
    _same_practice(by, member)
    record(by, "link for a new password made", on=member)
    return reset_path(member.user)


@transaction.atomic
def save_credential(*, by: Member, member: Member, credential: Credential) -> None:
    """Keep a licence of a member: one's own, or any for whoever manages members."""
    _may_change_credentials(by, member)
    credential.practice_id, credential.member = member.practice_id, member
    credential.save()
    record(by, "credential saved", on=credential, profession=credential.profession)


@transaction.atomic
def remove_credential(*, by: Member, credential: Credential) -> None:
    """Take a licence off a member; the audit keeps which it was."""
    _may_change_credentials(by, credential.member)
    kept: Mapping[str, Any] = {
        "profession": credential.profession,
        "licence_number": credential.licence_number,
    }
    record(by, "credential removed", on=credential, **kept)
    credential.delete()


def _may_change_credentials(by: Member, member: Member) -> None:
    _same_practice(by, member)
    if by.pk != member.pk:
        require(by, Permission.MANAGE_MEMBERS)


def _same_practice(by: Member, member: Member) -> None:
    if by.practice_id != member.practice_id:
        raise UserError("There is no such member in this practice.", "Choose one of the list.")


def _check_roles(
    by: Member, roles: list[str], supervisor: Member | None, member: Member | None = None
) -> None:
    """Refuse roles that do not exist or that lack what they need."""
    if not roles or not set(roles) <= set(Role.values):
        raise UserError("A member needs at least one role.", "Tick what they do.", "roles")
    if supervisor is not None:
        _same_practice(by, supervisor)
        if member is not None and supervisor.pk == member.pk:
            raise UserError("Nobody supervises themselves.", "Choose another.", "supervisor")
        if Role.THERAPIST not in supervisor.roles or not supervisor.active:
            raise UserError(
                "A supervisor is a therapist of this practice.", "Choose another.", "supervisor"
            )
    if Role.STUDENT in roles and supervisor is None:
        raise UserError("A student needs a supervisor.", "Choose a therapist.", "supervisor")
    if member is not None:
        _same_practice(by, member)


def _keep_an_owner(member: Member) -> None:
    """Refuse to take away the last active owner; two who leave at once wait for each other."""
    Practice.objects.select_for_update().get(pk=member.practice_id)
    others = Member.objects.filter(practice_id=member.practice_id, active=True).exclude(
        pk=member.pk
    )
    if Role.OWNER in member.roles and not any(Role.OWNER in each.roles for each in others):
        raise UserError(
            "This is the only active owner of the practice.",
            "Make another member an owner first.",
            "roles",
        )
