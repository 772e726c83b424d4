"""What templates of visits ask: where a visit can go, what a member may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django import template

from palpate.clinic.access.permissions import Permission
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.models import Visit
from palpate.clinic.visits.planning import IN_THE_ROOM, STEPS

register = template.Library()

State = Visit.State
LABELS: Final = {
    (State.PLANNED, State.WAITING): "Has arrived",
    (State.PLANNED, State.OPEN): "Begin the visit",
    (State.WAITING, State.OPEN): "Begin the visit",
    (State.WAITING, State.PLANNED): "Not here yet",
    (State.OPEN, State.DONE): "End the visit",
    (State.DONE, State.OPEN): "Open again",
    (State.CANCELLED, State.PLANNED): "Plan again",
    (State.MISSED, State.PLANNED): "Plan again",
}
USUAL: Final = {State.CANCELLED: "Cancel the visit", State.MISSED: "Did not come"}
MAIN: Final = (State.WAITING, State.OPEN, State.DONE)


@dataclass(frozen=True)
class Step:
    """A button that brings a visit on."""

    to: str
    label: str
    is_main: bool


@register.filter
def next_states(visit: Visit, member: Member) -> Iterator[Step]:
    """The steps open to a member, the usual one first."""
    note = getattr(visit, "note", None)
    closed = {State.OPEN, State.VOIDED} if note and note.state != "draft" else set()
    for place, to in enumerate(STEPS[visit.state]):
        clinical = bool(IN_THE_ROOM & {visit.state, to})
        needs = Permission.EDIT_HEALTH if clinical else Permission.PLAN_VISITS
        if to in closed or not member.may(needs):
            continue
        label = LABELS.get((State(visit.state), State(to)), USUAL.get(State(to), ""))
        usual = to in MAIN and visit.state != State.DONE
        yield Step(to, label, usual and (place == 0 or clinical))


@register.filter
def may(member: Member, permission: str) -> bool:
    """Whether a member holds a permission, named as in the table of permissions."""
    return member.may(Permission(permission))
