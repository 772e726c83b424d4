"""A small practice in the test's database, and clients signed in as its members."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client as Browser

from palpate.clinic.access.permissions import Role
from palpate.clinic.accounts.models import User
from palpate.clinic.database import everything_scope
from palpate.clinic.people.models import Care, Client
from palpate.clinic.practice.models import Member, Practice
from palpate.clinic.visits.models import Visit

METHODS = "account_authentication_methods"
"""Session key of the sign-in package: how and when somebody proved who they are."""
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_view(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test prepare rows of any practice; requests still see only their own."""
    if not {"db", "transactional_db"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue(
        "transactional_db" if "transactional_db" in request.fixturenames else "db"
    )
    with everything_scope("tests"):
        yield


def make_practice(name: str = "Elm Street Clinic", **fields: Any) -> Practice:
    """A practice with its defaults."""
    return Practice.objects.create(name=name, **fields)


def make_member(practice: Practice, *roles: Role, name: str = "") -> Member:
    """A member with these roles and a second factor."""
    name = name or " ".join(role.label for role in roles)
    address = f"{name.lower().replace(' ', '.')}@{practice.pk.hex}.example.org"
    user = User.objects.create_user(address, name=name)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    return Member.objects.create(
        practice=practice, user=user, name=name, roles=[role.value for role in roles]
    )


@pytest.fixture
def practice(db: None) -> Practice:
    """A practice that shares its records."""
    del db
    return make_practice()


@pytest.fixture
def elsewhere(db: None) -> Practice:
    """Another practice, whose rows nobody here may see."""
    del db
    return make_practice("Harbour Practice")


@pytest.fixture
def owner(practice: Practice) -> Member:
    """Owns the practice and treats nobody."""
    return make_member(practice, Role.OWNER)


@pytest.fixture
def therapist(practice: Practice) -> Member:
    """Treats clients."""
    return make_member(practice, Role.THERAPIST)


@pytest.fixture
def front_desk(practice: Practice) -> Member:
    """Answers the telephone."""
    return make_member(practice, Role.FRONT_DESK)


@pytest.fixture
def bookkeeper(practice: Practice) -> Member:
    """Writes the bills."""
    return make_member(practice, Role.BOOKKEEPER)


@pytest.fixture
def auditor(practice: Practice) -> Member:
    """Reads who did what."""
    return make_member(practice, Role.AUDITOR)


@pytest.fixture
def student(practice: Practice, therapist: Member) -> Member:
    """Learns under the therapist."""
    found = make_member(practice, Role.STUDENT)
    found.supervisor = therapist
    found.save()
    return found


@pytest.fixture
def stranger(elsewhere: Practice) -> Member:
    """Owner and therapist of the other practice."""
    return make_member(elsewhere, Role.OWNER, Role.THERAPIST, name="Sam Stranger")


@pytest.fixture
def client_of() -> Callable[[Member], Browser]:
    """Sign a member in, second factor passed, a moment ago."""

    def signed_in(member: Member) -> Browser:
        browser = Browser()
        browser.force_login(member.user)
        session = browser.session
        session[METHODS] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
        session[f"{METHODS}_user"] = str(member.user_id)
        session.save()
        return browser

    return signed_in


@pytest.fixture
def a_client(practice: Practice) -> Callable[..., Client]:
    """Make a client of the practice."""
    return lambda **fields: make_client(practice, **fields)


@pytest.fixture
def a_visit(therapist: Member) -> Callable[..., Visit]:
    """Make a visit of a client to the therapist."""
    return lambda client, **fields: make_visit(client, therapist, **fields)


def make_client(practice: Practice, **fields: Any) -> Client:
    """A client; names and birth date may be given."""
    given = {"given_name": "Maria", "family_name": "Novak", "birth_date": date(1974, 5, 3)}
    chosen = {**given, **fields}
    count = Client.objects.filter(practice=practice).count()
    folded = f"{chosen['family_name']} {chosen['given_name']}".casefold()
    return Client.objects.create(
        practice=practice, number=count + 1, **{"sort_name": folded, **chosen}
    )


def make_visit(client: Client, therapist: Member, **fields: Any) -> Visit:
    """A planned visit, an hour from `NOW` unless said."""
    chosen = {"starts_at": NOW + timedelta(hours=1), **fields}
    return Visit.objects.create(
        practice=client.practice, client=client, therapist=therapist, **chosen
    )


def assign(client: Client, member: Member) -> Care:
    """Put a client in a member's care."""
    return Care.objects.create(practice=client.practice, client=client, member=member)
