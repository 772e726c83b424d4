"""An intake from the link to the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone
from tests.clinic.arrival.support import HEALTH, PAIN, STORY, Phone, link_in, token_in

from palpate.clinic.arrival.models import HealthHistory, Intake, LinkKey
from palpate.clinic.audit.models import Entry
from palpate.clinic.consent.models import Consent
from palpate.clinic.people.models import Client, Contact
from palpate.clinic.practice.models import Member
from palpate.clinic.visits.models import Finding, Visit

Of = Callable[[Member], Browser]
Make = Callable[..., Client]


@pytest.fixture
def maria(a_client: Make) -> Client:
    return a_client(email="maria@example.org", phone="5550123")


@pytest.fixture
def phone(client_of: Of, therapist: Member, maria: Client) -> Phone:
    answer = client_of(therapist).post(
        f"/clients/{maria.pk}/intakes/new/", {"language": "en", "days": "7"}
    )
    return Phone(link_in(answer))


def test_the_desk_makes_a_link_that_is_stored_as_a_hash_only(
    client_of: Of, front_desk: Member, maria: Client
) -> None:
    told = {"language": "es", "days": "3"}
    answer = client_of(front_desk).post(f"/clients/{maria.pk}/intakes/new/", told)
    token = link_in(answer)
    intake = Intake.objects.get()
    assert len(intake.token_hash) == 64
    assert token not in intake.token_hash
    assert LinkKey.objects.get().practice_id == maria.practice_id
    assert "Hola Maria" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert token not in client_of(front_desk).get(f"/clients/{maria.pk}/intakes/").content.decode()


def test_what_is_filled_in_on_the_phone_is_taken_over_into_the_record(
    phone: Phone,
    client_of: Of,
    therapist: Member,
    maria: Client,
    a_visit: Callable[..., Visit],
) -> None:
    visit = a_visit(maria)
    phone.fill_in()
    assert phone.post("8/").status_code == 302
    assert "Thank you" in phone.get().content.decode()

    intake = Intake.objects.get()
    assert Consent.objects.filter(client=maria, means="link").count() == 2
    browser = client_of(therapist)
    path = f"/clients/{maria.pk}/intakes/{intake.pk}/"
    page = browser.get(path).content.decode()
    assert "Blood clot in the past" in page
    assert "Headache behind the eye" in page
    taken = {"take": ["blood_clot", "heart"], "drawing": "yes", "revision": "0"}
    assert browser.post(f"{path}take-over/", taken).status_code == 302

    health = HealthHistory.objects.get(client=maria)
    assert health.answers == {
        "blood_clot": "yes",
        "blood_clot_detail": "left calf, 2019",
        "heart": ["varicose"],
    }
    assert health.reviewed_by == therapist
    finding = Finding.objects.get(visit=visit)
    assert finding.case["pain"] == PAIN
    assert finding.case["history"] == {"previous_clot": True, "onset": "gradual"}
    assert finding.told == ["previous_clot", "onset"]
    assert "Headache behind the eye" in finding.reason
    intake.refresh_from_db()
    assert intake.taken_over_by == therapist
    overview = browser.get(f"/clients/{maria.pk}/").content.decode()
    assert "Adapt, or ask a doctor" in overview
    acts = set(Entry.objects.values_list("act", flat=True))
    assert {"intake link made", "intake begun", "intake sent in", "intake taken over"} <= acts


def test_answers_are_kept_as_one_goes_and_the_form_resumes(phone: Phone) -> None:
    answer = phone.put("3/save/", STORY)
    assert (answer.status_code, answer.json()) == (200, {"revision": 1})
    assert phone.put("3/save/", STORY | {"since": "May"}, 1).json() == {"revision": 2}
    page = phone.get("3/").content.decode()
    assert "Headache behind the eye" in page
    assert 'revision="2"' in page
    assert "Go on" in phone.get().content.decode()


def test_two_pages_of_one_phone_do_not_overwrite_each_other(phone: Phone) -> None:
    phone.put("3/save/", STORY)
    answer = phone.put("3/save/", {"reason": "Another"}, 0)
    assert answer.status_code == 409
    assert answer.json()["value"]["reason"] == "Headache behind the eye"
    assert answer.json()["revision"] == 1


def test_another_browser_sees_nothing_and_is_asked_for_the_birth_date(phone: Phone) -> None:
    phone.post("4/", HEALTH)
    other = Phone(phone.token)
    for path in ("", "1/", "2/", "4/", "8/"):
        answer = other.get(path)
        assert answer.status_code == 403
        page = answer.content.decode()
        assert "left calf" not in page
        assert "Maria" not in page
    assert other.put("4/save/", {}, 1).status_code == 403
    assert other.post("birth-date/", {"birth_date": "1974-05-04"}).status_code == 403
    assert other.post("birth-date/", {"birth_date": "1974-05-03"}).status_code == 302
    assert "left calf" in other.get("4/").content.decode()
    assert phone.get("4/").status_code == 403


def test_five_wrong_birth_dates_lock_the_link_until_a_new_one_is_sent(
    phone: Phone, client_of: Of, therapist: Member, maria: Client
) -> None:
    phone.post("4/", HEALTH)
    other = Phone(phone.token)
    for _ in range(5):
        other.post("birth-date/", {"birth_date": "2001-01-01"})
    assert "locked" in other.get("birth-date/").content.decode()
    assert other.post("birth-date/", {"birth_date": "1974-05-03"}).status_code == 403
    assert phone.get("4/").status_code == 403
    intake = Intake.objects.get()
    browser = client_of(therapist)
    assert "Locked" in browser.get(f"/clients/{maria.pk}/intakes/").content.decode()
    anew = browser.post(f"/clients/{maria.pk}/intakes/{intake.pk}/anew/")
    assert phone.get("4/").status_code == 404
    phone.token = link_in(anew)
    assert "left calf" in phone.get("4/").content.decode()


def test_what_was_sent_in_is_read_by_nobody_through_the_link(phone: Phone) -> None:
    phone.fill_in()
    phone.post("8/")
    for path in ("", "4/", "8/", "birth-date/"):
        page = phone.get(path).content.decode()
        assert "Thank you" in page
        assert "left calf" not in page
    assert "Thank you" in phone.put("4/save/", {"reason": "x"}).content.decode()
    assert Intake.objects.get().answers["values"]["blood_clot_detail"] == "left calf, 2019"


@pytest.mark.parametrize("ended", ["expired", "revoked", "unknown"])
def test_links_that_ended_look_like_links_that_never_were(
    ended: str, phone: Phone, client_of: Of, therapist: Member, maria: Client
) -> None:
    intake = Intake.objects.get()
    if ended == "expired":
        Intake.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif ended == "revoked":
        client_of(therapist).post(f"/clients/{maria.pk}/intakes/{intake.pk}/revoke/")
    else:
        phone.token = "a" * 43
    answer = phone.get()
    assert answer.status_code == 404
    assert "Maria" not in answer.content.decode()


def test_every_page_behind_the_link_is_kept_by_nobody(phone: Phone) -> None:
    for path in ("", *(f"{number}/" for number in range(1, 9))):
        answer = phone.get(path)
        assert answer.status_code == 200, path
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
    cookie = next(iter(phone.browser.cookies.values()))
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/i/"


def test_a_page_of_another_site_cannot_write(phone: Phone) -> None:
    phone.get("3/")
    path = f"/i/{phone.token}/3/"
    assert phone.browser.post(path, {"reason": "forged"}).status_code == 403
    assert Browser().post(path, {"reason": "forged"}).status_code == 403
    assert Intake.objects.get().answers == {}


def test_nothing_known_of_the_client_but_the_first_name_is_shown(phone: Phone) -> None:
    pages = "".join(phone.get(path).content.decode() for path in ("", "1/", "7/"))
    for hidden in ("Novak", "maria@example.org", "5550123", "1974"):
        assert hidden not in pages


def test_a_minor_signs_only_by_a_known_guardian(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    child = a_client(birth_date=date(2015, 1, 1))
    Contact.objects.create(
        practice=child.practice, client=child, kind="guardian", name="Éva Novak", may_consent=True
    )
    told = {"language": "en", "days": "7"}
    for name, count in (("Somebody", 0), ("Eva Novak", 2)):
        sent = client_of(therapist).post(f"/clients/{child.pk}/intakes/new/", told)
        phone = Phone(link_in(sent))
        phone.sign("treatment", "privacy", name=name)
        phone.post("8/")
        assert Consent.objects.filter(client=child).count() == count
    assert {one.signed_as for one in Consent.objects.all()} == {"guardian"}


def test_contact_and_health_may_be_taken_over_one_by_one(
    phone: Phone, client_of: Of, therapist: Member, maria: Client
) -> None:
    phone.post("1/", {"new_phone": "503 555 0177", "called": "Mia"})
    phone.post("4/", HEALTH)
    phone.post("8/")
    intake = Intake.objects.get()
    path = f"/clients/{maria.pk}/intakes/{intake.pk}/"
    client_of(therapist).post(f"{path}take-over/", {"take": ["new_phone"], "revision": "0"})
    maria.refresh_from_db()
    assert (maria.phone, maria.preferred_name) == ("503 555 0177", "")
    assert HealthHistory.objects.get().answers == {}


def test_what_cannot_be_sent_as_it_is_stays_on_the_page(phone: Phone) -> None:
    answer = phone.post("1/", {"new_email": "maria@", "called": "Mia"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "maria@" in page
    assert "This is no e-mail address" in page
    assert Intake.objects.get().answers["values"] == {"called": "Mia"}
    assert phone.post("8/").status_code in (302, 422)


def test_the_form_speaks_spanish(client_of: Of, therapist: Member, maria: Client) -> None:
    told = {"language": "es", "days": "7"}
    phone = Phone(link_in(client_of(therapist).post(f"/clients/{maria.pk}/intakes/new/", told)))
    pages = "".join(phone.get(path).content.decode() for path in ("", "3/", "7/", "8/"))
    for words in ("Hola Maria", "Qué le trae", "Consentimiento", "Enviar a la consulta"):
        assert words in pages
    for words in ("Hello", "Next<", 'label="Signature"', "Nothing written"):
        assert words not in pages


def test_a_front_desk_never_opens_what_was_sent(
    phone: Phone, client_of: Of, front_desk: Member, maria: Client
) -> None:
    phone.fill_in()
    phone.post("8/")
    intake = Intake.objects.get()
    browser = client_of(front_desk)
    assert browser.get(f"/clients/{maria.pk}/intakes/{intake.pk}/").status_code == 403
    assert "left calf" not in browser.get(f"/clients/{maria.pk}/intakes/").content.decode()


def test_without_a_signature_nothing_is_agreed(phone: Phone) -> None:
    told = {"agree_treatment": "yes", "name": "", "signature": ""}
    answer = phone.post("7/", told)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The name is missing" in page
    assert "The signature is missing" in page
    assert token_in(page)


def test_the_pages_behind_a_link_are_cheap(
    phone: Phone, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    phone.fill_in()
    for number in range(1, 9):
        with django_assert_max_num_queries(12):
            phone.get(f"{number}/")
