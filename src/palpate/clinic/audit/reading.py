"""Writing down that a record was opened; once in a while is enough."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils import timezone

from palpate.clinic.access.request import MemberRequest
from palpate.clinic.audit.chain import record
from palpate.clinic.people.models import Client

AGAIN: Final = 600
"""Seconds after which opening the same thing again is a new entry."""
OPENED: Final = "opened"
"""Session key: what was opened, and when."""


def opened(request: MemberRequest, client: Client, on: models.Model | None = None) -> None:
    """Write down that the member opened a client's record, or one thing in it."""
    thing = "record" if on is None or isinstance(on, Client) else str(on._meta.verbose_name)
    key = f"{client.pk.hex}" if on is None else f"{client.pk.hex}:{on.pk}"
    if first_in_a_while(request, key):
        record(request.member, f"opened {thing}", client_id=client.pk, on=on)


def first_in_a_while(request: MemberRequest, key: str) -> bool:
    """Say whether this session did not do it lately, and remember that it has now."""
    now = int(timezone.now().timestamp())
    known = request.session.get(OPENED, {})
    if known.get(key, 0) > now - AGAIN:
        return False
    recent = {each: at for each, at in known.items() if at > now - AGAIN}
    request.session[OPENED] = {**recent, key: now}
    return True
