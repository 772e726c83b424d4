"""What the first page of a record shows, gathered from the rooms that know it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from palpate.clinic.access.permissions import Permission
from palpate.clinic.arrival.cautions import cautions_of
from palpate.clinic.consent.standing import missing
from palpate.clinic.people.ages import is_minor
from palpate.clinic.people.finding import sees_contacts
from palpate.clinic.people.models import Client, Contact
from palpate.clinic.practice.models import Member
from palpate.clinic.visits import timeline
from palpate.clinic.visits.models import Episode, Visit


def overview(member: Member, client: Client) -> dict[str, Any]:
    """Everything on the page that the member's role may see, and nothing else."""
    page: dict[str, Any] = {}
    if sees_contacts(member):
        recent = timeline.recent(member, client)
        page["timeline_card"] = recent
        contacts = list(Contact.objects.for_user(member).filter(client=client).order_by("kind"))
        minor = is_minor(client.birth_date, timezone.localdate())
        page |= {
            "contacts": contacts,
            "is_minor": minor,
            "lacks_guardian": minor and not any(one.may_consent for one in contacts),
            **_visits([line.visit for line in recent]),
        }
    if member.may(Permission.SEE_HEALTH):
        page["cautions"] = cautions_of(client)
        page["episodes"] = list(
            Episode.objects.for_user(member)
            .filter(client=client, closed_on=None)
            .order_by("-opened_on")
        )
    if member.may(Permission.SEE_CONSENTS):
        page["missing_consents"] = missing(client)
    return page


def _visits(recent: Sequence[Visit]) -> dict[str, Visit | None]:
    """When the client came last and comes next, from the latest visits."""
    now = timezone.now()
    coming = (Visit.State.PLANNED, Visit.State.WAITING, Visit.State.OPEN)
    ahead = [one for one in recent if one.state in coming and one.starts_at >= now]
    done = [one for one in recent if one.state == Visit.State.DONE]
    return {
        "next_visit": min(ahead, key=lambda one: one.starts_at, default=None),
        "last_visit": max(done, key=lambda one: one.starts_at, default=None),
    }
