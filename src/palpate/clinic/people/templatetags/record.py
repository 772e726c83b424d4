"""The head that every page of a client's record has: name, facts, tabs."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from palpate.clinic.files.models import StoredFile
from palpate.clinic.people.ages import age_on, is_minor
from palpate.clinic.people.finding import sees_contacts
from palpate.clinic.people.languages import language_name
from palpate.clinic.people.models import Client
from palpate.clinic.people.names import cleaned
from palpate.clinic.people.tabs import tabs_for
from palpate.clinic.practice.models import Member

register = template.Library()
register.filter("language_name", language_name)


@register.inclusion_tag("people/parts/record_head.html", takes_context=True)
def record_head(context: template.Context, client: Client, here: str) -> dict[str, Any]:
    """Name, number and age of a client, and the tabs of the record; ``here`` is the open tab."""
    member = context["request"].member
    day = timezone.localdate()
    known = isinstance(member, Member) and sees_contacts(member)
    return {
        "client": client,
        "age": age_on(client.birth_date, day) if known and client.birth_date else None,
        "is_minor": known and is_minor(client.birth_date, day),
        "initials": initials(client),
        "portrait": portrait_of(member, client),
        "tabs": tabs_for(member, client, here),
    }


def portrait_of(member: Member, client: Client) -> StoredFile | None:
    """The latest portrait that the member may see."""
    found: StoredFile | None = (
        StoredFile.objects.for_user(member)
        .filter(client=client, kind=StoredFile.Kind.PORTRAIT, voided_at=None)
        .order_by("-created_at")
        .first()
    )
    return found


@register.filter
def initials(client: Client) -> str:
    """Two letters that stand for a client."""
    parts = (client.given_name, client.family_name)
    return "".join(cleaned(part).text[:1] for part in parts).upper()
