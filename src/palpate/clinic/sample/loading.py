"""Making the sample practice: the same one each time, but for the day it starts from."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import numpy as np
from django.db import transaction
from django.utils import timezone

from palpate.clinic.audit.chain import Actor, record_all
from palpate.clinic.database import practice_scope
from palpate.clinic.database.identifiers import uuid7
from palpate.clinic.home import index
from palpate.clinic.practice.models import Member, Practice
from palpate.clinic.sample import team
from palpate.clinic.sample.arrivals import intakes_and_histories
from palpate.clinic.sample.courses import Course, courses
from palpate.clinic.sample.find import existing
from palpate.clinic.sample.register import clients, consents, texts
from palpate.clinic.sample.told import told
from palpate.clinic.sample.writing import store

SEED: Final = 1842
NAME: Final = "Alder Lane Practice"


def load(now: datetime | None = None, visitor: Member | None = None) -> Practice:
    """Make the sample practice, or return the one that is there.

    Its year ends with the day of `now`. `visitor` is a member of another practice who may look
    around in it as its owner and therapist.
    """
    moment = (now or timezone.now()).replace(second=0, microsecond=0)
    practice = existing() or _make(moment)
    if visitor is not None:
        with practice_scope(practice.pk):
            team.let_in(practice, visitor)
    return practice


def _make(now: datetime) -> Practice:
    practice = Practice(
        id=uuid7(),
        name=NAME,
        address="12 Alder Lane, Millbrook",
        phone="+1 555 0142",
        is_sample=True,
    )
    with practice_scope(practice.pk), transaction.atomic():
        practice.save(force_insert=True)
        _fill(practice, now)
    return practice


def _fill(practice: Practice, now: datetime) -> None:
    rng = np.random.default_rng(SEED)
    members = team.make(practice, now)
    people = clients(practice, members, now, rng)
    signed = consents(people, texts(practice))
    made: list[Course] = courses(people, members, now, rng)
    written = store(made, now)
    intakes_and_histories(people, made, members, now)
    team.assign(made, members)
    index.write(written)
    program = Actor(practice.pk, "Palpate")
    record_all(practice, told(people, signed, made, members, program, now))
