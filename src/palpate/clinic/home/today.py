"""What a member needs to see first: today's visits and what waits for them, by their role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from palpate.clinic.access.permissions import Permission, Role
from palpate.clinic.arrival.models import Intake
from palpate.clinic.audit.models import Check
from palpate.clinic.audit.verification import verify_daily
from palpate.clinic.notes.listing import LISTED, NAMES
from palpate.clinic.notes.models import Note
from palpate.clinic.people.models import Care, Client
from palpate.clinic.practice.models import Credential, Member
from palpate.clinic.vault.models import Backup
from palpate.clinic.visits.clock import day_bounds, zone_of
from palpate.clinic.visits.models import Visit
from palpate.clinic.visits.today import MOST, for_member

SHOWN: Final = 5
LICENCE_WARNING: Final = timedelta(days=60)
BACKUP_AGE: Final = timedelta(days=2)
LISTED_VISITS: Final = (
    *("starts_at", "minutes", "state", "client", "therapist", "therapist__name"),
    *(f"client__{name}" for name in NAMES),
)
"""What the day shows of a visit."""
NOT_SHOWN: Final = (Visit.State.CANCELLED, Visit.State.VOIDED)


@dataclass(frozen=True)
class Keeping:
    """How the last backup stands."""

    backup: Backup | None
    warning: str


@dataclass(frozen=True)
class Today:
    """The parts of the page; a part that is not the member's is empty."""

    now: datetime
    visits: Sequence[Visit] = ()
    unsigned: Sequence[Note] = ()
    to_countersign: Sequence[Note] = ()
    intakes: Sequence[Intake] = ()
    licences: Sequence[Credential] = ()
    emergencies: Sequence[Care] = ()
    keeping: Keeping | None = None
    check: Check | None = None
    is_new: bool = False
    waiting: Sequence[Visit] = field(init=False)

    def __post_init__(self) -> None:
        """Pick out who waits."""
        waiting = [each for each in self.visits if each.state == Visit.State.WAITING]
        object.__setattr__(self, "waiting", waiting)

    @property
    def is_calm(self) -> bool:
        """Whether nothing waits for the member."""
        return not (self.unsigned or self.to_countersign or self.intakes)


def today(member: Member, now: datetime) -> Today:
    """Gather the page of a member; one query for each part that is theirs."""
    local = now.astimezone(zone_of(member.practice))
    visits = _visits(member, local)
    is_new = not visits and _is_new(member)
    notes = [] if is_new else _notes(member)
    return Today(
        now=local,
        visits=visits,
        unsigned=[each for each in notes if each.state == Note.State.DRAFT],
        to_countersign=[each for each in notes if each.state == Note.State.AWAITING],
        intakes=[] if is_new else _intakes(member),
        licences=_licences(member, local),
        emergencies=_emergencies(member),
        keeping=_keeping(member, now),
        check=_check(member, now),
        is_new=is_new,
    )


def _visits(member: Member, local: datetime) -> list[Visit]:
    """One's own visits of the day for who treats, everybody's for the others.

    An owner who treats and has none today sees the day of the practice.
    """
    if not member.may(Permission.SEE_CLIENTS):
        return []
    if {Role.OWNER, Role.THERAPIST} <= set(member.roles):
        start, end = day_bounds(member.practice, local.date())
        everybody = Visit.objects.for_user(member).filter(starts_at__gte=start, starts_at__lt=end)
        shown = everybody.select_related("client", "therapist").only(*LISTED_VISITS)
        shown = shown.order_by("starts_at")
        found = list(shown.filter(therapist=member)[:MOST]) or list(shown[:MOST])
    else:
        found = list(for_member(member, local.date()).visits)
    return [each for each in found if each.state not in NOT_SHOWN]


def _notes(member: Member) -> list[Note]:
    """Unsigned notes of the member, and notes of students that wait for their name."""
    if not member.may(Permission.SIGN_NOTES):
        return []
    wanted = Q(author=member, state=Note.State.DRAFT)
    authors = Q(pk=member.pk)
    if member.may(Permission.COUNTERSIGN):
        wanted |= Q(author__supervisor=member, state=Note.State.AWAITING)
        authors |= Q(supervisor=member)
    # Said once more in a form that the index of states and authors answers.
    few = Note.objects.for_user(member).filter(
        author__in=Member.objects.filter(authors, practice_id=member.practice_id).values("pk"),
        state__in=(Note.State.DRAFT, Note.State.AWAITING),
    )
    found = few.filter(wanted).exclude(visit__state=Visit.State.VOIDED)
    chosen = found.select_related("client", "visit", "author").order_by("visit__starts_at")
    return list(chosen.only(*LISTED)[: 2 * SHOWN])


def _intakes(member: Member) -> list[Intake]:
    """Forms that were sent in and wait to be taken over."""
    found = Intake.objects.for_user(member).filter(
        sent_in_at__isnull=False, taken_over_at__isnull=True, revoked_at__isnull=True
    )
    return list(found.select_related("client").defer("answers").order_by("sent_in_at")[:SHOWN])


def _licences(member: Member, local: datetime) -> list[Credential]:
    """Licences that end soon or have ended: one's own, or everybody's for who keeps the team."""
    soon = local.date() + LICENCE_WARNING
    found = Credential.objects.filter(
        practice_id=member.practice_id, expires_on__lte=soon, member__active=True
    )
    if not member.may(Permission.MANAGE_MEMBERS):
        found = found.filter(member=member)
    return list(found.select_related("member").order_by("expires_on")[:SHOWN])


def _emergencies(member: Member) -> list[Care]:
    """Emergency accesses that nobody has reviewed."""
    if not member.may(Permission.REVIEW_ACCESS):
        return []
    found = Care.objects.filter(
        practice_id=member.practice_id, kind=Care.Kind.EMERGENCY, reviewed_at__isnull=True
    )
    return list(found.select_related("member", "client").order_by("-created_at")[:SHOWN])


def _keeping(member: Member, now: datetime) -> Keeping | None:
    """The last backup, and what is wrong with it."""
    if not member.may(Permission.KEEP_DATA) or member.practice.is_sample:
        return None
    backup = Backup.objects.order_by("-at").first()
    if backup is None:
        return Keeping(None, "There is no backup yet.")
    if not backup.verified:
        return Keeping(backup, "The last backup could not be opened again.")
    if backup.at < now - BACKUP_AGE:
        return Keeping(backup, "The last backup is older than two days.")
    return Keeping(backup, "")


def _check(member: Member, now: datetime) -> Check | None:
    """Whether the record of accesses holds; checked once a day."""
    if not member.may(Permission.SEE_AUDIT):
        return None
    return verify_daily(now, [member.practice])[0]


def _is_new(member: Member) -> bool:
    """Whether the practice has no clients yet, for those who could add one."""
    if not member.may(Permission.EDIT_CLIENTS):
        return False
    return not Client.objects.filter(practice_id=member.practice_id).exists()
