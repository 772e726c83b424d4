"""Permissions, and the roles that hold them. What is not granted here is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from django.db import models


class Role(models.TextChoices):
    """What a member does in the practice. One person may have several."""

    OWNER = "owner", "Owner"
    THERAPIST = "therapist", "Therapist"
    FRONT_DESK = "front_desk", "Front desk"
    BOOKKEEPER = "bookkeeper", "Bookkeeper"
    STUDENT = "student", "Student under supervision"
    AUDITOR = "auditor", "Auditor"


class Permission(StrEnum):
    """One thing a member may do."""

    SEE_CLIENTS = "see clients"
    """Names, contacts and visit times: what a desk or a bookkeeper needs."""
    EDIT_CLIENTS = "edit clients"
    SEE_HEALTH = "see health"
    """History, drawings, examinations, hypotheses and notes."""
    EDIT_HEALTH = "edit health"
    SIGN_NOTES = "sign notes"
    COUNTERSIGN = "countersign"
    PLAN_VISITS = "plan visits"
    SEND_INTAKE = "send intake"
    SEE_CONSENTS = "see consents"
    TAKE_CONSENTS = "take consents"
    SEE_FILES = "see files"
    EDIT_FILES = "edit files"
    MERGE_CLIENTS = "merge clients"
    BREAK_GLASS = "break glass"
    """Open a record out of reach in an emergency, with a reason."""
    REVIEW_ACCESS = "review access"
    SEE_AUDIT = "see audit"
    MANAGE_MEMBERS = "manage members"
    MANAGE_PRACTICE = "manage practice"
    KEEP_DATA = "keep data"
    """Backup, export, import, removal of the sample practice."""


_CLINICAL: Final = frozenset(
    {
        Permission.SEE_CLIENTS,
        Permission.EDIT_CLIENTS,
        Permission.SEE_HEALTH,
        Permission.EDIT_HEALTH,
        Permission.PLAN_VISITS,
        Permission.SEND_INTAKE,
        Permission.SEE_CONSENTS,
        Permission.TAKE_CONSENTS,
        Permission.SEE_FILES,
        Permission.EDIT_FILES,
    }
)

GRANTS: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.OWNER: frozenset(
        {
            Permission.SEE_CLIENTS,
            Permission.EDIT_CLIENTS,
            Permission.PLAN_VISITS,
            Permission.MERGE_CLIENTS,
            Permission.REVIEW_ACCESS,
            Permission.SEE_AUDIT,
            Permission.MANAGE_MEMBERS,
            Permission.MANAGE_PRACTICE,
            Permission.KEEP_DATA,
        }
    ),
    Role.THERAPIST: _CLINICAL
    | {
        Permission.SIGN_NOTES,
        Permission.COUNTERSIGN,
        Permission.MERGE_CLIENTS,
        Permission.BREAK_GLASS,
    },
    Role.FRONT_DESK: frozenset(
        {
            Permission.SEE_CLIENTS,
            Permission.EDIT_CLIENTS,
            Permission.PLAN_VISITS,
            Permission.SEND_INTAKE,
            Permission.SEE_CONSENTS,
        }
    ),
    Role.BOOKKEEPER: frozenset({Permission.SEE_CLIENTS}),
    Role.STUDENT: _CLINICAL - {Permission.EDIT_CLIENTS} | {Permission.SIGN_NOTES},
    Role.AUDITOR: frozenset({Permission.SEE_AUDIT, Permission.REVIEW_ACCESS}),
}


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """All that the roles hold together; an unknown role holds nothing."""
    known = {role.value for role in Role}
    held = (GRANTS[Role(role)] for role in roles if role in known)
    return frozenset().union(*held)
