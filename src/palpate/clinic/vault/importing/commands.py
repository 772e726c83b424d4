"""An import from the command line, in the name of the practice's owner."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from palpate.clinic.access.permissions import Role
from palpate.clinic.database import everything_scope, practice_scope
from palpate.clinic.practice.models import Member
from palpate.clinic.vault import occupancy
from palpate.clinic.vault.importing import actions, known, reading
from palpate.clinic.vault.importing.columns import mapping, said_by
from palpate.clinic.vault.importing.planning import Plan, plan
from palpate.clinic.vault.store import Store
from palpate.evidence.errors import UserError


@dataclass(frozen=True)
class Wish:
    """What the command line asked for."""

    said: list[str] = field(default_factory=list)
    preset: str = ""
    order: str = ""
    dry_run: bool = False
    skip_bad: bool = False
    practice: str = ""


def bring_in(
    store: Store, raw: bytes, file_name: str, wish: Wish, *, now: datetime
) -> tuple[Plan, str]:
    """Plan an import and carry it out unless it is a dry run or rows are bad."""
    sheet = reading.read(raw)
    columns = mapping(sheet.headings, said_by(wish.said), wish.preset)
    with occupancy.shared(store.folder), store.opened():
        by = _owner(wish.practice)
        with practice_scope(by.practice_id):
            here = known.of_practice(by.practice)
            made = plan(sheet, columns, here, today=now.date(), order=wish.order)
            if wish.dry_run or (made.problems and not wish.skip_bad):
                return made, ""
            batch = actions.take_over(by=by, plan=made, file_name=file_name, skip_bad=wish.skip_bad)
            return made, str(batch.pk)


def take_back(store: Store, batch_id: UUID, *, now: datetime, practice: str = "") -> actions.Undone:
    """Take an import back."""
    with occupancy.shared(store.folder), store.opened():
        by = _owner(practice)
        with practice_scope(by.practice_id):
            return actions.undo(by=by, batch_id=batch_id, now=now)


def _owner(practice: str) -> Member:
    """The first active owner of the practice: who runs the server acts in their name."""
    with everything_scope("finding the owner for an import"):
        members = Member.objects.filter(active=True, practice__is_sample=False)
        if practice:
            members = members.filter(practice__name__iexact=practice)
        found = [
            member
            for member in members.select_related("practice").order_by("created_at")
            if Role.OWNER in member.roles
        ]
    if not found:
        raise UserError("There is no practice with an owner.", "Begin one: palpate serve")
    if len({member.practice_id for member in found}) > 1:
        raise UserError(
            "Several practices are kept here.", "Say which one: --practice NAME", "--practice"
        )
    return found[0]
