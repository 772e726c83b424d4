"""The tabs of a client's record, each for those who may open it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse

from palpate.clinic.access.permissions import Permission
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member


@dataclass(frozen=True)
class Tab:
    """One tab as a page shows it."""

    key: str
    label: str
    address: str
    is_here: bool


TABS: Final = (
    ("overview", "Overview", "client", Permission.SEE_CLIENTS),
    ("visits", "Visits", "client_visits", Permission.SEE_HEALTH),
    ("health", "Health", "client_health", Permission.SEE_HEALTH),
    ("intakes", "Intake", "client_intakes", Permission.SEND_INTAKE),
    ("consents", "Consents", "client_consents", Permission.SEE_CONSENTS),
    ("files", "Files", "files", Permission.SEE_FILES),
    ("drawings", "Drawings", "client_drawings", Permission.SEE_HEALTH),
)


def tabs_for(member: Member, client: Client, here: str) -> Iterator[Tab]:
    """The tabs a member may open, the present one marked."""
    for key, label, name, needs in TABS:
        if not member.may(needs):
            continue
        try:
            address = reverse(name, args=[client.pk])
        except NoReverseMatch:
            continue
        yield Tab(key, label, address, key == here)
