"""Clients are found by the words of their names, however many there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from palpate.clinic.home import clients
from palpate.clinic.people import finding, words
from palpate.clinic.people.models import Client
from palpate.clinic.practice.models import Member

pytestmark = pytest.mark.django_db
Make = Callable[..., Client]


def names(found: finding.Found) -> list[str]:
    return [client.full_name for client in found.clients]


@pytest.fixture
def many(a_client: Make, therapist: Member) -> list[Client]:
    """More of one family than are looked at one by one, and one who differs."""
    rows = [
        Client(practice=therapist.practice, number=number, given_name=f"Ada {number:03}",
               family_name="Novak", sort_name=f"novak ada {number:03}")
        for number in range(1000, 1260)
    ]  # fmt: skip
    Client.objects.bulk_create(rows)
    words.write(rows)
    return [*rows, a_client(given_name="Zora", family_name="Novak-Levy")]


@pytest.mark.usefixtures("many")
def test_a_rare_word_is_found_wherever_it_stands(therapist: Member) -> None:
    assert names(finding.find(therapist, "levy")) == ["Zora Novak-Levy"]
    assert names(finding.find(therapist, "zora novak")) == ["Zora Novak-Levy"]
    assert names(finding.find(therapist, "novak zo")) == ["Zora Novak-Levy"]


def test_a_frequent_word_gives_every_client_once_page_by_page(
    many: list[Client], therapist: Member
) -> None:
    for asked in ("novak", "ada", "nov"):
        seen: list[str] = []
        after = ""
        while True:
            page = finding.find(therapist, asked, after=after)
            seen += [str(client.pk) for client in page.clients]
            if not (after := page.after):
                break
        expected = len(many) if asked != "ada" else len(many) - 1
        assert len(seen) == len(set(seen)) == expected


def test_family_names_come_before_given_names(a_client: Make, therapist: Member) -> None:
    a_client(given_name="Berg", family_name="Aalto")
    a_client(given_name="Zoe", family_name="Bergman")
    assert names(finding.find(therapist, "berg")) == ["Zoe Bergman", "Berg Aalto"]


def test_a_new_name_is_found_and_the_old_one_is_not(a_client: Make, therapist: Member) -> None:
    client = a_client(given_name="Ana", family_name="Olden")
    client.family_name = "Newman"
    client.save()
    assert names(finding.find(therapist, "newman")) == ["Ana Newman"]
    assert names(finding.find(therapist, "olden")) == []


@pytest.mark.usefixtures("many")
def test_a_mistyped_name_is_still_found(therapist: Member) -> None:
    assert [c.full_name for c in clients.find(therapist, "novack zorra", 5)][:1] == [
        "Zora Novak-Levy"
    ]
