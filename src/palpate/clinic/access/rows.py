"""Rows of a practice, and which of them a member can reach."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.db import models
from django.utils import timezone

from palpate.clinic.access.permissions import Permission, Role
from palpate.clinic.database.identifiers import uuid7
from palpate.clinic.practice.models import Member, Practice

Row = TypeVar("Row", bound="PracticeRow", covariant=True)


class ScopedQuerySet(models.QuerySet[Row]):
    """A query that knows who asks."""

    def for_user(self, member: Member | None) -> Self:
        """Rows the member may see: of their practice, their permission and their reach.

        Nobody, an inactive member and one without the permission get no rows at all.
        """
        model: type[PracticeRow] = self.model
        if member is None or not member.may(model.reading):
            return self.none()
        rows = self.filter(practice_id=member.practice_id)
        if model.client_path is None or not is_narrow(member):
            return rows
        return rows.filter(models.Exists(care_of(member, models.OuterRef(model.client_path))))


def is_narrow(member: Member) -> bool:
    """Whether the member reaches only clients in their care.

    Students always; therapists where the practice does not share its records.
    """
    if Role.THERAPIST in member.roles:
        return not member.practice.shared_records and Role.OWNER not in member.roles
    return Role.STUDENT in member.roles


def care_of(member: Member, client: models.OuterRef) -> models.QuerySet[Any]:
    """The member's current care of one client, emergency access included."""
    care = apps.get_model("people", "Care")
    current = models.Q(until__isnull=True) | models.Q(until__gt=timezone.now())
    found: models.QuerySet[Any] = care._default_manager.filter(
        current, member_id=member.pk, client_id=client
    )
    return found


class PracticeRow(models.Model):
    """A row that belongs to a practice; read through ``objects.for_user(member)``."""

    reading: ClassVar[Permission]
    """Permission needed to see such rows."""
    client_path: ClassVar[str | None] = None
    """Path of the lookup to the client's id, for members who reach only some clients."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # Without an index of its own: it would name nearly every row, and SQLite might take it before
    # the index on the client. Lists have indexes that begin with the practice.
    practice = models.ForeignKey(
        Practice, models.PROTECT, related_name="+", editable=False, db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager[Any]] = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
