"""Licences: the provider number's check digit, the end of a licence, who may change them."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests.clinic.accounts.people import sign_in, with_password

from palpate.clinic.practice import npi, scope_of_practice
from palpate.clinic.practice.models import Credential, Member, Profession

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("number", ["1234567893", "1245319599", "1003000126"])
def test_numbers_with_the_right_check_digit_pass(number: str) -> None:
    assert npi.is_valid(number)


@pytest.mark.parametrize(
    "number",
    ["1234567890", "1234567839", "123456789", "12345678931", "12345x7893", "", "١٢٣٤٥٦٧٨٩٣"],
)
def test_typing_errors_do_not(number: str) -> None:
    assert not npi.is_valid(number)


def test_every_single_wrong_digit_is_found() -> None:
    right = "1234567893"
    wrong = {
        right[:place] + digit + right[place + 1 :]
        for place in range(10)
        for digit in "0123456789"
        if digit != right[place]
    }
    assert not any(npi.is_valid(number) for number in wrong)


def test_every_profession_has_a_scope_that_says_how_it_is_backed() -> None:
    scopes = scope_of_practice.scopes()
    assert set(scopes) == set(Profession)
    assert {row.grade for row in scopes.values()} == {"practice decides"}
    assert all("diagnos" not in row.papers.lower() for row in scopes.values())


@pytest.mark.parametrize(
    ("expires", "said"),
    [
        (None, ""),
        (date(2027, 11, 22), ""),
        (date(2026, 12, 1), "Expires on 1 December 2026"),
        (date(2026, 11, 1), "Expired on 1 November 2026"),
    ],
)
def test_the_end_of_a_licence_is_told_in_time(expires: date | None, said: str) -> None:
    assert scope_of_practice.warning(Credential(expires_on=expires), TODAY) == said


def test_a_member_keeps_their_own_licence_and_nobody_elses(
    therapist: Member, front_desk: Member
) -> None:
    browser = sign_in(with_password(therapist))
    given = {"profession": "osteopath", "npi": "1234567893", "expires_on": "2027-01-01"}
    assert browser.post(reverse("add_credential", args=[therapist.pk]), given).url == "/account/"
    assert Credential.objects.get().member_id == therapist.pk
    refused = browser.post(reverse("add_credential", args=[front_desk.pk]), given)
    assert refused.status_code == 403


def test_a_wrong_provider_number_names_the_field(therapist: Member) -> None:
    browser = sign_in(with_password(therapist))
    answer = browser.post(
        reverse("add_credential", args=[therapist.pk]),
        {"profession": "osteopath", "npi": "1234567890"},
    )
    assert answer.status_code == 422
    assert "last digit does not fit" in answer.content.decode()
