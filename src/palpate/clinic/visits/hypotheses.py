"""Ranked sources, and what the therapist makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.require import require
from palpate.clinic.access.saving import LockedError
from palpate.clinic.audit.chain import record
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.findings import CLOSED
from palpate.clinic.visits.models import Finding, Hypothesis, Visit
from palpate.clinic.visits.texts import clean
from palpate.evidence import UserError

LONGEST_WHY = 1000
LONGEST_SOURCE = 120


@dataclass(frozen=True)
class Offered:
    """A ranked source as the workbench last gave it, with the decision on it if there is one."""

    source: str
    name: str
    side: str
    kind: str
    grade: str
    percent: int | None
    atlas: str
    decision: str
    why: str

    @property
    def chance(self) -> str:
        """Probability in words and figures."""
        if self.percent is None:
            return "not ranked now"
        return f"{self.percent} %" if self.percent else "under 1 %"

    @property
    def label(self) -> str:
        """Name and side."""
        return f"{self.name}, {self.side}" if self.side else self.name


def offered(finding: Finding, decided: list[Hypothesis]) -> list[Offered]:
    """The ranking stored with the case; sources decided on earlier stay in the list."""
    by_source = {each.source: each for each in decided}
    ranked = [_ranked(entry, by_source.pop(entry["source"], None)) for entry in _sources(finding)]
    return ranked + [_former(each) for each in by_source.values()]


@transaction.atomic
def decide(
    *, by: Member, visit: Visit, finding: Finding, source: str, decision: str, why: str = ""
) -> Hypothesis:
    """Take up, reject or leave open a ranked source, with the reason."""
    require(by, Permission.EDIT_HEALTH)
    _check(visit, decision)
    said = clean(why, "why", LONGEST_WHY).strip()
    source = clean(source, "source", LONGEST_SOURCE)
    known = Hypothesis.objects.filter(visit_id=visit.pk, source=source).first()
    entry = next((each for each in _sources(finding) if each["source"] == source), None)
    if entry is None and known is None:
        remedy = "Choose one of the ranked sources; load the page again if the list changed."
        raise UserError("is not in the ranking of this visit.", remedy, "source")
    row = known or Hypothesis(
        practice_id=visit.practice_id, visit=visit, client_id=visit.client_id, source=source
    )
    if entry is not None:
        row.name, row.grade = entry["name"], entry["grade"]
        row.side, row.probability = entry["side"], entry["probability"]
    row.decision, row.why, row.decided_by = decision, said, by
    row.save()
    record(by, f"hypothesis {decision}", client_id=visit.client_id, on=row)
    return row


def _check(visit: Visit, decision: str) -> None:
    if decision not in Hypothesis.Decision.values:
        raise UserError(f"is {decision!r}.", "Use accepted, rejected or open.", "decision")
    if visit.state in CLOSED:
        what = visit.get_state_display().lower()
        raise LockedError(f"The visit is {what}.", "Plan it again to write in it.")
    note = getattr(visit, "note", None)
    if note is not None and note.state != "draft":
        raise LockedError("The note of this visit is signed.", "Amend the note to add to it.")


def _sources(finding: Finding) -> list[dict[str, Any]]:
    answer = finding.answer
    found = answer.get("sources", []) if isinstance(answer, dict) else []
    return list(found)


def _ranked(entry: dict[str, Any], known: Hypothesis | None) -> Offered:
    return Offered(
        source=entry["source"],
        name=entry["name"],
        side=entry["side"],
        kind=entry["kind"],
        grade=entry["grade"],
        percent=round(entry["probability"] * 100),
        atlas=entry["atlas"],
        decision=known.decision if known else Hypothesis.Decision.OPEN,
        why=known.why if known else "",
    )


def _former(each: Hypothesis) -> Offered:
    """A source that was decided on and has left the ranking since."""
    percent = None if each.probability is None else round(each.probability * 100)
    name, grade = each.name, each.grade
    return Offered(each.source, name, each.side, "", grade, percent, "", each.decision, each.why)
