"""Planning visits, and moving them through their states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from django.db import transaction
from django.utils import timezone

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.audit.chain import record
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.models import Episode, Visit
from palpate.clinic.visits.texts import clean
from palpate.evidence import UserError

State = Visit.State

SHORTEST, LONGEST = 5, 480
"""Minutes of a visit."""
LONGEST_WHY: Final = 300
BUSY: Final = (State.PLANNED, State.WAITING, State.OPEN, State.DONE)
"""States in which a visit takes up its therapist's time."""

STEPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        State.PLANNED: (State.WAITING, State.OPEN, State.CANCELLED, State.MISSED, State.VOIDED),
        State.WAITING: (State.OPEN, State.PLANNED, State.CANCELLED, State.MISSED, State.VOIDED),
        State.OPEN: (State.DONE, State.VOIDED),
        State.DONE: (State.OPEN, State.VOIDED),
        State.CANCELLED: (State.PLANNED, State.VOIDED),
        State.MISSED: (State.PLANNED, State.VOIDED),
        State.VOIDED: (),
    }
)
"""Where a visit can go from each state."""
IN_THE_ROOM: Final = frozenset({State.OPEN, State.DONE})
"""States only those who treat may set."""


@transaction.atomic
def plan_visit(
    *,
    by: Member,
    client: Client,
    therapist: Member,
    starts_at: datetime,
    minutes: int,
    episode: Episode | None = None,
) -> Visit:
    """Plan a visit."""
    require(by, Permission.PLAN_VISITS)
    _check(by, client, therapist, minutes, episode)
    visit = Visit.objects.create(
        practice_id=by.practice_id,
        client=client,
        therapist=therapist,
        starts_at=starts_at,
        minutes=minutes,
        episode=episode,
    )
    record(by, "visit planned", client_id=client.pk, on=visit)
    return visit


@transaction.atomic
def move_visit(
    *,
    by: Member,
    visit: Visit,
    therapist: Member,
    starts_at: datetime,
    minutes: int,
    episode: Episode | None = None,
) -> Visit:
    """Change time, length, therapist or episode of a visit that has not begun."""
    require(by, Permission.PLAN_VISITS)
    _check(by, visit.client, therapist, minutes, episode)
    if visit.state not in (State.PLANNED, State.WAITING):
        raise UserError("The visit has begun or ended.", "Plan a new visit instead.", "starts_at")
    visit.therapist, visit.starts_at, visit.minutes = therapist, starts_at, minutes
    visit.episode = episode
    visit.save(update_fields=["therapist", "starts_at", "minutes", "episode"])
    record(by, "visit moved", client_id=visit.client_id, on=visit)
    return visit


def overlapping(visit: Visit) -> list[Visit]:
    """Other visits of the same therapist at the same time; double booking is only warned of."""
    end = visit.starts_at + timedelta(minutes=visit.minutes)
    near = (
        Visit.objects.filter(
            practice_id=visit.practice_id,
            therapist_id=visit.therapist_id,
            state__in=BUSY,
            starts_at__lt=end,
            starts_at__gt=visit.starts_at - timedelta(minutes=LONGEST),
        )
        .exclude(pk=visit.pk)
        .select_related("client")
        .order_by("starts_at")
    )
    return [
        each for each in near if each.starts_at + timedelta(minutes=each.minutes) > visit.starts_at
    ]


@transaction.atomic
def step(*, by: Member, visit: Visit, to: str, why: str = "") -> Visit:
    """Bring a visit into another state. Raises UserError where the way is closed."""
    clinical = bool(IN_THE_ROOM & {visit.state, to})
    require(by, Permission.EDIT_HEALTH if clinical else Permission.PLAN_VISITS)
    why = clean(why, "why", LONGEST_WHY)
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if to not in STEPS[visit.state]:
        was = visit.get_state_display().lower()
        wanted = State(to).label.lower() if to in State.values else "anything else"
        message = f"A visit that is {was!r} cannot become {wanted!r}."
        raise UserError(message, "Load the page again to see where it stands.", "state")
    _check_step(visit, to, why)
    now = timezone.now()
    if to == State.OPEN and visit.opened_at is None:
        visit.opened_at = now
    if to == State.DONE:
        visit.done_at = now
    visit.state, visit.why_voided = to, why if to == State.VOIDED else ""
    visit.save(update_fields=["state", "why_voided", "opened_at", "done_at"])
    record(by, f"visit {to}", client_id=visit.client_id, on=visit)
    return visit


def _check_step(visit: Visit, to: str, why: str) -> None:
    if to == State.VOIDED and not why.strip():
        raise UserError("It is not said why.", "Write why the visit was entered in error.", "why")
    signed = getattr(visit, "note", None)
    if signed is not None and signed.state != "draft" and to in (State.VOIDED, State.OPEN):
        raise UserError("Its note is signed.", "Amend the note instead.", "state")


def _check(
    by: Member, client: Client, therapist: Member, minutes: int, episode: Episode | None
) -> None:
    if client.practice_id != by.practice_id or therapist.practice_id != by.practice_id:
        raise UserError("is not of this practice.", "Choose one of the list.", "therapist")
    if not therapist.active:
        raise UserError("is no longer active.", "Choose somebody else.", "therapist")
    if not SHORTEST <= minutes <= LONGEST:
        remedy = f"Write {SHORTEST} to {LONGEST} minutes."
        raise UserError(f"is {minutes}.", remedy, "minutes")
    if episode is not None and episode.client_id != client.pk:
        raise UserError("belongs to another client.", "Choose one of this client's.", "episode")
