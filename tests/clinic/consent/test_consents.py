"""Consents: signed, on paper, revoked, missing; texts and their versions."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client as Browser

from palpate.clinic.audit.models import Entry
from palpate.clinic.consent.models import Consent, ConsentKind, ConsentText
from palpate.clinic.consent.signature import read_signature
from palpate.clinic.consent.standing import missing
from palpate.clinic.consent.starting import put_in_place, starting_texts
from palpate.clinic.people.models import Client, Contact
from palpate.clinic.practice.models import Member, Practice
from palpate.evidence import UserError

Of = Callable[[Member], Browser]
Make = Callable[..., Client]
DRAWN = json.dumps(
    {"kind": "drawn", "width": 600, "height": 200, "strokes": [[10, 10, 5, 5, 5, 5, 9, -3]]}
)
TABLET = {"signer": "client", "signed_name": "Maria Novak", "means": "tablet", "signature": DRAWN}
PAPER = {"signer": "client", "signed_name": "Maria Novak", "means": "paper", "signature": ""}


@pytest.fixture
def texts(practice: Practice) -> None:
    put_in_place(practice.pk)


def sign(browser: Browser, client: Client, kind: str = "treatment", **told: Any) -> Any:
    return browser.post(f"/clients/{client.pk}/consents/sign/{kind}/", TABLET | told)


def test_there_is_a_starting_text_of_each_kind_in_both_languages() -> None:
    found = {(kind, language) for kind, language, *_ in starting_texts()}
    assert found == {(kind.value, language) for kind in ConsentKind for language in ("en", "es")}


@pytest.mark.usefixtures("texts")
def test_a_client_signs_on_the_tablet(client_of: Of, therapist: Member, a_client: Make) -> None:
    client = a_client()
    browser = client_of(therapist)
    assert [one.kind for one in missing(client)] == ["treatment", "privacy"]
    assert sign(browser, client).status_code == 302
    consent = Consent.objects.get()
    assert (consent.means, consent.signed_as) == ("tablet", "client")
    assert consent.signature["kind"] == "drawn"
    assert [one.kind for one in missing(client)] == ["privacy"]
    page = browser.get(f"/clients/{client.pk}/consents/").content.decode()
    assert "Maria Novak" in page
    one = browser.get(f"/clients/{client.pk}/consents/{consent.pk}/").content.decode()
    assert "signature-pad readonly" in one
    assert "Version 1 (English)" in one
    assert "consent signed" in Entry.objects.values_list("act", flat=True)


@pytest.mark.usefixtures("texts")
def test_a_paper_has_a_day_and_needs_no_drawing(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    client = a_client()
    browser = client_of(therapist)
    page = sign(browser, client, **PAPER).content.decode()
    assert "Write the day on which the paper was signed" in page
    sign(browser, client, **PAPER, signed_on="2026-01-02")
    assert Consent.objects.get().signed_at.date() == date(2026, 1, 2)


@pytest.mark.usefixtures("texts")
def test_a_revoked_consent_is_missing_and_still_legible(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    client = a_client()
    browser = client_of(therapist)
    sign(browser, client)
    consent = Consent.objects.get()
    path = f"/clients/{client.pk}/consents/{consent.pk}/revoke/"
    assert "Say in a few words" in browser.post(path, {"reason": "no"}).content.decode()
    browser.post(path, {"reason": "Wants no treatment any more"})
    assert "treatment" in [one.kind for one in missing(client)]
    page = browser.get(f"/clients/{client.pk}/consents/").content.decode()
    assert "Wants no treatment any more" in page
    browser.post(path, {"reason": "Wants no treatment, twice"})
    consent.refresh_from_db()
    assert consent.revoked_why == "Wants no treatment any more"


@pytest.mark.usefixtures("texts")
def test_a_changed_text_is_a_new_version_and_what_was_signed_stays(
    client_of: Of, therapist: Member, owner: Member, a_client: Make
) -> None:
    client = a_client()
    sign(client_of(therapist), client)
    told = {"title": "Consent", "body": "New words\n\nSecond", "is_required": "on"}
    client_of(owner).post("/consent-texts/treatment/en/", told)
    versions = ConsentText.objects.filter(kind="treatment", language="en").order_by("version")
    assert [one.version for one in versions] == [1, 2]
    assert versions[0].retired_at is not None
    assert versions[1].body == "New words\n\nSecond"
    page = client_of(therapist).get(f"/clients/{client.pk}/consents/").content.decode()
    assert "Text has changed since" in page
    assert Consent.objects.get().text.version == 1
    again = client_of(owner).post("/consent-texts/treatment/en/", told).content.decode()
    assert "Nothing was changed" in again


@pytest.mark.usefixtures("texts")
def test_only_the_owner_changes_texts(client_of: Of, therapist: Member) -> None:
    assert client_of(therapist).get("/consent-texts/").status_code == 403


@pytest.mark.usefixtures("texts")
def test_a_minor_does_not_sign_alone(client_of: Of, therapist: Member, a_client: Make) -> None:
    child = a_client(birth_date=date(2015, 1, 1))
    browser = client_of(therapist)
    page = sign(browser, child).content.decode()
    assert "A minor does not sign alone" in page
    assert not Consent.objects.exists()
    guardian = Contact.objects.create(
        practice=child.practice,
        client=child,
        kind="guardian",
        name="Eva Novak",
        relation="mother",
        may_consent=True,
    )
    sign(browser, child, signer=str(guardian.pk), signed_name="Eva Novak")
    assert Consent.objects.get().signed_as == "mother"


@pytest.mark.usefixtures("texts")
def test_a_guardian_who_may_not_sign_is_not_offered(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    child = a_client(birth_date=date(2015, 1, 1))
    guardian = Contact.objects.create(
        practice=child.practice, client=child, kind="guardian", name="Eva", may_consent=False
    )
    sign(client_of(therapist), child, signer=str(guardian.pk))
    assert not Consent.objects.exists()


@pytest.mark.usefixtures("texts")
def test_a_client_reads_the_text_in_their_language(
    client_of: Of, therapist: Member, a_client: Make
) -> None:
    client = a_client(language="es")
    page = client_of(therapist).get(f"/clients/{client.pk}/consents/sign/treatment/")
    assert "Consentimiento para el tratamiento" in page.content.decode()


@pytest.mark.usefixtures("texts")
def test_the_desk_sees_consents_and_takes_none(
    client_of: Of, front_desk: Member, a_client: Make
) -> None:
    client = a_client()
    browser = client_of(front_desk)
    assert browser.get(f"/clients/{client.pk}/consents/").status_code == 200
    assert sign(browser, client).status_code == 403


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "{",
        "[]",
        "null",
        '"x"',
        '{"kind":"typed","name":"  "}',
        '{"kind":"typed","name":5}',
        '{"kind":"drawn","width":600,"height":200,"strokes":[]}',
        '{"kind":"drawn","width":600,"height":200,"strokes":[[1,2]]}',
        '{"kind":"drawn","width":0,"height":200,"strokes":[[1,2,3,4,5,6,7,8]]}',
        '{"kind":"drawn","width":"6","height":200,"strokes":[[1,2,3,4,5,6,7,8]]}',
        '{"kind":"drawn","width":600,"height":200,"strokes":[[1,2,"x",4,5,6,7,8]]}',
        '{"kind":"drawn","width":600,"height":200,"strokes":[[1,2,1e9,4,5,6,7,8]]}',
        '{"kind":"drawn","strokes":[[1,2,3,4,5,6,7,8]]}',
        "[" * 70_000,
    ],
)
def test_what_is_no_signature_is_refused(text: str) -> None:
    with pytest.raises(UserError) as refused:
        read_signature(text)
    assert refused.value.field == "signature"
    assert refused.value.remedy
