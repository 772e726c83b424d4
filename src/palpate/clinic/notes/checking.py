"""What a note still lacks, by the rules of the practice's jurisdiction."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from palpate.clinic.arrival.models import HealthHistory
from palpate.clinic.consent.models import Consent, ConsentKind
from palpate.clinic.notes.models import Note
from palpate.clinic.people.ages import is_minor
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.clock import zone_of
from palpate.clinic.visits.findings import last_finding, standing
from palpate.clinic.visits.models import Finding
from palpate.notes import Paper, Requirements, requirements_of

REFERRED = ("refer", "sent to", "doctor", "physician", "emergency")
"""Words by which a note says that the client was sent on."""
OUTCOME = ("after", "outcome", "relief", "better", "worse", "unchanged", "same")
"""Words by which a note says how it was afterwards."""


@dataclass(frozen=True)
class Lacking:
    """A missing thing, whether signing waits for it, and where it is entered."""

    words: str
    required: bool
    address: str


@dataclass(frozen=True)
class Check:
    """The list a note was held against, and what it lacks."""

    rules: Requirements
    lacking: tuple[Lacking, ...]

    @property
    def required(self) -> tuple[Lacking, ...]:
        """What signing waits for."""
        return tuple(each for each in self.lacking if each.required)

    @property
    def advised(self) -> tuple[Lacking, ...]:
        """What would be good to have."""
        return tuple(each for each in self.lacking if not each.required)


def check(member: Member, note: Note) -> Check:
    """Hold a note against the list of the practice."""
    rules = requirements_of(member.practice.jurisdiction)
    paper = paper_of(member, note)
    lacking = (
        Lacking(each.words, each.required, _address(each.where, note))
        for each in rules.missing(paper)
    )
    return Check(rules, tuple(lacking))


def paper_of(member: Member, note: Note) -> Paper:
    """What is there of what a list may ask for."""
    visit, client = note.visit, note.visit.client
    finding = standing(member, visit)
    day = visit.starts_at.astimezone(zone_of(visit.practice)).date()
    text = " ".join((note.objective, note.plan, finding.treatment)).casefold()
    return Paper(
        client_named=bool(client.given_name.strip()),
        birth_date=client.birth_date is not None,
        address=bool(client.address.strip()),
        sex=bool(client.sex),
        therapist_named=bool(note.author.name.strip()),
        guardian_agreed=not is_minor(client.birth_date, day) or _guardian(member, note),
        conditions=_conditions(member, note, finding),
        dates=True,
        changed_asked=bool(finding.changed.strip()) or last_finding(member, visit) is None,
        pain=bool(finding.case.get("pain")),
        subjective=bool(note.subjective.strip()),
        objective=bool(note.objective.strip()),
        assessment=bool(note.assessment.strip()),
        treatment=bool(finding.treatment.strip()) or "treatment" in note.plan.casefold(),
        outcome=any(word in text for word in OUTCOME),
        plan=bool(note.plan.strip()),
        referral=not finding.answer.get("red_flags")
        or any(word in note.plan.casefold() for word in REFERRED),
    )


def _conditions(member: Member, note: Note, finding: Finding) -> bool:
    if finding.case.get("conditions"):
        return True
    return bool(HealthHistory.objects.for_user(member).filter(client_id=note.client_id).exists())


def _guardian(member: Member, note: Note) -> bool:
    """Whether somebody agreed to treatment for the client and has not taken it back."""
    consents = Consent.objects.for_user(member).filter(
        client_id=note.client_id, text__kind=ConsentKind.TREATMENT, revoked_at=None
    )
    return bool(consents.exclude(signed_as="client").exists())


def _address(where: str, note: Note) -> str:
    client, visit = (note.client_id,), (note.visit_id,)
    routes: dict[str, tuple[str, tuple[object, ...]]] = {
        "visit": ("visit", visit),
        "workbench": ("visit_workbench", visit),
        "note": ("note", visit),
        "client": ("client", client),
        "health": ("client_health", client),
        "consent": ("client_consents", client),
        "members": ("account", ()),
        "practice": ("practice", ()),
    }
    name, arguments = routes[where]
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
