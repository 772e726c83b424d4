"""What the shell of every page needs: who is here, and where they can go."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.request import ATTRIBUTE, SEVERAL
from palpate.clinic.pages.navigation import navigation_for
from palpate.clinic.practice.models import Member
from palpate.clinic.workbench import gateway
from palpate.clinic.workbench.assets import load_assets

ENTRY: Final = "src/clinic.ts"


def shell(request: HttpRequest) -> dict[str, object]:
    """Member, practice, navigation and the addresses of the built front end."""
    page: dict[str, object] = {
        "clinic_assets": load_assets(ENTRY),
        "body_address": f"{reverse('body')}?v={gateway.body_blob().digest}",
    }
    member = getattr(request, ATTRIBUTE, None)
    if not isinstance(member, Member):
        return page
    return page | {
        "member": member,
        "initials": "".join(part[0] for part in member.name.split()[:2]).upper(),
        "practice": member.practice,
        "keeps_data": member.may(Permission.KEEP_DATA),
        "idle_seconds": member.practice.idle_minutes * 60,
        "navigation": navigation_for(
            member, request.resolver_match, has_practices=getattr(request, SEVERAL, False)
        ),
    }
