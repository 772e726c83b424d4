"""Saving what is told and found in a visit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.access.saving import ConflictError, LockedError
from palpate.clinic.audit.chain import record
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.cases import Judged, judge, prefilled, still_told, with_told
from palpate.clinic.visits.models import Finding, Visit
from palpate.clinic.visits.texts import clean
from palpate.evidence import UserError
from palpate.reasoning.case import Answer

State = Visit.State

GROUPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"told": ("reason", "changed"), "done": ("treatment", "plan")}
)
"""What is written in a visit beside its case, as it is saved together."""
CARRIED: Final = ("reason", "treatment", "plan")
CARRIED_OF_CASE: Final = ("pain", "history")
CLOSED: Final = frozenset({State.CANCELLED, State.MISSED, State.VOIDED})
Json = dict[str, Any]


@transaction.atomic
def save_case(*, by: Member, visit: Visit, case: object, revision: int) -> Finding:
    """Store a case that was read.

    Raises RequestError for a case with faults, ConflictError where somebody saved first,
    LockedError where the visit is closed or its note is signed.
    """
    require(by, Permission.EDIT_HEALTH)
    judged = judge(case)
    finding = _writable(by, visit)
    if revision != finding.revision:
        if finding.case == judged.case:
            return finding
        raise ConflictError(finding.revision, finding.case, finding.changed_by.name)
    _store(by, finding, judged)
    record(by, "case saved", client_id=visit.client_id, on=visit, revision=finding.revision)
    return finding


@transaction.atomic
def save_words(
    *, by: Member, visit: Visit, group: str, words: Mapping[str, object], revision: str
) -> Finding:
    """Store what was told, or what was done; raises as `save_case` does, and UserError."""
    require(by, Permission.EDIT_HEALTH)
    names = GROUPS[group]
    written = {name: clean(words[name], name) for name in names if name in words}
    finding = _writable(by, visit)
    before = words_of(finding, group)
    if before | written == before:
        return finding
    if revision != revision_of(finding, group):
        raise ConflictError(revision_of(finding, group), before, finding.changed_by.name)
    touched = sorted(name for name, text in written.items() if text != before[name])
    for name in touched:
        setattr(finding, name, written[name])
    _forget(finding, touched)
    finding.changed_by = by
    finding.save()
    record(by, "visit written", client_id=visit.client_id, on=visit, fields=touched)
    return finding


def words_of(finding: Finding, group: str) -> dict[str, str]:
    """The words of one group."""
    return {name: getattr(finding, name) for name in GROUPS[group]}


def revision_of(finding: Finding, group: str) -> str:
    """A short digest of the words of one group: who sends it has seen these words."""
    content = json.dumps(words_of(finding, group), sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


@transaction.atomic
def carry_forward(*, by: Member, visit: Visit) -> Finding:
    """Fill what is empty from the last visit, marked as unchanged until it is touched.

    Examinations and measurements are never carried: they are findings of their own day.
    """
    require(by, Permission.EDIT_HEALTH)
    finding = _writable(by, visit)
    last = last_finding(by, visit)
    if last is None:
        remedy = "Begin with what the client tells you today."
        raise UserError("There is no visit before this one.", remedy, "visit")
    carried = [name for name in CARRIED if getattr(last, name) and not getattr(finding, name)]
    for name in carried:
        setattr(finding, name, getattr(last, name))
    parts = [name for name in CARRIED_OF_CASE if last.case.get(name) and not finding.case.get(name)]
    case = {**finding.case, **{name: last.case[name] for name in parts}}
    finding.copied_from_id = last.visit_id
    _store(by, finding, judge(case), keep=parts)
    finding.unchanged = sorted({*finding.unchanged, *carried, *parts})
    finding.save()
    record(by, "carried forward", client_id=visit.client_id, on=visit, fields=finding.unchanged)
    return finding


@transaction.atomic
def receive_drawing(
    *,
    by: Member,
    client: Client,
    pain: object,
    story: str,
    visit: Visit | None = None,
    history: Mapping[str, Answer] = MappingProxyType({}),
) -> Finding:
    """Take a client's own drawing and story into a visit: the one given, else the next planned.

    The history holds what the story answers; questions that are answered already stay as they are.

    Raises UserError where no visit is planned or its drawing was begun already, and RequestError
    for a drawing that cannot be read.
    """
    require(by, Permission.EDIT_HEALTH)
    found = visit or next_visit(by, client)
    if found is None:
        raise UserError("The client has no visit planned.", "Plan one first.", "visit")
    finding = _writable(by, found)
    if finding.case.get("pain") and pain:
        remedy = "Compare both by eye; erase the visit's drawing first to take this one."
        raise UserError("The visit has a drawing already.", remedy, "pain")
    case = with_told(finding.case, pain, history)
    if case != finding.case:
        fresh = [name for name in history if name not in finding.case.get("history", {})]
        _store(by, finding, judge(case))
        finding.told = [*finding.told, *fresh]
    told = clean(story, "story")
    if told and told not in finding.reason:
        finding.reason = "\n".join(filter(None, (finding.reason, told)))
        _forget(finding, ["reason"])
    finding.changed_by = by
    finding.save()
    record(by, "intake taken over", client_id=client.pk, on=found)
    return finding


def next_visit(member: Member, client: Client) -> Visit | None:
    """The visit that is open or waiting, else the next one planned."""
    coming = (
        Visit.objects.for_user(member)
        .filter(client_id=client.pk, state__in=(State.PLANNED, State.WAITING, State.OPEN))
        .select_related("client", "practice")
        .order_by("starts_at")
    )
    here = coming.filter(state__in=(State.OPEN, State.WAITING)).first()
    today = timezone.now() - timedelta(hours=12)
    return here or coming.filter(starts_at__gte=today).first() or coming.last()


def last_finding(member: Member, visit: Visit) -> Finding | None:
    """What was found in the client's visit before this one."""
    return (
        Finding.objects.for_user(member)
        .filter(client_id=visit.client_id, visit__starts_at__lt=visit.starts_at)
        .exclude(visit__state__in=CLOSED)
        .select_related("visit")
        .order_by("-visit__starts_at")
        .first()
    )


