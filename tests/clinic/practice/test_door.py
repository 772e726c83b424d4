"""One-time links: the first owner makes the practice, invited people join it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.clinic.access.routes import Route, all_routes
from tests.clinic.conftest import make_member

from palpate.clinic.access.permissions import Permission, Role
from palpate.clinic.accounts.models import User
from palpate.clinic.audit.models import Entry
from palpate.clinic.consent.models import ConsentText
from palpate.clinic.consent.starting import starting_texts
from palpate.clinic.practice import actions, links
from palpate.clinic.practice.models import Member, Practice, SetupLink

PASSWORD = "seven green kettles sing"
FIRST = {
    "practice_name": "Elm Street Clinic",
    "time_zone": "Europe/London",
    "name": "Anna Berg",
    "email": "Anna@Example.org",
    "password": PASSWORD,
    "treats": "on",
}


@pytest.fixture
def path(db: None) -> str:  # noqa: ARG001 - the link is kept there
    """The link that the first start prints."""
    return links.path(links.first_owner())


def test_the_first_owner_makes_the_practice_and_is_asked_for_a_second_factor(path: str) -> None:
    browser = Browser()
    assert browser.post(path, FIRST).status_code == 302
    member = Member.objects.select_related("practice", "user").get()
    assert (member.practice.name, member.user.email) == ("Elm Street Clinic", "anna@example.org")
    assert set(member.roles) == {Role.OWNER, Role.THERAPIST}
    assert browser.get("/").url == "/second-factor/"
    assert Entry.objects.filter(act="practice begun").exists()
    assert ConsentText.objects.filter(practice=member.practice).count() == len(starting_texts())


def test_an_owner_may_treat_nobody(path: str) -> None:
    Browser().post(path, {**FIRST, "treats": ""})
    assert Member.objects.get().roles == [Role.OWNER]


def test_a_link_works_once(path: str) -> None:
    Browser().post(path, FIRST)
    assert Browser().get(path).status_code == 404
    assert Browser().post(path, {**FIRST, "email": "b@example.org"}).status_code == 404


def test_a_link_ends(path: str) -> None:
    SetupLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "no longer works" in Browser().get(path).content.decode()


def test_a_new_link_replaces_the_unused_one(path: str) -> None:
    links.first_owner()
    assert Browser().get(path).status_code == 404


def test_the_database_does_not_know_the_link(path: str) -> None:
    assert SetupLink.objects.get().token_hash not in path


@pytest.mark.parametrize("password", ["too short", "password1234"])
def test_a_weak_password_is_refused_and_nothing_typed_is_lost(path: str, password: str) -> None:
    answer = Browser().post(path, {**FIRST, "password": password})
    assert answer.status_code == 422
    assert "Elm Street Clinic" in answer.content.decode()
    assert not User.objects.exists()


def test_an_invited_person_joins_with_the_roles_given(owner: Member) -> None:
    path = invited(owner, roles=[Role.FRONT_DESK])
    assert Browser().post(path, {"name": "Sam Hill", "password": PASSWORD}).status_code == 302
    joined = Member.objects.get(user__email="sam@example.org")
    assert (joined.practice_id, joined.roles) == (owner.practice_id, [Role.FRONT_DESK])
    assert Entry.objects.filter(act="member joined").exists()


def test_a_person_with_an_account_joins_only_as_that_person(
    owner: Member, stranger: Member
) -> None:
    path = invited(owner, email=stranger.user.email)
    browser = Browser()
    assert browser.post(path).status_code == 200
    assert not Member.objects.filter(user=stranger.user, practice=owner.practice).exists()
    browser.force_login(stranger.user)
    assert browser.post(path).url == "/"
    assert Member.objects.filter(user=stranger.user, practice=owner.practice).exists()


def test_the_link_of_the_sample_asks_for_no_second_factor_and_reaches_only_the_sample(
    practice: Practice, owner: Member
) -> None:
    practice.is_sample = True
    practice.save()
    path = links.path(links.sample(practice))
    browser = Browser()
    assert browser.post(path).url == "/"
    assert browser.get("/account/").status_code == 200
    practice.is_sample = False
    practice.save()
    owner.user.authenticator_set.all().delete()
    assert browser.get("/account/").url == "/second-factor/"


def test_nobody_in_the_sample_reaches_the_data_of_the_whole_record(practice: Practice) -> None:
    make_member(practice, Role.OWNER)
    practice.is_sample = True
    practice.save()
    browser = Browser()
    browser.post(links.path(links.sample(practice)))
    kept = [route for route in all_routes() if needs_data(route) and not route.arguments]
    answers = {route.name: browser.get(reverse(route.name)).status_code for route in kept}
    assert answers.pop("sample") == 200
    assert set(answers.values()) <= {403}


def needs_data(route: Route) -> bool:
    return route.declared is not None and route.declared.needs is Permission.KEEP_DATA


def invited(by: Member, **given: Any) -> str:
    chosen = {"email": "sam@example.org", "roles": [Role.THERAPIST], "supervisor": None, **given}
    return links.path(actions.invite(by=by, **chosen))
