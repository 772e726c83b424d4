"""Whatever is typed into a form: no fault, nothing lost, and the message says what to do."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone
from tests.clinic.arrival.support import SIGNATURE, Phone, link_in

from palpate.clinic.arrival.models import Intake
from palpate.clinic.consent.models import Consent
from palpate.clinic.consent.starting import put_in_place
from palpate.clinic.people.models import Client, Contact
from palpate.clinic.practice.models import Member

Of = Callable[[Member], Browser]
Make = Callable[..., Client]

SCRIPT = "<script>alert('x')</script>"
TAG = '"><img src=x onerror=alert(1)>'
SQL = "Robert'); DROP TABLE people_client;--"
PATH = "../../../../etc/passwd"
TEMPLATE = "{{ 7|add:7 }}{% debug %}${7*7}"
HUGE = "A" * 1_000_000
LONG = "Ł" * 121
RTL = "Ana\u202egpj.exe"
ZERO = "A\u200bn\u2060a\ufeff"
NULL = "An\x00a"
ZALGO = "A" + "\u0301" * 100
EMOJI = "👩‍⚕️ Ana"
OTHER = "Ἀλέξανδρος 李雷 محمد"
TOMORROW = (timezone.localdate() + timedelta(days=1)).isoformat()

KEPT = {
    "script": (SCRIPT, SCRIPT),
    "tag": (TAG, TAG),
    "sql": (SQL, SQL),
    "path": (PATH, PATH),
    "template": (TEMPLATE, TEMPLATE),
    "right to left": (RTL, "Anagpj.exe"),
    "zero width": (ZERO, "Ana"),
    "null": (NULL, "Ana"),
    "many marks": (ZALGO, None),
    "emoji": (EMOJI, None),
    "other scripts": (OTHER, None),
    "line breaks": ("Ana\r\nSet-Cookie: a=b", "Ana Set-Cookie: a=b"),
    "percent": ("100% %s %(x)s An", "100% %s %(x)s An"),
}
REFUSED = {
    "given_name": [
        ("", "Write given name"),
        ("   ", "Write given name"),
        ("\u200b\u202e", "cannot be seen"),
        ("12345", "holds no letter"),
        ("---", "holds no letter"),
        (LONG, "121 characters; there is room for 120"),
        (HUGE, "1000000 characters; there is room for 120"),
    ],
    "birth_date": [
        (TOMORROW, "has not come yet"),
        ("9999-12-31", "has not come yet"),
        ("1899-12-31", "before 1900"),
        ("0001-01-01", "before 1900"),
        ("2026-02-30", "This is no date"),
        ("yesterday", "This is no date"),
        ("1974-05-03'; DROP", "This is no date"),
        ("9" * 5000, "This is no date"),
    ],
    "email": [
        ("maria@", "This is no e-mail address"),
        ("a@b@c", "This is no e-mail address"),
        ("maria@example.org\r\nBcc: x@y.zz", "This is no e-mail address"),
        ("a" * 400 + "@example.org", "an address has at most"),
        (SCRIPT, "This is no e-mail address"),
    ],
    "phone": [
        ("call me", "This is no telephone number"),
        ("12", "This is no telephone number"),
        ("1" * 30, "This is no telephone number"),
        ("+1 503 555 0123" * 10, "there is room for 40"),
        (SQL, "This is no telephone number"),
    ],
    "address": [("A" * 501, "there is room for 500")],
    "desk_note": [("A" * 1001, "there is room for 1000")],
    "sex": [("robot", "robot")],
    "language": [("xx", "xx"), ("../en", "../en")],
    "messages_by": [("pigeon", "pigeon")],
    "therapist": [("not-an-id", "Select a valid choice"), ("0" * 32, "Select a valid choice")],
}
FACTS = {"given_name": "Ana", "language": "en"}


@pytest.mark.parametrize("case", KEPT)
def test_a_strange_name_is_kept_and_shown_as_text(
    case: str, client_of: Of, therapist: Member
) -> None:
    typed, kept = KEPT[case]
    answer = client_of(therapist).post("/clients/new/", FACTS | {"family_name": typed}, follow=True)
    assert answer.status_code == 200
    client = Client.objects.get()
    assert kept is None or client.family_name == kept
    page = answer.content.decode()
    assert html.escape(client.family_name).replace("&quot;", "&quot;") in page
    for raw in ("<script>alert", "<img src=x", "DROP TABLE people_client;--</script"):
        assert raw not in page
    if kept is not None and kept != typed and case not in ("line breaks",):
        assert "an invisible character was taken out" in page


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [(field, typed, told) for field, cases in REFUSED.items() for typed, told in cases],
    ids=lambda value: str(value)[:24],
)
def test_what_is_refused_names_field_and_remedy_and_stays_in_the_form(
    field: str, typed: str, told: str, client_of: Of, therapist: Member
) -> None:
    sent = FACTS | {"preferred_name": "Kept as typed", field: typed}
    answer = client_of(therapist).post("/clients/new/", sent)
    assert answer.status_code == 200
    assert not Client.objects.exists()
    page = html.unescape(answer.content.decode())
    assert told in page
    assert re.search(rf'<a href="#id_{field}', page)
    assert "Kept as typed" in page


@pytest.mark.parametrize(
    "query",
    [
        SCRIPT,
        SQL,
        PATH,
        TEMPLATE,
        HUGE,
        NULL,
        RTL,
        "%",
        "_",
        "\\",
        "#",
        "#999999999999",
        "-",
        "@",
        "1" * 90,
        "9999-99-99",
        "٣",
        "²",
        "' OR '1'='1",
        "\ud7ff",
    ],
    ids=lambda query: ascii(query)[:20],
)
def test_no_search_is_a_fault_or_finds_everybody(
    query: str, client_of: Of, therapist: Member, a_client: Make
) -> None:
    a_client()
    answer = client_of(therapist).get("/clients/", {"q": query})
    assert answer.status_code == 200
    assert "Novak" not in answer.content.decode()
    assert (
        client_of(therapist).get("/clients/", {"after": query, "state": query}).status_code == 200
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": ""}, "Write name"),
        ({"name": "\u202e"}, "cannot be seen"),
        ({"name": HUGE}, "there is room for 120"),
        ({"kind": "boss"}, "boss"),
        ({"phone": "abc"}, "This is no telephone number"),
        ({"email": "x"}, "This is no e-mail address"),
        ({"kind": "emergency"}, "nobody else can be called"),
        ({"kind": "other", "may_consent": "on"}, "Only a guardian signs"),
    ],
    ids=str,
)
def test_contacts_are_checked_the_same_way(
    typed: dict[str, str], told: str, client_of: Of, therapist: Member, a_client: Make
) -> None:
    client = a_client()
    sent = {"kind": "guardian", "name": "Eva", "relation": "Kept as typed"} | {
        key: value[:2000] if value is HUGE else value for key, value in typed.items()
    }
    answer = client_of(therapist).post(f"/clients/{client.pk}/contacts/new/", sent)
    page = html.unescape(answer.content.decode())
    assert (answer.status_code, Contact.objects.count()) == (200, 0)
    assert told in page
    assert "Kept as typed" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"signature": ""}, "There is no signature"),
        ({"signature": "{" * 1000}, "cannot be read"),
        ({"signature": json.dumps({"kind": "drawn", "strokes": [["x"]]})}, "cannot be read"),
        ({"signed_name": ""}, "Write name as signed"),
        ({"signed_name": "\u200b"}, "cannot be seen"),
        ({"means": "pigeon"}, "pigeon"),
        ({"signer": "00000000-0000-0000-0000-000000000000"}, "Select a valid choice"),
        ({"means": "paper", "signed_on": TOMORROW}, "has not come yet"),
        ({"means": "paper", "signed_on": "1066-10-14"}, "before 1900"),
        ({"means": "paper", "signed_on": "x"}, "This is no date"),
    ],
    ids=str,
)
def test_signing_refuses_what_is_no_signature(
    typed: dict[str, str], told: str, client_of: Of, therapist: Member, a_client: Make
) -> None:
    client = a_client()
    put_in_place(client.practice_id)
    good = {"signer": "client", "signed_name": "Maria", "means": "tablet", "signature": SIGNATURE}
    path = f"/clients/{client.pk}/consents/sign/treatment/"
    answer = client_of(therapist).post(path, good | typed)
    assert (answer.status_code, Consent.objects.count()) == (200, 0)
    assert told in html.unescape(answer.content.decode())


@pytest.fixture
def phone(client_of: Of, therapist: Member, a_client: Make) -> Phone:
    path = f"/clients/{a_client().pk}/intakes/new/"
    return Phone(link_in(client_of(therapist).post(path, {"language": "en", "days": "7"})))


@pytest.mark.parametrize("case", KEPT)
def test_a_strange_story_is_kept_and_shown_as_text(case: str, phone: Phone) -> None:
    typed, _kept = KEPT[case]
    assert phone.post("3/", {"reason": typed}).status_code == 302
    page = phone.get("8/").content.decode()
    for raw in ("<script>alert", "<img src=x"):
        assert raw not in page
    assert Intake.objects.get().answers["values"]["reason"]


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ({"reason": "x" * 4001}, 422),
        ({"reason": HUGE}, 422),
        ({"onset": "by magic"}, 422),
        ({"onset": ["sudden", "gradual"]}, 200),
        ({"wakes_at_night": "maybe"}, 422),
        ({"unknown": "field"}, 200),
        ({"reason": {"nested": "object"}}, 200),
        ({"reason": "\ud800"}, 200),
        ({"reason": None, "since": True}, 200),
        ([], 422),
        ("text", 422),
        (None, 422),
        (5, 422),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_no_saving_is_a_fault(value: object, status: int, phone: Phone) -> None:
    answer = phone.put("3/save/", value, page="3/")
    assert answer.status_code == status, answer.content
    if status == 422:
        (error, *_) = answer.json()["errors"]
        assert error["message"]
        assert error["remedy"]
        assert Intake.objects.get().answers == {}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '{"revision": 0}',
        '{"value": {}}',
        '{"revision": "x", "value": {}}',
        '{"revision": [], "value": {}}',
        "\x00",
        "[" * 100_000,
    ],
    ids=lambda body: ascii(body)[:20],
)
@pytest.mark.parametrize("path", ["3/save/", "drawing/"])
def test_no_body_is_a_fault(path: str, body: str, phone: Phone) -> None:
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', phone.get("3/").content.decode())
    assert token
    answer = phone.browser.put(
        f"/i/{phone.token}/{path}",
        body,
        content_type="application/json",
        headers={"X-CSRFToken": token.group(1)},
    )
    assert answer.status_code == 422
    assert answer.json()["errors"]


@pytest.mark.parametrize(
    "pain",
    [
        [{}],
        [5],
        {},
        "x",
        [{"patches": {"temple.left.1": 11}, "qualities": []}],
        [{"patches": {"temple.left.1": 0}, "qualities": []}],
        [{"patches": {"temple.left.1": True}, "qualities": []}],
        [{"patches": {PATH: 5}, "qualities": []}],
        [{"patches": {"temple.left.1": "5"}, "qualities": []}],
        [{"patches": {"temple.left.1": 5}, "qualities": ["awful"]}],
        [{"patches": {"temple.left.1": 5}, "qualities": [[]]}],
        [{"patches": {"temple.left.1": 5}}] * 65,
        [{"patches": {"temple.left.1": float("nan")}, "qualities": []}],
    ],
    ids=lambda pain: ascii(pain)[:30],
)
def test_no_drawing_is_a_fault(pain: Any, phone: Phone) -> None:
    answer = phone.put("drawing/", pain, page="2/")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "drawing"
    assert Intake.objects.get().answers == {}


@pytest.mark.parametrize(
    "told",
    [
        {"language": "xx", "days": "7"},
        {"language": "en", "days": "0"},
        {"language": "en", "days": "61"},
        {"language": "en", "days": "9" * 100},
        {"language": "en", "days": "x"},
        {"language": "en", "days": ""},
        {"language": "en", "days": "7", "visit": "x"},
        {"language": "en", "days": "7", "visit": "0" * 32},
    ],
    ids=str,
)
def test_no_link_is_made_of_nonsense(
    told: dict[str, str], client_of: Of, therapist: Member, a_client: Make
) -> None:
    answer = client_of(therapist).post(f"/clients/{a_client().pk}/intakes/new/", told)
    assert answer.status_code == 200
    assert not Intake.objects.exists()


@pytest.mark.parametrize("born", ["", "x", TOMORROW, "1974-13-45", "1" * 5000, NULL, SQL])
def test_no_birth_date_is_a_fault(born: str, phone: Phone) -> None:
    phone.post("3/", {"reason": "x"})
    other = Phone(phone.token)
    answer = other.post("birth-date/", {"birth_date": born})
    assert answer.status_code == 403
    assert "not the birth date on file" in answer.content.decode()


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "..%2f", "é" * 20, "a" * 5000, "-" * 43])
@pytest.mark.usefixtures("db")
def test_no_token_is_a_fault(token: str) -> None:
    answer = Browser().get(f"/i/{token}/")
    assert answer.status_code == 404


def test_a_million_characters_in_the_phone_form_are_refused_and_the_rest_is_kept(
    phone: Phone,
) -> None:
    answer = phone.post("3/", {"reason": HUGE, "relieving": "Lying down"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "too long" in page
    assert HUGE in page
    assert Intake.objects.get().answers["values"] == {"relieving": "Lying down"}


def test_the_day_of_a_birthday_counts() -> None:
    from palpate.clinic.people.ages import age_on, is_minor

    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert is_minor(date(2008, 11, 23), date(2026, 11, 22))
    assert not is_minor(date(2008, 11, 22), date(2026, 11, 22))
    assert not is_minor(None, date(2026, 11, 22))
