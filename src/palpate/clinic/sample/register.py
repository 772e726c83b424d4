"""The clients of the sample practice, the people around them, and what they agreed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np

from palpate.clinic.consent.models import Consent, ConsentKind, ConsentText
from palpate.clinic.consent.starting import put_in_place
from palpate.clinic.people import words
from palpate.clinic.people.models import Client, Contact
from palpate.clinic.people.names import digits, sort_name
from palpate.clinic.practice.models import Practice
from palpate.clinic.sample.cast import CLIENTS, DISCREET, YOUNGEST, Person
from palpate.clinic.sample.team import Team

YEAR: Final = 365.25


@dataclass(frozen=True, eq=False)
class Known:
    """A client as the cast describes them, and their row."""

    person: Person
    client: Client
    since: datetime


def clients(practice: Practice, team: Team, now: datetime, rng: np.random.Generator) -> list[Known]:
    """Make every client, the oldest acquaintance first."""
    people = [
        _known(practice, team, number, person, now, rng) for number, person in enumerate(CLIENTS, 1)
    ]
    Client.objects.bulk_create(known.client for known in people)
    for known in people:
        known.client.created_at = known.since
    words.write(known.client for known in people)
    Client.objects.bulk_update([known.client for known in people], ["created_at"])
    Contact.objects.bulk_create(
        Contact(
            practice=practice,
            client=known.client,
            kind=Contact.Kind.GUARDIAN,
            name=f"Helen {known.person.family}",
            relation="mother",
            phone="+1 555 0199",
            may_consent=True,
        )
        for known in people
        if known.person.age < YOUNGEST
    )
    return people


def _known(
    practice: Practice,
    team: Team,
    number: int,
    person: Person,
    now: datetime,
    rng: np.random.Generator,
) -> Known:
    phone = f"+1 555 {rng.integers(200, 999)} {rng.integers(1000, 9999)}"
    given = person.given.split()[0]
    client = Client(
        practice=practice,
        number=number,
        given_name=person.given,
        family_name=person.family,
        birth_date=_birth_date(person.age, now.date(), rng),
        sex=person.sex,
        email=f"client{number}@sample.invalid",
        phone=phone,
        occupation=person.occupation,
        messages_by=["email"] if number % 3 else [],
        discreet=person.family == DISCREET,
        therapist=(team.owner, team.therapist, team.therapist, team.student)[number % 4],
        sort_name=sort_name(given, person.family),
        phone_digits=digits(phone),
    )
    since = now - timedelta(days=int(rng.integers(200, 400)))
    return Known(person, client, since)


def _birth_date(age: int, today: date, rng: np.random.Generator) -> date:
    days = int(age * YEAR) + int(rng.integers(10, 350))
    return today - timedelta(days=days)


def texts(practice: Practice) -> list[ConsentText]:
    """The texts every practice starts with, in the clients' language."""
    put_in_place(practice.pk)
    found = ConsentText.objects.filter(practice=practice, language="en")
    return list(found.order_by("kind"))


def consents(people: Sequence[Known], texts: Sequence[ConsentText]) -> list[Consent]:
    """Everybody agreed to what is needed; two of three to the rest; one took photographs back."""
    made = []
    for place, known in enumerate(people):
        for number, text in enumerate(texts):
            if text.is_required or (place + number) % 3:
                made.append(_consent(known, text))
    photographs = [each for each in made if each.text.kind == ConsentKind.PHOTOGRAPHS]
    photographs[-1].revoked_at = photographs[-1].signed_at + timedelta(days=60)
    photographs[-1].revoked_why = "Changed their mind."
    return Consent.objects.bulk_create(made)


def _consent(known: Known, text: ConsentText) -> Consent:
    is_young = known.person.age < YOUNGEST
    name = f"Helen {known.person.family}" if is_young else known.client.full_name
    return Consent(
        practice_id=known.client.practice_id,
        client=known.client,
        text=text,
        signed_name=name,
        signed_as="guardian" if is_young else "client",
        signature={"kind": "typed", "name": name},
        signed_at=known.since + timedelta(minutes=20),
        means=Consent.Means.LINK,
    )
