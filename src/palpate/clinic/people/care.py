"""Who reaches a client's record: assigned members, and emergency access with its review."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.audit.chain import record
from palpate.clinic.audit.models import Entry
from palpate.clinic.people.models import Care, Client
from palpate.clinic.practice.models import Member
from palpate.evidence import UserError

LASTS: Final = timedelta(minutes=60)
MOST_MISSES: Final = 5
"""Wrong pairs of number and birth date in an hour before the search closes."""
_MISSED: Final = "emergency search missed"


def may_assign(member: Member) -> bool:
    """Whether a member decides who reaches a record."""
    leads = member.may(Permission.MANAGE_MEMBERS) or member.may(Permission.EDIT_HEALTH)
    return member.may(Permission.EDIT_CLIENTS) and leads


def assigned(client: Client) -> QuerySet[Care]:
    """Care that goes on."""
    current = Q(until__isnull=True) | Q(until__gt=timezone.now())
    found: QuerySet[Care] = client.care.filter(current, kind=Care.Kind.ASSIGNED)
    return found.select_related("member").order_by("created_at")


@transaction.atomic
def assign(*, by: Member, client: Client, member: Member) -> None:
    """Put a client in a member's care."""
    require(by, Permission.EDIT_CLIENTS)
    _check(by, member)
    if assigned(client).filter(member=member).exists():
        raise UserError(f"{member.name} already cares for this client.", "Choose somebody else.")
    Care.objects.create(practice_id=by.practice_id, client=client, member=member)
    record(by, "care assigned", client_id=client.pk, on=member)


@transaction.atomic
def end_care(*, by: Member, care: Care) -> None:
    """End a member's care of a client; that it was is kept."""
    require(by, Permission.EDIT_CLIENTS)
    _check(by, care.member)
    care.until = timezone.now()
    care.save()
    record(by, "care ended", client_id=care.client_id, on=care.member)


@transaction.atomic
def open_in_emergency(*, by: Member, number: int, birth_date: date, reason: str) -> Care | None:
    """Reach one record for an hour; ``None`` when no client has this number and birth date.

    Every try is written down, and so are the misses: after a few the search closes for an hour.
    """
    require(by, Permission.BREAK_GLASS)
    _not_guessing(by)
    client = Client.objects.filter(
        practice_id=by.practice_id, number=number, birth_date=birth_date
    ).first()
    if client is None:
        record(by, _MISSED, why=reason)
        return None
    until = timezone.now() + LASTS
    care: Care = Care.objects.create(
        practice_id=by.practice_id,
        client=client,
        member=by,
        kind=Care.Kind.EMERGENCY,
        reason=reason,
        until=until,
    )
    record(by, "emergency access", client_id=client.pk, on=care, why=reason)
    return care


def to_review(member: Member) -> QuerySet[Care]:
    """Emergency accesses of the practice, those without a finding first."""
    require(member, Permission.REVIEW_ACCESS)
    found: QuerySet[Care] = Care.objects.filter(
        practice_id=member.practice_id, kind=Care.Kind.EMERGENCY
    )
    return found.select_related("member", "client", "reviewed_by").order_by("-created_at")


@transaction.atomic
def review(*, by: Member, care_id: UUID, finding: str) -> None:
    """Write down what was made of an emergency access; nobody reviews their own."""
    care = to_review(by).filter(pk=care_id).first()
    if care is None:
        raise UserError("This access is not known.", "Reload the page.")
    if care.member_id == by.pk:
        raise UserError("This was your own access.", "Ask another owner or an auditor.", "finding")
    if care.reviewed_at is not None:
        raise UserError("This access was reviewed meanwhile.", "Reload the page.", "finding")
    care.reviewed_by, care.reviewed_at, care.finding = by, timezone.now(), finding
    care.save()
    record(by, "emergency access reviewed", client_id=care.client_id, on=care)


def _check(by: Member, member: Member) -> None:
    if not may_assign(by) or member.practice_id != by.practice_id:
        raise UserError(
            "Who cares for a client is decided by therapists and owners.", "Ask one of them."
        )


def _not_guessing(by: Member) -> None:
    hour = timezone.now() - timedelta(hours=1)
    missed = Entry.objects.filter(
        practice_id=by.practice_id, at__gte=hour, user_id=by.user_id, act=_MISSED
    )
    if missed.count() >= MOST_MISSES:
        raise UserError(
            f"{MOST_MISSES} searches in an hour found nobody.",
            "Wait an hour, or ask the owner to put the client in your care.",
        )