def standing(member: Member, visit: Visit) -> Finding:
    """What is recorded of a visit; where nothing is, an unsaved row with the prefilled case."""
    found = (
        Finding.objects.for_user(member)
        .filter(visit_id=visit.pk)
        .select_related("changed_by", "copied_from")
        .first()
    )
    return found if found is not None else _fresh(member, visit)


def _fresh(member: Member, visit: Visit) -> Finding:
    case = prefilled(member, visit)
    return Finding(
        practice_id=visit.practice_id,
        visit=visit,
        client_id=visit.client_id,
        case=case,
        told=list(case["history"]),
        changed_by=member,
    )


def _writable(by: Member, visit: Visit) -> Finding:
    """The visit's findings, locked against other writers. Raises LockedError."""
    held = Visit.objects.select_for_update().get(pk=visit.pk)
    if held.state in CLOSED:
        raise LockedError(
            f"The visit is {held.get_state_display().lower()}.", "Plan it again to write in it."
        )
    note = getattr(visit, "note", None)
    if note is not None and note.state != "draft":
        raise LockedError("The note of this visit is signed.", "Amend the note to add to it.")
    return standing(by, visit)


def _store(by: Member, finding: Finding, judged: Judged, keep: Iterable[str] = ()) -> None:
    changed = [
        name
        for name in CARRIED_OF_CASE
        if name not in keep and judged.case.get(name) != finding.case.get(name)
    ]
    _forget(finding, changed)
    finding.told = still_told(finding.told, finding.case, judged.case)
    finding.case, finding.answer = judged.case, judged.answer
    finding.patches, finding.area_cm2 = judged.patches, judged.area_cm2
    finding.changed_by, finding.revision = by, finding.revision + 1
    finding.save()


def _forget(finding: Finding, touched: Iterable[str]) -> None:
    """What was touched is no longer unchanged."""
    finding.unchanged = [name for name in finding.unchanged if name not in set(touched)]
