"""One write as pages make them: a client and its audit entry, in one transaction."""

from __future__ import annotations

import os
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from palpate.clinic.audit.chain import Actor, record
from palpate.clinic.database import practice_scope
from palpate.clinic.people.models import Client

ACT = "chaos wrote"


def write(request: HttpRequest) -> HttpResponse:
    """Write client ``number``; the answer is sent after the commit."""
    number = int(request.POST["number"])
    practice_id = UUID(os.environ["CHAOS_PRACTICE"])
    with practice_scope(practice_id), transaction.atomic():
        client = Client.objects.create(
            practice_id=practice_id, number=number, given_name="Chaos", sort_name=f"{number}"
        )
        record(Actor(practice_id, "Chaos"), ACT, client_id=client.pk, on=client, number=number)
    return HttpResponse("written")
