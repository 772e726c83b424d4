"""Going over to another practice of the same person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse
from tests.clinic.conftest import make_member

from palpate.clinic.access.permissions import Role
from palpate.clinic.audit.chain import breaks
from palpate.clinic.audit.models import Entry
from palpate.clinic.practice.models import Member, Practice

Sign = Callable[[Member], Browser]


@pytest.fixture
def also(owner: Member, elsewhere: Practice) -> Member:
    """The owner is a therapist of the other practice too."""
    return Member.objects.create(
        practice=elsewhere, user=owner.user, name=owner.name, roles=[Role.THERAPIST.value]
    )


def choose(browser: Browser, practice: object) -> int:
    return browser.post(reverse("choose_practice"), {"practice": str(practice)}).status_code


def test_a_person_goes_over_and_comes_back(
    owner: Member, also: Member, elsewhere: Practice, client_of: Sign
) -> None:
    browser = client_of(owner)
    page = browser.get(reverse("choose_practice")).content.decode()
    assert "Elm Street Clinic" in page
    assert "Harbour Practice" in page
    assert choose(browser, elsewhere.pk) == 302
    assert "Harbour Practice" in browser.get(reverse("account")).content.decode()
    assert browser.get(reverse("practice")).status_code == 403
    entry = Entry.objects.get(act="practice entered")
    assert (entry.practice_id, entry.user_id) == (elsewhere.pk, also.user_id)
    assert list(breaks(elsewhere)) == []
    assert choose(browser, owner.practice_id) == 302
    assert browser.get(reverse("practice")).status_code == 200


def test_the_choice_is_of_this_session_alone(owner: Member, also: Member, client_of: Sign) -> None:
    assert choose(client_of(owner), also.practice_id) == 302
    assert "Elm Street Clinic" in client_of(owner).get(reverse("account")).content.decode()


def test_to_stay_is_no_act(owner: Member, also: Member, client_of: Sign) -> None:
    assert also.active
    assert choose(client_of(owner), owner.practice_id) == 302
    assert not Entry.objects.filter(act="practice entered").exists()


@pytest.mark.parametrize("wanted", ["", "0", "01a20107-0000-7000-8000-000000000000"])
def test_what_is_no_practice_of_the_person_is_refused(
    wanted: str, owner: Member, client_of: Sign
) -> None:
    assert choose(client_of(owner), wanted) == 403


def test_a_practice_of_others_is_refused(owner: Member, stranger: Member, client_of: Sign) -> None:
    browser = client_of(owner)
    assert choose(browser, stranger.practice_id) == 403
    assert "Elm Street Clinic" in browser.get(reverse("account")).content.decode()
    assert Entry.objects.get(act="refused").practice_id == owner.practice_id


def test_a_membership_that_was_closed_is_refused_and_left(
    owner: Member, also: Member, client_of: Sign
) -> None:
    browser = client_of(owner)
    choose(browser, also.practice_id)
    Member.objects.filter(pk=also.pk).update(active=False)
    assert "Elm Street Clinic" in browser.get(reverse("account")).content.decode()
    assert choose(browser, also.practice_id) == 403


def test_only_who_has_several_practices_is_led_there(
    owner: Member, elsewhere: Practice, client_of: Sign
) -> None:
    other = make_member(elsewhere, Role.FRONT_DESK)
    Member.objects.create(
        practice=owner.practice, user=other.user, name=other.name, roles=[Role.AUDITOR.value]
    )
    link = f'href="{reverse("choose_practice")}"'
    assert link not in client_of(owner).get(reverse("more")).content.decode()
    assert link in client_of(other).get(reverse("more")).content.decode()
