"""Members: roles, supervisors, making inactive; and there is always an owner."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client as Browser
from django.urls import reverse
from tests.clinic.accounts.people import is_in, sign_in, with_password
from tests.clinic.conftest import METHODS

from palpate.clinic.access.permissions import Role
from palpate.clinic.audit.models import Entry
from palpate.clinic.practice import actions
from palpate.clinic.practice.models import Member
from palpate.evidence import UserError


def test_the_last_active_owner_stays(owner: Member, therapist: Member) -> None:
    with pytest.raises(UserError, match="only active owner"):
        actions.deactivate(by=owner, member=owner)
    with pytest.raises(UserError, match="only active owner"):
        actions.change_member(
            by=owner, member=owner, name="A", roles=[Role.THERAPIST], supervisor=None
        )
    actions.change_member(by=owner, member=therapist, name="B", roles=[Role.OWNER], supervisor=None)
    actions.deactivate(by=owner, member=owner)
    owner.refresh_from_db()
    assert not owner.active


def test_making_a_member_inactive_ends_their_sessions_at_once(
    owner: Member, therapist: Member
) -> None:
    browser = sign_in(with_password(therapist))
    actions.deactivate(by=owner, member=therapist)
    assert not is_in(browser)
    entry = Entry.objects.get(act="member made inactive")
    assert entry.detail["sessions_ended"] == 1


def test_a_member_made_active_signs_in_again(owner: Member, therapist: Member) -> None:
    with_password(therapist)
    actions.deactivate(by=owner, member=therapist)
    actions.reactivate(by=owner, member=therapist)
    assert is_in(sign_in(therapist))


@pytest.mark.parametrize(
    ("roles", "message"),
    [([], "at least one role"), (["king"], "at least one role"), ([Role.STUDENT], "supervisor")],
)
def test_roles_that_do_not_work_are_refused(
    owner: Member, therapist: Member, roles: list[str], message: str
) -> None:
    with pytest.raises(UserError, match=message):
        actions.change_member(by=owner, member=therapist, name="T", roles=roles, supervisor=None)


def test_a_supervisor_is_a_therapist_of_the_practice(
    owner: Member, therapist: Member, front_desk: Member, stranger: Member
) -> None:
    for wrong in (front_desk, stranger, therapist):
        with pytest.raises(UserError):
            actions.change_member(
                by=owner, member=therapist, name="T", roles=[Role.STUDENT], supervisor=wrong
            )


def test_only_who_manages_members_may(therapist: Member, owner: Member) -> None:
    with pytest.raises(PermissionDenied):
        actions.deactivate(by=therapist, member=owner)
    with pytest.raises(PermissionDenied):
        actions.invite(by=therapist, email="a@example.org", roles=["owner"], supervisor=None)


def test_members_of_another_practice_are_not_there(owner: Member, stranger: Member) -> None:
    browser = sign_in(with_password(owner))
    assert browser.get(reverse("member", args=[stranger.pk])).status_code == 404
    with pytest.raises(UserError):
        actions.deactivate(by=owner, member=stranger)


def test_managing_members_asks_again_who_it_is(
    owner: Member, client_of: Callable[[Member], Browser]
) -> None:
    with_password(owner)
    browser = client_of(owner)
    session = browser.session
    session[METHODS] = [{"method": "password", "at": time.time() - 3600}]
    session.save()
    answer = browser.get(reverse("invite"))
    assert answer.url.startswith(reverse("account_reauthenticate"))


def test_an_invitation_is_shown_once(owner: Member) -> None:
    browser = sign_in(with_password(owner))
    given = {"email": "sam@example.org", "roles": ["therapist"], "supervisor": ""}
    assert browser.post(reverse("invite"), given).url == reverse("practice")
    assert "/enter/" in browser.get(reverse("practice")).content.decode()
    assert "/enter/" not in browser.get(reverse("practice")).content.decode()


def test_someone_who_is_here_is_not_invited_again(owner: Member, therapist: Member) -> None:
    browser = sign_in(with_password(owner))
    given = {"email": therapist.user.email, "roles": ["therapist"], "supervisor": ""}
    answer = browser.post(reverse("invite"), given)
    assert answer.status_code == 422
    assert "already a member" in answer.content.decode()


def test_the_settings_are_kept_and_recorded(owner: Member) -> None:
    browser = sign_in(with_password(owner))
    given = {
        "name": "Elm Street",
        "address": "1 Elm Street",
        "phone": "",
        "time_zone": "Europe/London",
        "language": "en",
        "jurisdiction": "general",
        "idle_minutes": "5",
    }
    assert browser.post(reverse("practice"), given).status_code == 302
    owner.practice.refresh_from_db()
    assert (owner.practice.idle_minutes, owner.practice.shared_records) == (5, False)
    entry = Entry.objects.get(act="practice settings changed")
    assert "idle_minutes" in entry.detail["fields"]
    refused = browser.post(reverse("practice"), {**given, "idle_minutes": "999"})
    assert refused.status_code == 422


@pytest.mark.usefixtures("therapist", "student")
def test_the_page_of_the_practice_takes_few_queries(
    owner: Member, django_assert_max_num_queries: Any
) -> None:
    browser = sign_in(with_password(owner))
    with django_assert_max_num_queries(12):
        assert browser.get(reverse("practice")).status_code == 200
