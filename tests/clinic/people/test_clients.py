"""The list of clients and their records, as the roles see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from palpate.clinic.audit.models import Entry
from palpate.clinic.people.languages import language_name
from palpate.clinic.people.models import Care, Client, ClientState, Contact
from palpate.clinic.practice.models import Member, Practice

NEW = {"given_name": "Ana", "family_name": "Peña", "language": "en"}
Of = Callable[[Member], Browser]
Make = Callable[..., Client]


def test_a_name_is_enough_to_begin_a_record(client_of: Of, therapist: Member) -> None:
    answer = client_of(therapist).post("/clients/new/", NEW, follow=True)
    assert answer.status_code == 200
    client = Client.objects.get()
    assert (client.number, client.sort_name) == (1, "pena ana")
    assert "Ana Peña" in answer.content.decode()
    assert "client added" in Entry.objects.values_list("act", flat=True)


@pytest.mark.parametrize(
    "query",
    ["pena", "ANA", "peña a", "#2", "2", "5550123", "ana@example", "1980-02-29", "29.2.1980"],
)
def test_a_client_is_found_by_whatever_one_knows(
    query: str, client_of: Of, therapist: Member, a_client: Make
) -> None:
    a_client()
    a_client(
        given_name="Ana",
        family_name="Peña",
        phone="+1 503 555-0123",
        email="ana@example.org",
        birth_date=date(1980, 2, 29),
    )
    page = client_of(therapist).get("/clients/", {"q": query}).content.decode()
    assert "Ana Peña" in page
    assert "Novak" not in page


def test_typing_gets_only_the_rows(client_of: Of, therapist: Member, a_client: Make) -> None:
    a_client()
    page = client_of(therapist).get("/clients/", {"q": "nov"}, headers={"HX-Request": "true"})
    assert "<html" not in page.content.decode()
    assert "Novak" in page.content.decode()


def test_fifty_a_page_and_the_next_goes_on_where_it_ended(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    for number in range(53):
        a_client(given_name=f"N{number:02}")
    browser = client_of(therapist)
    first = browser.get("/clients/")
    assert len(first.context["found"].clients) == 50
    rest = browser.get("/clients/", {"after": first.context["found"].after})
    assert len(rest.context["found"].clients) == 3
    assert not rest.context["found"].after


def test_the_desk_sees_no_health_and_the_bookkeeper_only_names_and_addresses(
    client_of: Of, front_desk: Member, bookkeeper: Member, therapist: Member, a_client: Make
) -> None:
    client = a_client(phone="5550123", address="Elm Street 1", desk_note="Parks behind")
    Contact.objects.create(
        practice=client.practice, client=client, kind="emergency", name="Eva Novak", phone="123456"
    )
    path = f"/clients/{client.pk}/"
    desk = client_of(front_desk).get(path).content.decode()
    assert "5550123" in desk
    assert "Before treatment" not in desk
    books = client_of(bookkeeper).get(path).content.decode()
    assert "Elm Street 1" in books
    for hidden in ("5550123", "1974", "Eva Novak", "Parks behind", "Change", "Before treatment"):
        assert hidden not in books
    assert "Before treatment" in client_of(therapist).get(path).content.decode()
    assert client_of(bookkeeper).get(f"{path}edit/").status_code == 403
    assert client_of(front_desk).get(f"{path}health/").status_code == 403


def test_a_bookkeeper_cannot_guess_telephone_numbers_or_birth_dates(
    client_of: Of, bookkeeper: Member, a_client: Make
) -> None:
    a_client(phone="5550123", email="m@example.org")
    for query in ("5550123", "m@example.org", "1974-05-03"):
        page = client_of(bookkeeper).get("/clients/", {"q": query}).content.decode()
        assert "Novak" not in page


def test_a_client_of_another_practice_is_not_there(
    client_of: Of, stranger: Member, a_client: Make
) -> None:
    client = a_client()
    browser = client_of(stranger)
    paths = ("", "edit/", "contacts/new/", "consents/", "health/", "intakes/", "intakes/new/")
    for path in paths:
        assert browser.get(f"/clients/{client.pk}/{path}").status_code == 404


def test_the_facts_are_changed_and_the_former_ones_kept(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    client = a_client()
    told = NEW | {"birth_date": "1974-05-03", "messages_by": ["text"], "phone": "(503) 555 0199"}
    client_of(therapist).post(f"/clients/{client.pk}/edit/", told)
    client.refresh_from_db()
    assert (client.family_name, client.phone_digits) == ("Peña", "5035550199")
    assert client.messages_by == ["text"]
    assert client.history.count() == 2


def test_languages_are_shown_by_name(client_of: Of, therapist: Member, a_client: Make) -> None:
    kept, gone = a_client(language="es"), a_client(language="en")
    browser = client_of(therapist)
    overview = browser.get(f"/clients/{kept.pk}/").content.decode()
    assert "<dt>Language</dt><dd>Spanish</dd>" in overview
    page = browser.get(f"/clients/{kept.pk}/merge/{gone.pk}/").content.decode()
    assert "<span>Spanish</span>" in page
    assert "<span>English</span>" in page
    assert language_name("fi") == "fi"


def test_a_record_is_archived_and_brought_back(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    client = a_client()
    browser = client_of(therapist)
    browser.post(f"/clients/{client.pk}/archive/")
    assert "Novak" not in browser.get("/clients/").content.decode()
    assert "Novak" in browser.get("/clients/?state=archived").content.decode()
    browser.post(f"/clients/{client.pk}/archive/", {"back": "yes"})
    client.refresh_from_db()
    assert client.state == ClientState.ACTIVE


def test_a_contact_is_added_changed_and_removed(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    client = a_client()
    browser = client_of(therapist)
    path = f"/clients/{client.pk}/contacts/"
    browser.post(f"{path}new/", {"kind": "emergency", "name": "Eva", "phone": "503 555 0111"})
    contact = Contact.objects.get()
    told = {"kind": "guardian", "name": "Eva Novak", "may_consent": "on"}
    browser.post(f"{path}{contact.pk}/", told)
    contact.refresh_from_db()
    assert contact.may_consent
    browser.post(f"{path}{contact.pk}/", {"remove": "yes"})
    assert not Contact.objects.exists()
    assert Contact.history.count() == 3


def test_an_emergency_contact_needs_a_number(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    client = a_client()
    told = {"kind": "emergency", "name": "Eva"}
    page = client_of(therapist).post(f"/clients/{client.pk}/contacts/new/", told).content.decode()
    assert "Phone: Write a telephone number" in page


def test_the_overview_says_what_a_minor_lacks(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    client = a_client(birth_date=date(2015, 1, 1))
    assert (
        "A minor without a guardian"
        in client_of(therapist).get(f"/clients/{client.pk}/").content.decode()
    )


def test_every_page_of_people_is_cheap(
    client_of: Of, therapist: Member, a_client: Make, a_visit: Callable[..., Any]
) -> None:
    client = a_client()
    a_visit(client)
    browser = client_of(therapist)
    browser.get(f"/clients/{client.pk}/")
    paths = ["/clients/", "/clients/duplicates/"]
    paths += [f"/clients/{client.pk}/{part}" for part in ("", "edit/", "health/", "consents/")]
    for path in paths:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path).status_code == 200
        # What binds a request to its practice is no question.
        questions = [one["sql"] for one in asked if one["sql"].startswith(('SELECT "', "SELECT 1"))]
        assert len(questions) <= 12, (path, questions)


def test_a_narrow_therapist_reaches_a_client_they_added(
    client_of: Of, practice: Practice, therapist: Member, a_client: Make
) -> None:
    practice.shared_records = False
    practice.save()
    other = a_client()
    browser = client_of(therapist)
    assert browser.get(f"/clients/{other.pk}/").status_code == 404
    browser.post("/clients/new/", NEW)
    mine = Client.objects.exclude(pk=other.pk).get()
    assert browser.get(f"/clients/{mine.pk}/").status_code == 200
    assert Care.objects.filter(client=mine, member=therapist).exists()
